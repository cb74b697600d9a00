import assert from "node:assert/strict";
import { ApiClient, ApiClientInMemoryContextProvider } from "@northflank/js-client";
import {
  defaultToken,
  ordersDb,
  scriptedClock,
  type ScriptedClock,
  type Simulator,
  type SimulatorSettings,
  startSimulator,
} from "..";

const source = "postgresql://reader:hunter2@legacy.example.com:5432/orders";

describe("the simulated API, driven by Northflank's JavaScript client", () => {
  let simulator: Simulator;
  let clock: ScriptedClock;
  let client: ApiClient;

  async function start(settings: Partial<SimulatorSettings> = {}): Promise<void> {
    clock = scriptedClock();
    simulator = await startSimulator(settings, { clock });
    const context = new ApiClientInMemoryContextProvider();
    context.addContext({ name: "simulator", token: defaultToken, host: simulator.url });
    client = new ApiClient(context);
  }

  async function startImport(name: string): Promise<string> {
    const answer = await client.import.addon.backup({
      parameters: ordersDb,
      data: { name, connectionString: source },
    });
    assert.equal(answer.error, undefined);
    return (answer.data as { id: string }).id;
  }

  async function backup(backupId: string) {
    const { data } = await client.get.addon.backup({ parameters: { ...ordersDb, backupId } });
    return data;
  }

  afterEach(async () => {
    await simulator.close();
  });

  it("takes an import through scheduled and in-progress to completed, as its clock moves", async () => {
    await start({ scheduledSeconds: 2, importSeconds: 10, finalSizeBytes: 1000 });
    const id = await startImport("Example Backup");
    assert.equal(id, "example-backup");

    const scheduled = await backup(id);
    assert.equal(scheduled.status, "scheduled");
    assert.equal(scheduled.name, "Example Backup");
    assert.equal(scheduled.createdAt, "2026-01-15T09:00:00.000Z");
    assert.equal(scheduled.config.size, "0");
    assert.equal(scheduled.config.source?.type, "liveInstance");

    clock.advanceSeconds(7);
    const running = await backup(id);
    assert.equal(running.status, "in-progress");
    assert.equal(running.config.size, "500");
    assert.equal(running.completedAt, undefined);

    clock.advanceSeconds(5);
    const completed = await backup(id);
    assert.equal(completed.status, "completed");
    assert.equal(completed.config.size, "1000");
    assert.equal(completed.completedAt, "2026-01-15T09:00:12.000Z");
  });

  it("stands still while its clock does", async () => {
    await start({ scheduledSeconds: 0, importSeconds: 1 });
    const id = await startImport("orders");
    assert.equal((await backup(id)).status, "in-progress");
    assert.equal((await backup(id)).status, "in-progress");
  });

  it("names an unnamed import after the day", async () => {
    await start();
    await client.import.addon.backup({
      parameters: ordersDb,
      data: { importUrl: "https://example.com/dump.gz" },
    });
    assert.deepEqual(
      simulator.world.backups(ordersDb).map(({ name, sourceType }) => ({ name, sourceType })),
      [{ name: "Import 2026-01-15 09:00:00", sourceType: "externalDump" }],
    );
  });

  it("lists what exists, page by page and all at once", async () => {
    await start();
    for (let number = 1; number <= 5; number += 1) {
      clock.advanceSeconds(1);
      await startImport(`orders ${number}`);
    }
    const first = await client.get.addon.backups({ parameters: ordersDb, options: { per_page: 2 } });
    assert.deepEqual(
      first.data.backups.map(({ id }) => id),
      ["orders-5", "orders-4"],
    );
    assert.equal(first.pagination?.hasNextPage, true);
    assert.equal(first.pagination.cursor?.length, 24);
    assert.equal(first.pagination.count, 2);

    const all = await client.get.addon.backups.all({ parameters: ordersDb, options: { per_page: 2 } });
    assert.deepEqual(
      all.data.backups.map(({ id }) => id),
      ["orders-5", "orders-4", "orders-3", "orders-2", "orders-1"],
    );
  });

  it("deletes a backup, and then knows it no more", async () => {
    await start();
    const id = await startImport("orders");
    const deleted = await client.delete.backup({ parameters: { ...ordersDb, backupId: id } });
    assert.deepEqual(deleted.data, {});
    const gone = await client.get.addon.backup({ parameters: { ...ordersDb, backupId: id } });
    assert.equal(gone.error?.status, 404);
    assert.deepEqual(simulator.world.backups(ordersDb), []);
  });

  it("aborts a running import through aborting to aborted", async () => {
    await start({ scheduledSeconds: 0, importSeconds: 60, abortSeconds: 3 });
    const id = await startImport("orders");
    clock.advanceSeconds(5);
    const answer = await client.abort.addon.backup({ parameters: { ...ordersDb, backupId: id } });
    assert.equal(answer.error, undefined);
    assert.equal((await backup(id)).status, "aborting");
    clock.advanceSeconds(3);
    assert.equal((await backup(id)).status, "aborted");
    clock.advanceSeconds(600);
    assert.equal((await backup(id)).status, "aborted");
  });

  it("restores a completed backup in steps of its own, and logs that", async () => {
    await start({ scheduledSeconds: 1, importSeconds: 1, restoreSeconds: 4 });
    const id = await startImport("orders");
    clock.advanceSeconds(2);
    const parameters = { ...ordersDb, backupId: id };
    const { restoreId } = (await client.restore.addon.backup({ parameters })).data;
    assert.equal((await backup(id)).lastRestore?.status, "scheduled");
    clock.advanceSeconds(2);
    const running = await client.get.addon.backup.restores({ parameters });
    assert.deepEqual(running.data.restores, [
      { id: restoreId, status: "in-progress", restoreTimestamp: "2026-01-15T09:00:02.000Z" },
    ]);
    clock.advanceSeconds(3);
    const ofAddon = await client.get.addon.restores({ parameters: ordersDb });
    assert.deepEqual(
      ofAddon.data.restores.map(({ status, backupId }) => ({ status, backupId })),
      [{ status: "completed", backupId: id }],
    );
    const logs = await client.get.addon.restores.logs({ parameters: { ...parameters, restoreId } });
    assert.match(String(logs.data.at(-1)?.log), /completed/);
  });

  it("aborts a restore", async () => {
    await start({ scheduledSeconds: 0, importSeconds: 0, abortSeconds: 0 });
    const parameters = { ...ordersDb, backupId: await startImport("orders") };
    const { restoreId } = (await client.restore.addon.backup({ parameters })).data;
    await client.abort.addon.restore({ parameters, data: { restoreId } });
    assert.equal((await backup(parameters.backupId)).lastRestore?.status, "aborted");
  });

  it("logs how an import went, also why it failed", async () => {
    await start({ outcome: "failed", failureLog: "could not connect" });
    const id = await startImport("orders");
    clock.advanceSeconds(60);
    const parameters = { ...ordersDb, backupId: id };
    const all = await client.get.addon.backup.logs({ parameters });
    assert.deepEqual(
      all.data.map(({ log }) => log as string),
      ["stdout F Starting import of orders", "stdout F could not connect", "stdout F Finished: failed"],
    );
    const some = await client.get.addon.backup.logs({ parameters, options: { textIncludes: "connect" } });
    assert.equal(some.data.length, 1);
  });

  it("tells the addon's status, the project's addons and the addon types", async () => {
    await start();
    simulator.world.setAddonStatus(ordersDb, "paused");
    assert.equal((await client.get.addon({ parameters: ordersDb })).data.status, "paused");
    const project = await client.get.project({ parameters: { projectId: "shop" } });
    assert.deepEqual(
      project.data.addons.map(({ id }) => id),
      ["orders-db", "users-db"],
    );
    const types = await client.get.addon.types({});
    const features = types.data.addonTypes.map(({ type, features }) => [type, features?.importLive]);
    assert.deepEqual(Object.fromEntries(features), {
      postgresql: true,
      mysql: true,
      mongodb: true,
      redis: false,
    });
  });

  it("counts every one of the imports that this client starts when its answers are lost", async () => {
    await start();
    simulator.inject({ on: "importBackup", action: { do: "reset", handled: true } });
    await assert.rejects(startImport("orders"), { code: "ECONNRESET" });
    assert.equal(simulator.world.imports.length, 4);
    assert.deepEqual(
      simulator.journal.of("importBackup").map(({ startedBackup }) => startedBackup),
      ["orders", "orders-2", "orders-3", "orders-4"],
    );
  });
});
