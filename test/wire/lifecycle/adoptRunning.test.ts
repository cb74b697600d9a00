import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

const precious = "precious";
const byId = { adoptBackupId: precious };

async function assertLeavesAlone(adopting: DeclaredImport): Promise<void> {
  await adopting.destroy();
  assert.equal(adopting.state, undefined);
}

describe("adopting a backup that still runs", () => {
  const running = (args: object, play: (bench: Bench, adopting: DeclaredImport) => Promise<void>) =>
    onBench({}, async (bench) => {
      bench.simulator.world.addBackup(ordersDb, { name: precious, status: "in-progress" });
      await play(bench, bench.declare("adopting", { ...ordersDb, ...byId, ...args }));
      assert.equal(bench.simulator.journal.of("abortBackup").length, 0);
      assert.equal(uids(bench).length, 1, "it is left alone");
    });

  it("waits for its end", () =>
    running({}, async (bench, adopting) => {
      const ended = bench.clock.at(60, () => {
        bench.simulator.world.setOutcome(precious, "completed");
      });
      await Promise.all([adopting.up(), ended]);
      assert.equal(adopting.outputs["status"], "completed");
      await assertLeavesAlone(adopting);
    }));

  it("fails at the timeout, and nothing is adopted", () =>
    running({}, async (_bench, adopting) => {
      await assert.rejects(adopting.up(), /is still running after 1h0m; nothing was adopted/);
      assert.equal(adopting.state, undefined);
    }));

  it("does not wait where nobody wants to, and leaves it alone on destroy", () =>
    running({ waitForCompletion: false }, async (_bench, adopting) => {
      await adopting.up();
      assert.equal(adopting.outputs["status"], "in-progress");
      await assertLeavesAlone(adopting);
    }));

  it("leaves it alone for good, also when a later wait for it ends at the timeout", () =>
    running({ waitForCompletion: false }, async (bench, adopting) => {
      await adopting.up();
      adopting.args = liveSource;
      await assert.rejects(adopting.up(), PartialFailure);
      assert.equal(adopting.outputs["adoptBackupId"], precious);
      await assertLeavesAlone(adopting);
      assert.deepEqual(bench.imports, []);
    }));

  it("says when it failed that it is left alone, and what to do", () =>
    running({ waitForCompletion: false }, async (bench, adopting) => {
      await adopting.up();
      bench.simulator.world.setOutcome(precious, "failed");
      adopting.args = { ...ordersDb, ...byId };
      await assert.rejects(
        adopting.up(),
        /adopted while it was running, ended with status "failed".*left alone; set adoptBackupId to a completed/,
      );
      await assert.rejects(adopting.up(), /is "failed", so it cannot be adopted/);
      await assertLeavesAlone(adopting);
    }));
});
