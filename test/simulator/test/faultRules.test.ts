import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import {
  ambiguousFaults,
  type FaultAction,
  type FaultRule,
  refusingFaults,
  type Simulator,
  startSimulator,
} from "..";
import { ordersPath, send } from "../plainClient";

describe("a fault of the simulated API strikes", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({}, { seed: 7 });
  });
  afterEach(async () => {
    await simulator.close();
  });

  function importOnce() {
    const body = { name: "orders", importUrl: "https://example.com/dump.gz" };
    return send(simulator, "POST", `${ordersPath}/import`, { body });
  }

  function list() {
    return send(simulator, "GET", `${ordersPath}/backups`);
  }

  const teapot: FaultAction = { do: "answer", status: 418 };

  async function statusesUnder(rule: Omit<FaultRule, "action">, requests = 5): Promise<number[]> {
    simulator.inject({ ...rule, action: teapot });
    const statuses: number[] = [];
    for (let count = 0; count < requests; count += 1) statuses.push((await list()).status);
    return statuses;
  }

  it("every matching request", async () => {
    assert.deepEqual(await statusesUnder({}, 3), [418, 418, 418]);
  });
  it("so many times", async () => {
    assert.deepEqual(await statusesUnder({ times: 2 }), [418, 418, 200, 200, 200]);
  });
  it("only the nth request", async () => {
    assert.deepEqual(await statusesUnder({ nth: 2 }), [200, 418, 200, 200, 200]);
  });
  it("from the nth on, so many times", async () => {
    assert.deepEqual(await statusesUnder({ nth: 2, times: 2 }), [200, 418, 418, 200, 200]);
  });
  it("by method", async () => {
    assert.deepEqual(await statusesUnder({ method: "POST" }, 1), [200]);
    assert.equal((await importOnce()).status, 418);
  });
  it("by path, with wildcards", async () => {
    assert.deepEqual(await statusesUnder({ path: "*/backups/*" }, 1), [200]);
    assert.deepEqual(await statusesUnder({ path: "/v1/*/orders-db/backups" }, 1), [418]);
  });
  it("by operation, also on team paths", async () => {
    simulator.inject({ on: "getBackup", action: teapot });
    assert.equal((await list()).status, 200);
    const path = "/v1/teams/acme/projects/shop/addons/orders-db/backups/x";
    assert.equal((await send(simulator, "GET", path)).status, 418);
  });
  it("by chance, and alike under the same seed", async () => {
    const first = await statusesUnder({ probability: 0.5 }, 20);
    await simulator.close();
    simulator = await startSimulator({}, { seed: 7 });
    assert.deepEqual(await statusesUnder({ probability: 0.5 }, 20), first);
    assert.deepEqual([...new Set(first)].sort(), [200, 418]);
  });
  it("and counts how often", async () => {
    const fault = simulator.inject({ action: teapot });
    await list();
    assert.equal(fault.hits, 1);
  });
  it("no more once it is removed", async () => {
    const fault = simulator.inject({ action: teapot });
    await list();
    fault.remove();
    assert.equal((await list()).status, 200);
  });
  it("no more once all are cleared", async () => {
    simulator.inject({ action: teapot });
    simulator.clearFaults();
    assert.equal((await list()).status, 200);
  });
  it("as the first injected of several that match", async () => {
    simulator.inject({ times: 1, action: { do: "answer", status: 500 } });
    assert.deepEqual(await statusesUnder({ times: 2 }, 4), [500, 418, 418, 200]);
  });
});

describe("a fault of the catalogue", () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(async () => {
    await simulator.close();
  });

  for (const [name, action] of Object.entries({ ...ambiguousFaults, ...refusingFaults })) {
    it(`"${name}" lets the API act as its name says`, async () => {
      simulator.inject({ action });
      const leaving = new AbortController();
      const body = { name: "orders", importUrl: "https://example.com/dump.gz" };
      const sent = send(simulator, "POST", `${ordersPath}/import`, { body, signal: leaving.signal });
      const settled = sent.catch(() => undefined);
      while (simulator.journal.entries[0]?.fault === undefined) await pause(1);
      leaving.abort();
      await settled;
      const handled = /after|truncated|cut-off/.test(name);
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
      assert.equal(simulator.journal.entries[0].handled, handled);
    });
  }
});
