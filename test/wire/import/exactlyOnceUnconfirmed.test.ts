import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

const answerImport = (bench: Bench, id: unknown): void =>
  void bench.simulator.inject({
    on: "importBackup",
    nth: 1,
    action: { do: "answer", status: 200, body: { data: { id } }, handled: true },
  });

forEachTransport(({ onBench }) => {
  describe("the id in the answer to an import", () => {
    for (const status of [400, 403, 404, 422, 500])
      it(`is not believed when reading it is answered with ${status}; the list tells the right one`, () =>
        onBench({}, async (bench) => {
          answerImport(bench, "imp_1");
          bench.simulator.inject({ on: "getBackup", nth: 1, action: { do: "answer", status } });
          const orders = bench.declare("legacy-orders", liveSource);
          await orders.up();
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          assert.equal(bench.imports.length, 1);
        }));

    it("is remembered when GET shows the backup late, and under a name that Northflank has changed", () =>
      onBench({ simulator: { nameClash: "rename", getLagSeconds: 2 } }, async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name: "orders" });
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "orders" });
        await orders.up();
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
        assert.notEqual(orders.outputs["backupName"], "orders");
      }));
  });
});
