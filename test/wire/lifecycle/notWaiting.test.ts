import assert from "node:assert/strict";
import { onBench } from "../bench/bench";
import { ordersDb } from "@test/simulator";
import { liveSource } from "../bench/sources";

describe("an import with waitForCompletion false", () => {
  const notWaiting = { ...liveSource, waitForCompletion: false };

  it("is left running", () =>
    onBench({ simulator: { importSeconds: 300 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await orders.up();
      assert.ok(bench.clock.now() < 1_000);
      assert.equal(orders.outputs["status"], "scheduled");
      assert.equal(await orders.up(), "same");
      assert.ok(bench.clock.now() < 2_000, "no up waits");
    }));

  it("is shown by refresh to have ended", () =>
    onBench({ simulator: { importSeconds: 300 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await orders.up();
      await bench.clock.sleep(400_000);
      await orders.refresh();
      assert.equal(orders.outputs["status"], "completed");
      assert.equal(await orders.up(), "same");
      assert.equal(bench.imports.length, 1);
    }));

  it("is waited for as soon as the program asks for it", () =>
    onBench({ simulator: { importSeconds: 300 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await orders.up();
      orders.args = liveSource;
      assert.equal(await orders.up(), "updated");
      assert.equal(orders.outputs["status"], "completed");
    }));

  it("is no success when the first poll already shows that it failed", () =>
    onBench({ simulator: { scheduledSeconds: 0, importSeconds: 0, outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await assert.rejects(orders.up(), /ended with status "failed"/);
      bench.simulator.settings.outcome = "completed";
      assert.equal(await orders.up(), "replaced");
    }));

  it("is replaced when a refresh shows that it failed", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await orders.up();
      await bench.clock.sleep(60_000);
      await orders.refresh();
      bench.simulator.settings.outcome = "completed";
      assert.equal(await orders.up(), "replaced");
    }));

  it("is aborted and deleted by a destroy while it runs", () =>
    onBench({ simulator: { importSeconds: 300 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", notWaiting);
      await orders.up();
      await orders.destroy();
      assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
    }));
});
