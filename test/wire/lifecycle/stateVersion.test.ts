import assert from "node:assert/strict";
import { stateVersion } from "../../../provider/lifecycle/state";
import { ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

/** An import whose state says that another release wrote it. */
function onStateOf(
  version: unknown,
  play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
): Promise<void> {
  return onBench({}, async (bench) => {
    const orders = bench.declare("legacy-orders", liveSource);
    await orders.up();
    const { state } = orders;
    assert.ok(state);
    assert.equal(state.outputs["stateVersion"], stateVersion);
    const { stateVersion: _, ...outputs } = state.outputs;
    orders.state = {
      ...state,
      outputs: version === undefined ? outputs : { ...outputs, stateVersion: version },
    };
    await play(bench, orders);
  });
}

describe("a state that another release wrote", () => {
  it("before states had a version, is read as the first one", () =>
    onStateOf(undefined, async (bench, orders) => {
      assert.equal(await orders.up(), "same");
      assert.equal(await orders.refresh(), true);
      assert.equal(orders.outputs["stateVersion"], stateVersion);
      await orders.destroy();
      assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
    }));

  for (const version of [stateVersion + 1, "2.0", null]) {
    it(`as version ${JSON.stringify(version)}, which is not known here, is left alone without a request`, () =>
      onStateOf(version, async (bench, orders) => {
        const [requests, backups] = [bench.requests, uids(bench)];
        const refusal =
          /was written by a newer release of pulumi-northflank.*install that release or a newer one/;
        await assert.rejects(orders.up(), refusal);
        orders.args = { ...orders.args, name: "another name" };
        await assert.rejects(orders.up(), refusal);
        await assert.rejects(orders.refresh(), refusal);
        await assert.rejects(orders.destroy(), refusal);
        assert.equal(bench.requests, requests);
        assert.deepEqual(uids(bench), backups);
      }));
  }
});
