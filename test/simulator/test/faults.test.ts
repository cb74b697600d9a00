import assert from "node:assert/strict";
import axios, { AxiosError } from "axios";
import type { AxiosRequestConfig } from "axios";
import { setTimeout as pause } from "node:timers/promises";
import {
  defaultToken,
  emptyAnswer,
  type FaultAction,
  htmlPage,
  redirect,
  refusingFaults,
  scriptedClock,
  type Simulator,
  startSimulator,
} from "..";
import { ordersPath, send } from "../plainClient";

const body = { name: "orders", importUrl: "https://example.com/dump.gz" };

describe("a fault of the simulated API", () => {
  const clock = scriptedClock();
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({}, { clock, seed: 7 });
  });
  afterEach(async () => {
    await simulator.close();
  });

  function importOnce() {
    return send(simulator, "POST", `${ordersPath}/import`, { body });
  }

  function list() {
    return send(simulator, "GET", `${ordersPath}/backups`);
  }

  function viaAxios(config: AxiosRequestConfig = {}) {
    return axios.post(simulator.url + `${ordersPath}/import`, body, {
      maxRedirects: 0,
      validateStatus: () => true,
      headers: { authorization: `Bearer ${defaultToken}` },
      ...config,
    });
  }

  function onImport(action: FaultAction): void {
    simulator.inject({ on: "importBackup", action });
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await pause(1);
  }

  function outcome() {
    const [entry] = simulator.journal.of("importBackup");
    return { fault: entry?.fault, handled: entry?.handled, status: entry?.status };
  }

  for (const handled of [false, true]) {
    const when = handled ? "after" : "before";

    it(`resets the connection ${when} the API has acted`, async () => {
      onImport({ do: "reset", handled });
      await assert.rejects(viaAxios(), { code: "ECONNRESET" });
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
      assert.deepEqual(outcome(), { fault: "reset", handled, status: undefined });
    });

    it(`leaves the client without an answer ${when} the API has acted`, async () => {
      onImport({ do: "silence", handled });
      const leaving = new AbortController();
      const silent = viaAxios({ signal: leaving.signal });
      await until(() => simulator.journal.entries[0]?.fault === "silence");
      assert.equal((await list()).status, 200);
      leaving.abort();
      await assert.rejects(silent, { code: "ERR_CANCELED" });
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
    });

    it(`answers in bytes that are no HTTP ${when} the API has acted`, async () => {
      onImport({ do: "garbage", handled });
      await assert.rejects(viaAxios(), (error: AxiosError) => error.code?.startsWith("HPE_") === true);
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
    });

    it(`answers with an HTML page ${when} the API has acted`, async () => {
      onImport(htmlPage(502, handled));
      const { status, headers, text } = await importOnce();
      assert.deepEqual([status, headers.get("content-type")], [502, "text/html"]);
      assert.match(text, /^<!doctype html>/);
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
    });

    it(`answers 200 with nothing ${when} the API has acted`, async () => {
      onImport(emptyAnswer(handled));
      const { status, text } = await importOnce();
      assert.deepEqual([status, text], [200, ""]);
      assert.equal(simulator.world.imports.length, handled ? 1 : 0);
    });
  }

  it("holds an answer back for a while", async () => {
    simulator.inject({ on: "importBackup", action: { do: "delay", milliseconds: 100 } });
    const order: string[] = [];
    const delayed = importOnce().then(() => order.push("import"));
    await until(() => simulator.journal.entries.length === 1);
    await list().then(() => order.push("list"));
    await delayed;
    assert.deepEqual(order, ["list", "import"]);
    assert.equal(simulator.world.imports.length, 1);
  });

  it("answers with any status, headers and body", async () => {
    const error = { error: { status: 409, message: "busy" } };
    onImport({ do: "answer", status: 409, headers: { "x-request-id": "7" }, body: error });
    const { status, headers, json } = await importOnce();
    assert.deepEqual([status, headers.get("x-request-id"), json], [409, "7", error]);
  });

  it("turns a client away and tells the time to come back in several ways", async () => {
    const told: Record<string, (string | null)[]> = {};
    for (const [name, action] of Object.entries(refusingFaults)) {
      const fault = simulator.inject({ action });
      const { status, headers } = await importOnce();
      told[name] = [String(status), headers.get("retry-after"), headers.get("x-ratelimit-reset")];
      fault.remove();
    }
    assert.deepEqual(told, {
      "429 with seconds": ["429", "2", null],
      "429 with a date": ["429", "Thu, 15 Jan 2026 09:00:02 GMT", null],
      "429 with the quota's reset": ["429", null, "2"],
      "429 without a time": ["429", null, null],
      "503 with seconds": ["503", "2", null],
      "503 with a date": ["503", "Thu, 15 Jan 2026 09:00:02 GMT", null],
      "503 without a time": ["503", null, null],
    });
    assert.equal(simulator.world.imports.length, 0);
  });

  it("tells the simulated time in every answer", async () => {
    assert.equal((await list()).headers.get("date"), "Thu, 15 Jan 2026 09:00:00 GMT");
  });

  it("cuts an answer in half, as if that were all", async () => {
    onImport({ do: "truncate", ending: "clean" });
    const { status, text } = await importOnce();
    assert.deepEqual([status, text], [200, '{"data":{"id']);
    assert.equal(simulator.world.imports.length, 1);
  });

  it("cuts the connection in the middle of an answer", async () => {
    onImport({ do: "truncate", ending: "cut" });
    await assert.rejects(viaAxios(), AxiosError);
    assert.equal(simulator.world.imports.length, 1);
  });

  it("sends an answer byte by byte", async () => {
    simulator.inject({ on: "importBackup", action: { do: "drip", millisecondsPerByte: 1 } });
    const answer = await viaAxios({ responseType: "stream" });
    const chunks: Buffer[] = [];
    for await (const chunk of answer.data as AsyncIterable<Buffer>) chunks.push(chunk);
    assert.ok(chunks.length > 1);
    assert.equal(Buffer.concat(chunks).toString(), '{"data":{"id":"orders"}}');
  });

  it("sends a body of any size, which is JSON yet", async () => {
    for (const [status, bytes] of [
      [200, 1_000_000],
      [500, 200],
    ] as const) {
      const fault = simulator.inject({ action: { do: "flood", status, bytes } });
      const answer = await list();
      assert.deepEqual([answer.status, answer.text.length], [status, bytes]);
      assert.notEqual(answer.json, undefined);
      fault.remove();
    }
  });

  it("sends a body without an end, until the client has had enough", async () => {
    onImport({ do: "flood", status: 200, bytes: Infinity, handled: true });
    await assert.rejects(viaAxios({ maxContentLength: 1_000_000 }), /maxContentLength/);
    assert.equal(simulator.world.imports.length, 1);
  });

  for (const status of [301, 302, 307, 308] as const) {
    it(`redirects with ${status}`, async () => {
      onImport(redirect(status, "https://elsewhere.example.com/"));
      const answer = await importOnce();
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get("location"), "https://elsewhere.example.com/");
      assert.equal(simulator.world.imports.length, 0);
    });
  }

  it("refuses connections while it does not listen, and comes back at the same address", async () => {
    const { url } = simulator;
    assert.equal((await importOnce()).status, 200);
    await simulator.pauseListening();
    await assert.rejects(viaAxios(), { code: "ECONNREFUSED" });
    await simulator.resumeListening();
    assert.equal(simulator.url, url);
    assert.equal((await list()).status, 200);
    assert.equal(simulator.world.imports.length, 1);
  });

  it("cuts off requests that are under way when it stops listening", async () => {
    onImport({ do: "silence" });
    const cut = assert.rejects(viaAxios(), { code: "ECONNRESET" });
    await until(() => simulator.journal.entries[0]?.fault === "silence");
    await simulator.pauseListening();
    await cut;
  });

  it("delays every answer by the latency that is set", async () => {
    simulator.settings.latencyMilliseconds = 100;
    const order: string[] = [];
    const delayed = list().then(() => order.push("delayed"));
    await until(() => simulator.journal.entries.length === 1);
    simulator.settings.latencyMilliseconds = 0;
    await list().then(() => order.push("at once"));
    await delayed;
    assert.deepEqual(order, ["at once", "delayed"]);
  });

  it("lets the journal count connections", async () => {
    const agentless = { headers: { authorization: `Bearer ${defaultToken}`, connection: "close" } };
    await viaAxios(agentless);
    await viaAxios(agentless);
    assert.equal(simulator.journal.connections, 2);
  });

  it("does not outlive the simulator: closing cuts what is under way", async () => {
    onImport({ do: "delay", milliseconds: 60_000 });
    const cut = assert.rejects(viaAxios(), { code: "ECONNRESET" });
    await until(() => simulator.journal.entries[0]?.fault === "delay");
    await simulator.close();
    await cut;
    assert.equal(simulator.world.imports.length, 0);
  });
});
