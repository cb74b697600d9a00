import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { contextKey } from "../../../provider/inputs/checkedInputs";
import { loaderText } from "../../../provider/program/loader";
import {
  GrpcProviderClient,
  type JsonObject,
  ProviderCallError,
  type ProviderProcess,
  startProvider,
} from "@test/engine";
import { defaultToken, ordersDb, startSimulator, type Simulator } from "@test/simulator";
import { liveSource, plantedSecrets } from "../bench/sources";
import { fastTime } from "../../stage/time";

const urnOf = (name: string): string =>
  `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/northflank:AddonBackupImport::${name}`;

const inputsOf = (name: string, more: JsonObject = {}): JsonObject => ({
  ...liveSource,
  [contextKey]: { resourceUrn: urnOf(name), organization: "acme" },
  __provider: loaderText,
  ...more,
});

describe("the provider process that Pulumi starts", () => {
  let simulator: Simulator;
  let engine: Server;
  let provider: ProviderProcess;
  let client: GrpcProviderClient;
  let lines: string[];

  beforeEach(async () => {
    lines = [];
    const { clock, env } = fastTime();
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0.3 }, { clock });
    engine = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
    await once(engine, "listening");
    provider = await startProvider({
      cwd: process.cwd(),
      env: { ...env, PATH: process.env["PATH"], HOME: process.env["HOME"], NO_PROXY: "127.0.0.1" },
      project: "shop",
      engineAddress: `127.0.0.1:${portOf(engine)}`,
      onLine: (line) => lines.push(line),
    });
    client = new GrpcProviderClient(provider);
  });
  afterEach(async () => {
    await client.close();
    engine.close();
    await simulator.close();
    const shown = lines.join("\n");
    for (const secret of plantedSecrets) assert.ok(!shown.includes(secret), shown);
    assert.doesNotMatch(shown, /\n\s+at /, "no stack trace");
  });

  const configure = (more: JsonObject = {}): Promise<void> =>
    client.configure({
      "northflank:apiToken": defaultToken,
      "northflank:apiUrl": simulator.url,
      ...more,
    });

  async function create(name: string, more: JsonObject = {}) {
    const urn = urnOf(name);
    const { inputs, failures } = await client.check({ urn, olds: {}, news: inputsOf(name, more) });
    assert.deepEqual(failures, []);
    return client.create({ urn, properties: inputs });
  }

  it("serves calls that come all at once, before anything else, with its configuration", async () => {
    await configure();
    const created = await Promise.all(Array.from({ length: 20 }, (_, index) => create(`orders-${index}`)));
    assert.equal(simulator.world.imports.length, 20);
    assert.equal(new Set(created.map(({ id }) => id)).size, 20);
    for (const { properties } of created) {
      assert.equal(properties["status"], "completed");
      assert.equal(properties["__provider"], loaderText);
      assert.equal(properties["connectionString"], undefined);
    }
  });

  it("answers each of many calls at once that need a configuration that is not there", async () => {
    await client.configure({});
    const outcomes = await Promise.allSettled(["a", "b", "c"].map((name) => create(name)));
    for (const outcome of outcomes) {
      assert.equal(outcome.status, "rejected");
      assert.match(String(outcome.reason), /no Northflank API token is configured/);
    }
    assert.equal(simulator.journal.entries.length, 0);
  });

  it("lives through all steps of a resource", async () => {
    await configure();
    const urn = urnOf("orders");
    const { id, properties } = await create("orders");
    const { inputs } = await client.check({ urn, olds: inputsOf("orders"), news: inputsOf("orders") });
    const asked = { urn, id, oldInputs: inputs, olds: properties, news: inputs };
    assert.deepEqual(await client.diff({ ...asked, ignoreChanges: [] }), {
      changes: "none",
      replaces: [],
      diffs: [],
      deleteBeforeReplace: false,
    });
    const read = await client.read({ urn, id, inputs, properties });
    assert.equal(read.id, id);
    assert.deepEqual(read.properties, properties);
    assert.deepEqual((await client.update(asked)).properties, properties);
    await client.delete({ urn, id, oldInputs: inputs, properties });
    assert.deepEqual(simulator.world.backups(ordersDb), []);
    assert.equal((await client.read({ urn, id, inputs, properties })).id, "");
  });

  it("fails in part when the time is over: id, state and one reason, which the next call resumes", async () => {
    await configure();
    simulator.settings.importSeconds = 25;
    const urn = urnOf("orders");
    const timeouts = { [contextKey]: { resourceUrn: urn, organization: "acme", timeouts: { create: 15 } } };
    const failure = await failureOf(create("orders", timeouts));
    assert.equal(failure.id, `shop/orders-db/${simulator.world.imports[0]?.backupId ?? ""}`);
    assert.equal(failure.properties["__provider"], loaderText);
    assert.equal(failure.properties["status"], "in-progress");
    assert.equal(failure.properties["uid"], simulator.world.imports[0]?.uid);
    assert.equal(failure.properties["connectionString"], undefined);
    assert.equal(failure.reasons.length, 1);
    assert.match(failure.reasons[0] ?? "", /is still "in-progress" after 15s.*resumes the wait/);
    const { inputs } = await client.check({ urn, olds: {}, news: inputsOf("orders") });
    const { id, properties: olds } = failure;
    const resumed = await client.update({ urn, id, oldInputs: inputs, olds, news: inputs });
    assert.equal(resumed.properties["status"], "completed");
    assert.equal(simulator.world.imports.length, 1);
  });

  it("fails in part when the import does, with the end of its log", async () => {
    await configure();
    simulator.settings.outcome = "failed";
    simulator.settings.logEcho = "verbatim";
    const { reasons, properties } = await failureOf(create("orders"));
    assert.match(
      reasons[0] ?? "",
      /ended with status "failed".* Its log ends with:\n[^]*\n {4}.*\[secret\][^]*\n {4}.*pg_restore/,
    );
    assert.equal(properties["status"], "failed");
  });

  it("answers, whatever Northflank sends in place of a backup", async () => {
    await configure();
    const odd = [
      { id: 7, status: 7 },
      { id: "", name: null, uid: {}, status: [], createdAt: 1, completedAt: false, config: "no" },
      JSON.parse(
        '{"__proto__":{"id":"x"},"constructor":1,"config":{"size":1e400,"source":{"type":{}}}}',
      ) as object,
      "[".repeat(100_000),
      '{"data":{"id":"\\ud800"}}',
    ];
    for (const [index, body] of odd.entries()) {
      const text = typeof body === "string" ? body : JSON.stringify({ data: body });
      const action = {
        do: "answer",
        status: 200,
        headers: { "content-type": "application/json" },
        body: text,
        handled: true,
      } as const;
      const injected = simulator.inject({ on: "importBackup", nth: 1, action });
      const { properties } = await create(`orders-${index}`);
      assert.equal(properties["status"], "completed");
      injected.remove();
      const looks = simulator.inject({
        on: "getBackup",
        nth: 1,
        times: 2,
        action: { ...action, handled: false },
      });
      assert.equal((await create(`more-orders-${index}`)).properties["status"], "completed");
      looks.remove();
    }
    assert.equal(simulator.world.imports.length, 2 * odd.length);
  });

  it("names no property in a failed check, because the engine would print its value", async () => {
    await configure();
    const urn = urnOf("orders");
    const news = inputsOf("orders", { importUrl: "https://dumps.example.com/x", name: "a..b" });
    const { failures } = await client.check({ urn, olds: {}, news });
    assert.equal(failures.length, 2);
    assert.deepEqual([...new Set(failures.map(({ property }) => property))], [""]);
  });

  it("says one line for a call that fails, without a stack", async () => {
    await configure();
    const urn = urnOf("orders");
    const { id, properties } = await create("orders");
    simulator.inject({ on: "getBackup", action: { do: "answer", status: 401 } });
    const inputs = inputsOf("orders");
    await assert.rejects(client.read({ urn, id, inputs, properties }), /is not valid/);
    await assert.rejects(client.delete({ urn, id, oldInputs: inputs, properties }), /is not valid/);
    assert.ok(lines.filter((line) => line.includes("is not valid")).length <= 2);
  });

  it("ends by itself, without another request, when its engine is gone in the middle of a wait", async () => {
    await configure();
    simulator.settings.importSeconds = 600;
    const creating = create("orders").then(
      () => "answered",
      () => "cut off",
    );
    while (simulator.journal.of("getBackup").length < 3) await pause(10);
    engine.close();
    assert.equal(await creating, "cut off");
    assert.equal(simulator.world.imports.length, 1);
    assert.equal(simulator.journal.entries.at(-1)?.operation, "getBackup");
  });
});

function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

async function failureOf(call: Promise<unknown>) {
  const thrown = await call.then(
    () => assert.fail("the call failed"),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof ProviderCallError, String(thrown));
  assert.ok(thrown.initFailure, thrown.message);
  return thrown.initFailure;
}
