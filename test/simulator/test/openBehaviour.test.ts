import assert from "node:assert/strict";
import {
  ordersDb,
  scriptedClock,
  type ScriptedClock,
  type Simulator,
  type SimulatorSettings,
  startSimulator,
} from "..";
import { ordersPath, type PlainAnswer, send } from "../plainClient";

describe("what the simulated API does where the documentation is silent", () => {
  let simulator: Simulator;
  let clock: ScriptedClock;

  async function start(settings: Partial<SimulatorSettings> = {}): Promise<void> {
    clock = scriptedClock();
    simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 10, ...settings }, { clock });
  }
  afterEach(async () => {
    await simulator.close();
  });

  function importNamed(name: string): Promise<PlainAnswer> {
    const body = { name, connectionString: "postgresql://reader:hunter2@legacy.example.com/orders" };
    return send(simulator, "POST", `${ordersPath}/import`, { body });
  }

  function get(path: string): Promise<PlainAnswer> {
    return send(simulator, "GET", ordersPath + path);
  }

  function statuses(): string[] {
    return simulator.world.backups(ordersDb).map(({ status }) => status);
  }

  it("shows a new backup in lists and to GET only after a lag, each its own", async () => {
    await start({ listLagSeconds: 10, getLagSeconds: 5 });
    await importNamed("orders");
    const seen = async () => {
      const listed = (await get("/backups")).json as { data: { backups: object[] } };
      return [(await get("/backups/orders")).status, listed.data.backups.length];
    };
    assert.deepEqual(await seen(), [404, 0]);
    clock.advanceSeconds(5);
    assert.deepEqual(await seen(), [200, 0]);
    clock.advanceSeconds(5);
    assert.deepEqual(await seen(), [200, 1]);
  });

  describe("two imports at once on one addon", () => {
    it("run side by side", async () => {
      await start({ concurrentImports: "parallel" });
      await importNamed("one");
      await importNamed("two");
      assert.deepEqual(statuses(), ["in-progress", "in-progress"]);
    });

    it("run one after the other, the second scheduled until then", async () => {
      await start({ concurrentImports: "queue" });
      await importNamed("one");
      await importNamed("two");
      assert.deepEqual(statuses(), ["in-progress", "scheduled"]);
      clock.advanceSeconds(15);
      assert.deepEqual(statuses(), ["completed", "in-progress"]);
      clock.advanceSeconds(5);
      assert.deepEqual(statuses(), ["completed", "completed"]);
    });

    it("move up in the queue when the one before is removed, not earlier", async () => {
      await start({ concurrentImports: "queue", outcome: "never-ends" });
      await importNamed("one");
      simulator.settings.outcome = "completed";
      await importNamed("two");
      clock.advanceSeconds(100);
      await send(simulator, "DELETE", `${ordersPath}/backups/one`);
      assert.deepEqual(statuses(), ["in-progress"]);
      clock.advanceSeconds(10);
      assert.deepEqual(statuses(), ["completed"]);
    });

    it("are refused with 409 until the first is done", async () => {
      await start({ concurrentImports: "refuse" });
      await importNamed("one");
      assert.equal((await importNamed("two")).status, 409);
      clock.advanceSeconds(10);
      assert.equal((await importNamed("two")).status, 200);
    });
  });

  describe("an addon that does not run", () => {
    it("refuses imports with 409", async () => {
      await start({ stoppedAddon: "refuse" });
      simulator.world.setAddonStatus(ordersDb, "paused");
      assert.equal((await importNamed("orders")).status, 409);
      simulator.world.setAddonStatus(ordersDb, "running");
      assert.equal((await importNamed("orders")).status, 200);
    });

    it("schedules them until it runs", async () => {
      await start({ stoppedAddon: "schedule" });
      simulator.world.setAddonStatus(ordersDb, "paused");
      await importNamed("orders");
      clock.advanceSeconds(100);
      assert.deepEqual(statuses(), ["scheduled"]);
      simulator.world.setAddonStatus(ordersDb, "running");
      assert.deepEqual(statuses(), ["in-progress"]);
      clock.advanceSeconds(10);
      assert.deepEqual(statuses(), ["completed"]);
    });
  });

  it("shows the addon as running or as backing up while it imports", async () => {
    await start({ addonStatusDuringImport: "backup" });
    const status = async () => ((await get("")).json as { data: { status: string } }).data.status;
    assert.equal(await status(), "running");
    await importNamed("orders");
    assert.equal(await status(), "backup");
    simulator.settings.addonStatusDuringImport = "running";
    assert.equal(await status(), "running");
  });

  it("deletes what is running, or refuses to", async () => {
    await start({ deleteRunning: "refuse" });
    await importNamed("orders");
    assert.equal((await send(simulator, "DELETE", `${ordersPath}/backups/orders`)).status, 409);
    simulator.settings.deleteRunning = "accept";
    assert.equal((await send(simulator, "DELETE", `${ordersPath}/backups/orders`)).status, 200);
  });

  it("deletes what is being restored, or refuses to", async () => {
    await start({ importSeconds: 0 });
    await importNamed("orders");
    await send(simulator, "POST", `${ordersPath}/backups/orders/restore`);
    assert.equal((await send(simulator, "DELETE", `${ordersPath}/backups/orders`)).status, 409);
    simulator.settings.deleteDuringRestore = "accept";
    assert.equal((await send(simulator, "DELETE", `${ordersPath}/backups/orders`)).status, 200);
  });

  it("takes the abort of what has ended as a conflict, or as done", async () => {
    await start({ importSeconds: 0 });
    await importNamed("orders");
    assert.equal((await send(simulator, "POST", `${ordersPath}/backups/orders/abort`)).status, 409);
    simulator.settings.abortFinished = "accept";
    assert.equal((await send(simulator, "POST", `${ordersPath}/backups/orders/abort`)).status, 200);
    assert.deepEqual(statuses(), ["completed"]);
  });

  it("does not know, or does not mind, that a backup to delete or abort is not there", async () => {
    await start();
    const both = async () => [
      (await send(simulator, "DELETE", `${ordersPath}/backups/none`)).status,
      (await send(simulator, "POST", `${ordersPath}/backups/none/abort`)).status,
    ];
    assert.deepEqual(await both(), [404, 404]);
    simulator.settings.unknownBackup = "accept";
    assert.deepEqual(await both(), [200, 200]);
  });
});
