import assert from "node:assert/strict";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { ordersDb } from "@test/simulator";

const moved = { ...liveSource, connectionString: "postgresql://db2.example.com/orders" };

/** A move that failed and was taken back, in an `up` that ended before it deleted anything. Returns the first uid. */
async function moveBackAndForth(bench: Bench, orders: DeclaredImport): Promise<unknown> {
  await orders.up();
  const { uid } = orders.outputs;
  bench.simulator.settings.outcome = "failed";
  orders.args = moved;
  await assert.rejects(orders.up(), /ended with status "failed"/);
  bench.simulator.settings.outcome = "completed";
  orders.args = liveSource;
  await orders.up(bench.startProvider(), { isCutOff: true });
  assert.equal(orders.outputs["uid"], uid, "the first backup is as good as a new one");
  assert.equal(bench.imports.length, 2);
  return uid;
}

describe("a backup that was replaced and then taken over again", () => {
  it("is not deleted by a later up, as what it replaced before", () =>
    onBench({}, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      const uid = await moveBackAndForth(bench, orders);
      assert.equal(await orders.up(), "same");
      assert.deepEqual(uids(bench), [uid]);
    }));

  it("is not deleted so after a refresh either", () =>
    onBench({}, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      const uid = await moveBackAndForth(bench, orders);
      assert.equal(await orders.refresh(), true);
      await orders.up();
      assert.deepEqual(uids(bench), [uid]);
    }));

  it("is not deleted when that happened twice within a second, and nothing was deleted yet", () =>
    onBench({}, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await orders.up();
      const { uid } = orders.outputs;
      await orders.replaceUnasked("taint", { isCutOff: true });
      await orders.replaceUnasked("taint", { isCutOff: true });
      assert.equal(await orders.up(), "same");
      assert.deepEqual(uids(bench), [uid]);
    }));

  it("is deleted once it is replaced itself", () =>
    onBench({}, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      const uid = await moveBackAndForth(bench, orders);
      orders.args = { ...liveSource, triggers: ["again"] };
      assert.equal(await orders.up(), "replaced");
      assert.equal(uids(bench).length, 1);
      assert.ok(!uids(bench).some((other) => other === uid));
    }));
});

describe("another's backup that runs", () => {
  const adopting = (bench: Bench) => {
    const { id } = bench.simulator.world.addBackup(ordersDb, { name: "nightly", status: "in-progress" });
    return { ...liveSource, adoptBackupId: id, waitForCompletion: false };
  };

  it("stays another's when it fails after adoptBackupId was removed: it is replaced and not deleted", () =>
    onBench({}, async (bench) => {
      const orders = bench.declare("legacy-orders", adopting(bench));
      await orders.up();
      orders.args = liveSource;
      bench.simulator.world.setOutcome("nightly", "failed");
      await assert.rejects(orders.up(), /ended with status "failed"/);
      assert.equal(await orders.up(), "replaced");
      assert.equal(uids(bench).length, 2);
    }));

  it("is not adopted once it has failed, waited for or not", () =>
    onBench({}, async (bench) => {
      const args = adopting(bench);
      bench.simulator.world.setOutcome("nightly", "failed");
      for (const waitForCompletion of [true, false]) {
        const orders = bench.declare("legacy-orders", { ...args, waitForCompletion });
        await assert.rejects(orders.up(), /is "failed", so it cannot be adopted/);
        assert.equal(orders.state, undefined);
      }
    }));
});
