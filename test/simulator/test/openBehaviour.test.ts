import assert from "node:assert/strict";
import { ordersDb } from "..";
import { SimulatedApi } from "./simulatedApi";

describe("what the simulated API does where the documentation is silent", () => {
  const api = new SimulatedApi();

  it("shows a new backup in lists and to GET only after a lag, each its own", async () => {
    await api.start({ listLagSeconds: 10, getLagSeconds: 5 });
    await api.importNamed("orders");
    const seen = async () => {
      const listed = (await api.get("/backups")).json as { data: { backups: object[] } };
      return [(await api.get("/backups/orders")).status, listed.data.backups.length];
    };
    assert.deepEqual(await seen(), [404, 0]);
    api.clock.advanceSeconds(5);
    assert.deepEqual(await seen(), [200, 0]);
    api.clock.advanceSeconds(5);
    assert.deepEqual(await seen(), [200, 1]);
  });

  describe("two imports at once on one addon", () => {
    it("run side by side", async () => {
      await api.start({ concurrentImports: "parallel" });
      await api.importNamed("one");
      await api.importNamed("two");
      assert.deepEqual(api.statuses(), ["in-progress", "in-progress"]);
    });

    it("run one after the other, the second scheduled until then", async () => {
      await api.start({ concurrentImports: "queue" });
      await api.importNamed("one");
      await api.importNamed("two");
      assert.deepEqual(api.statuses(), ["in-progress", "scheduled"]);
      api.clock.advanceSeconds(15);
      assert.deepEqual(api.statuses(), ["completed", "in-progress"]);
      api.clock.advanceSeconds(5);
      assert.deepEqual(api.statuses(), ["completed", "completed"]);
    });

    it("move up in the queue when the one before is removed, not earlier", async () => {
      await api.start({ concurrentImports: "queue", outcome: "never-ends" });
      await api.importNamed("one");
      api.simulator.settings.outcome = "completed";
      await api.importNamed("two");
      api.clock.advanceSeconds(100);
      await api.send("DELETE", "/backups/one");
      assert.deepEqual(api.statuses(), ["in-progress"]);
      api.clock.advanceSeconds(10);
      assert.deepEqual(api.statuses(), ["completed"]);
    });

    it("are refused with 409 until the first is done", async () => {
      await api.start({ concurrentImports: "refuse" });
      await api.importNamed("one");
      assert.equal((await api.importNamed("two")).status, 409);
      api.clock.advanceSeconds(10);
      assert.equal((await api.importNamed("two")).status, 200);
    });
  });

  describe("an addon that does not run", () => {
    it("refuses imports with 409", async () => {
      await api.start({ stoppedAddon: "refuse" });
      api.simulator.world.setAddonStatus(ordersDb, "paused");
      assert.equal((await api.importNamed("orders")).status, 409);
      api.simulator.world.setAddonStatus(ordersDb, "running");
      assert.equal((await api.importNamed("orders")).status, 200);
    });

    it("schedules them until it runs", async () => {
      await api.start({ stoppedAddon: "schedule" });
      api.simulator.world.setAddonStatus(ordersDb, "paused");
      await api.importNamed("orders");
      api.clock.advanceSeconds(100);
      assert.deepEqual(api.statuses(), ["scheduled"]);
      api.simulator.world.setAddonStatus(ordersDb, "running");
      assert.deepEqual(api.statuses(), ["in-progress"]);
      api.clock.advanceSeconds(10);
      assert.deepEqual(api.statuses(), ["completed"]);
    });
  });

  it("shows the addon as running or as backing up while it imports", async () => {
    await api.start({ addonStatusDuringImport: "backup" });
    const status = async () => ((await api.get("")).json as { data: { status: string } }).data.status;
    assert.equal(await status(), "running");
    await api.importNamed("orders");
    assert.equal(await status(), "backup");
    api.simulator.settings.addonStatusDuringImport = "running";
    assert.equal(await status(), "running");
  });

  it("deletes what is running, or refuses to", async () => {
    await api.start({ deleteRunning: "refuse" });
    await api.importNamed("orders");
    assert.equal((await api.send("DELETE", "/backups/orders")).status, 409);
    api.simulator.settings.deleteRunning = "accept";
    assert.equal((await api.send("DELETE", "/backups/orders")).status, 200);
  });

  it("deletes what is being restored, or refuses to", async () => {
    await api.start({ importSeconds: 0 });
    await api.importNamed("orders");
    await api.send("POST", "/backups/orders/restore");
    assert.equal((await api.send("DELETE", "/backups/orders")).status, 409);
    api.simulator.settings.deleteDuringRestore = "accept";
    assert.equal((await api.send("DELETE", "/backups/orders")).status, 200);
  });

  it("takes the abort of what has ended as a conflict, or as done", async () => {
    await api.start({ importSeconds: 0 });
    await api.importNamed("orders");
    assert.equal((await api.send("POST", "/backups/orders/abort")).status, 409);
    api.simulator.settings.abortFinished = "accept";
    assert.equal((await api.send("POST", "/backups/orders/abort")).status, 200);
    assert.deepEqual(api.statuses(), ["completed"]);
  });

  it("does not know, or does not mind, that a backup to delete or abort is not there", async () => {
    await api.start();
    const both = async () => [
      (await api.send("DELETE", "/backups/none")).status,
      (await api.send("POST", "/backups/none/abort")).status,
    ];
    assert.deepEqual(await both(), [404, 404]);
    api.simulator.settings.unknownBackup = "accept";
    assert.deepEqual(await both(), [200, 200]);
  });
});
