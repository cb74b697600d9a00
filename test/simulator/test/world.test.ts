import assert from "node:assert/strict";
import {
  defaultToken,
  ordersDb,
  scriptedClock,
  type ScriptedClock,
  type Simulator,
  startSimulator,
  usersDb,
} from "..";
import { ordersPath, send } from "../plainClient";

const connectionString = "postgresql://reader:hunter2@legacy.example.com/orders";

describe("the world behind the simulated API", () => {
  let simulator: Simulator;
  let clock: ScriptedClock;

  beforeEach(async () => {
    clock = scriptedClock();
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 10 }, { clock });
  });
  afterEach(async () => {
    await simulator.close();
  });

  async function importNamed(name: string, addonId = "orders-db"): Promise<void> {
    const path = `/v1/projects/shop/addons/${addonId}/import`;
    assert.equal((await send(simulator, "POST", path, { body: { name, connectionString } })).status, 200);
  }

  function backups() {
    return simulator.world.backups(ordersDb);
  }

  it("remembers every import that was started, deleted ones included", async () => {
    await importNamed("orders");
    await importNamed("users", "users-db");
    await send(simulator, "DELETE", `${ordersPath}/backups/orders`);
    assert.deepEqual(
      simulator.world.imports.map(({ addonId, name }) => [addonId, name]),
      [
        ["orders-db", "orders"],
        ["users-db", "users"],
      ],
    );
    assert.equal(simulator.world.backups(usersDb).length, 1);
    assert.deepEqual(backups(), []);
  });

  it("holds other people's backups, which are no imports", () => {
    const nightly = simulator.world.addBackup(ordersDb, { name: "Nightly 1", status: "failed" });
    assert.equal(nightly.id, "nightly-1");
    assert.equal(nightly.sourceType, "sameAddon");
    assert.deepEqual(backups(), [nightly]);
    assert.deepEqual(simulator.world.imports, []);
  });

  it("holds other people's unfinished work, which keeps the addon busy until it is told to end", async () => {
    simulator.settings.concurrentImports = "refuse";
    simulator.world.addBackup(ordersDb, {
      name: "theirs",
      sourceType: "liveInstance",
      status: "in-progress",
    });
    clock.advanceSeconds(10_000);
    const refused = await send(simulator, "POST", `${ordersPath}/import`, { body: { connectionString } });
    assert.equal(refused.status, 409);
    simulator.world.setOutcome("theirs", "completed");
    await importNamed("ours");
  });

  it("replaces a backup by another of the same id", async () => {
    await importNamed("orders");
    const [first] = backups();
    clock.advanceSeconds(1);
    const second = simulator.world.replaceBackup(ordersDb, "orders");
    assert.equal(second.id, first?.id);
    assert.notEqual(second.uid, first?.uid);
    assert.deepEqual(backups(), [second]);
  });

  it("loses backups, addons and projects", async () => {
    await importNamed("orders");
    const path = `${ordersPath}/backups/orders`;
    const message = async () => {
      const { status, json } = await send(simulator, "GET", path);
      return status === 404 ? (json as { error: { message: string } }).error.message : status;
    };
    assert.equal(await message(), 200);
    simulator.world.removeBackup(ordersDb, "orders");
    assert.equal(await message(), "Backup not found");
    simulator.world.removeAddon(ordersDb);
    assert.equal(await message(), "Addon not found");
    simulator.world.removeProject(ordersDb);
    assert.equal(await message(), "Project not found");
  });

  it("decides outcomes by name or by predicate, for running imports and later ones", async () => {
    await importNamed("orders");
    simulator.world.setOutcome("orders", "failed");
    simulator.world.setOutcome(({ name }) => name.startsWith("tmp"), "never-ends");
    await importNamed("tmp");
    await importNamed("users");
    clock.advanceSeconds(10_000);
    assert.deepEqual(
      backups().map(({ status }) => status),
      ["failed", "in-progress", "completed"],
    );
  });

  it("keeps the outcome of what has ended", async () => {
    await importNamed("orders");
    clock.advanceSeconds(10);
    simulator.world.setOutcome("orders", "failed");
    assert.equal(backups()[0]?.status, "completed");
  });

  it("holds settings that change later for what is started later", async () => {
    await importNamed("orders");
    Object.assign(simulator.settings, { importSeconds: 100, outcome: "failed" });
    await importNamed("slow");
    clock.advanceSeconds(10);
    assert.deepEqual(
      backups().map(({ status }) => status),
      ["completed", "in-progress"],
    );
  });

  it("ends an import into an addon type that cannot import as not-supported", async () => {
    await simulator.close();
    const addons = [{ id: "orders-db", type: "redis" as const }];
    const accounts = [{ id: "acme", teams: [{ id: "acme", projects: [{ id: "shop", addons }] }] }];
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0, accounts }, { clock });
    await importNamed("orders");
    assert.equal(backups()[0]?.status, "not-supported");
  });

  it("tells a test that names what does not exist", () => {
    assert.throws(() => simulator.world.backups({ projectId: "shop", addonId: "nope" }), /no addon nope/);
    assert.throws(() => {
      simulator.world.removeBackup(ordersDb, "nope");
    }, /no backup nope/);
  });

  describe("in its journal", () => {
    it("stands every request, with what became of it", async () => {
      await importNamed("orders");
      await send(simulator, "GET", `${ordersPath}/backups?per_page=5`);
      const [first, second] = simulator.journal.entries;
      assert.deepEqual(
        [first?.method, first?.path, first?.operation, first?.status, first?.handled, first?.startedBackup],
        ["POST", `${ordersPath}/import`, "importBackup", 200, true, "orders"],
      );
      assert.equal(first?.at, clock.now());
      assert.deepEqual(second?.query, { per_page: "5" });
      assert.equal(simulator.journal.of("listBackups").length, 1);
    });

    it("stands a token's label, never the token", async () => {
      await importNamed("orders");
      await send(simulator, "GET", "/v1/auth", { token: "another-secret" });
      assert.deepEqual(
        simulator.journal.entries.map(({ headers }) => headers.authorization),
        ["Bearer <default>", "Bearer <unknown token>"],
      );
      const text = JSON.stringify(simulator.journal.entries);
      assert.ok(!text.includes(defaultToken) && !text.includes("another-secret"));
    });

    it("stands a source in the body of an import only", async () => {
      await importNamed("orders");
      const [entry] = simulator.journal.entries;
      assert.match(entry?.importBody ?? "", /hunter2/);
      assert.equal(entry?.body, "");
      assert.deepEqual(simulator.journal.leaksOf("hunter2"), []);
    });

    it("is a source anywhere else a leak", async () => {
      await send(simulator, "GET", `${ordersPath}/backups?q=hunter2`);
      await send(simulator, "POST", `${ordersPath}/backups/hunter2/abort`);
      await send(simulator, "POST", `${ordersPath}/backups/orders/abort`, { body: { why: "hunter2" } });
      assert.equal(simulator.journal.leaksOf("hunter2").length, 3);
    });
  });
});
