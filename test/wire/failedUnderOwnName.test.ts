import assert from "node:assert/strict";
import { onBench } from "../support/lifecycle/bench";
import { uids } from "../support/lifecycle/lostImport";
import { liveSource } from "../support/lifecycle/sources";

describe("an import that failed under the name that the user chose", () => {
  for (const nameClash of ["refuse", "rename", "allow"] as const)
    it(`is imported again by the next up, although its name was taken by the failed one (${nameClash})`, () =>
      onBench({ simulator: { nameClash, outcome: "failed" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "before-the-move" });
        await assert.rejects(orders.up(), /run `pulumi up` again/);
        bench.simulator.settings.outcome = "completed";
        assert.equal(await orders.up(), "replaced");
        assert.equal(orders.outputs["backupName"], "before-the-move");
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
      }));
});
