import assert from "node:assert/strict";
import { z } from "zod";
import { ordersDb } from "..";
import { ordersPath, send } from "../plainClient";
import { SimulatedApi } from "./simulatedApi";

describe("the pages of the simulator", () => {
  const api = new SimulatedApi();
  const page = async (name: string) => (await send(api.simulator, "GET", `/simulator/${name}`)).json;

  it("show all backups, with the addon that each belongs to", async () => {
    await api.start({ listLagSeconds: 3600 });
    await api.importNamed("Orders");
    api.clock.advanceSeconds(10);
    const [uid] = api.simulator.world.imports.map((started) => started.uid);
    assert.deepEqual(await page("backups"), [
      {
        ...ordersDb,
        id: "orders",
        name: "Orders",
        uid,
        status: "completed",
        createdAt: "2026-01-15T09:00:00.000Z",
        completedAt: "2026-01-15T09:00:10.000Z",
        config: {
          source: { type: "liveInstance" },
          size: "1342177280",
          addonVersion: "16.4",
          compressionType: "gz",
        },
      },
    ]);
  });

  it("show the requests in the order in which they came, and what became of them", async () => {
    await api.start();
    api.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: true } });
    await assert.rejects(api.importNamed("orders"), { code: "ECONNRESET" });
    api.clock.advanceSeconds(1);
    await api.get("/backups");
    const time = "2026-01-15T09:00:00.000Z";
    assert.deepEqual(await page("journal"), [
      {
        time,
        method: "POST",
        path: `${ordersPath}/import`,
        status: null,
        fault: "reset",
        startedBackup: "orders",
        body: { name: "orders", connectionString: "(not shown)" },
      },
      { time: time.replace("00.", "01."), method: "GET", path: `${ordersPath}/backups`, status: 200 },
    ]);
  });

  it("show the options of an import, whichever they are", async () => {
    await api.start();
    const options = { importAllDatabases: false, compressionType: "zstd", customDestinationId: "own-bucket" };
    await api.importNamed("orders", {
      importUrl: "https://dumps.example.com/orders.gz?sig=hunter2",
      ...options,
    });
    const [entry] = z.tuple([z.looseObject({})]).parse(await page("journal"));
    assert.deepEqual(entry["body"], { name: "orders", importUrl: "(not shown)", ...options });
  });

  it("are no requests to the API", async () => {
    await api.start({ quotaPerHour: 1 });
    await page("journal");
    await page("backups");
    assert.deepEqual(api.simulator.journal.entries, []);
    assert.equal((await api.get("/backups")).status, 200);
  });

  it("have paths that only GET knows", async () => {
    await api.start();
    assert.equal((await send(api.simulator, "POST", "/simulator/journal")).status, 404);
  });
});
