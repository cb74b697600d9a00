import assert from "node:assert/strict";
import { ordersDb, ordersPath, send } from "@test/simulator";
import type { PluginProvider } from "../../../provider/plugin/pluginProvider";
import { type Bench, onBench } from "../bench/bench";
import { liveSource } from "../bench/sources";
import { checked, create, type Outcome, resume, urn } from "./pluginImport";

/** An import that has completed. */
async function imported(bench: Bench): Promise<NonNullable<Outcome["saved"]>> {
  const plugin = bench.startPlugin();
  const { saved } = await create(plugin, await checked(plugin, liveSource));
  assert.ok(saved);
  return saved;
}

/** Cancels after so many seconds, and returns what the step came to and the seconds that it took from then on. */
async function cancelled(
  bench: Bench,
  seconds: number,
  step: (plugin: PluginProvider) => Promise<unknown>,
): Promise<{ readonly message: string; readonly late: number }> {
  const plugin = bench.startPlugin();
  const at = bench.clock.now() + seconds * 1000;
  const cancelling = bench.clock.at(at / 1000, () => {
    plugin.cancel();
  });
  const [result] = await Promise.allSettled([step(plugin)]);
  const late = (bench.clock.now() - at) / 1000;
  await cancelling;
  return { message: result.status === "rejected" ? String(result.reason) : "", late };
}

describe("a step that the user cancels", () => {
  it("adopts nothing while it waits for the backup's end", () =>
    onBench({}, async (bench) => {
      bench.simulator.world.addBackup(ordersDb, { id: "nightly", name: "Nightly", status: "in-progress" });
      const { message, late } = await cancelled(bench, 90, async (plugin) => {
        const inputs = await checked(plugin, { ...ordersDb, adoptBackupId: "nightly" });
        const { error } = await create(plugin, inputs);
        throw error ?? new Error("it was adopted");
      });
      assert.match(message, /the operation was cancelled, so nothing more was sent/);
      assert.ok(late <= 1);
    }));

  it("keeps the backup that a restore still reads, and the next destroy deletes it", () =>
    onBench({ simulator: { restoreSeconds: 120 } }, async (bench) => {
      const { id, outs } = await imported(bench);
      await send(bench.simulator, "POST", `${ordersPath}/backups/${String(outs["backupId"])}/restore`);
      const destroy = (plugin: PluginProvider) => plugin.delete({ urn, id, olds: outs, seconds: 0 });
      const { message, late } = await cancelled(bench, 60, destroy);
      assert.match(message, /the operation was cancelled/);
      assert.ok(late <= 1);
      assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
      await destroy(bench.startPlugin());
      assert.equal(bench.simulator.world.backups(ordersDb).length, 0);
    }));

  it("resumes a wait as often as it is cancelled, with one import", () =>
    onBench({ simulator: { importSeconds: 300 } }, async (bench) => {
      const first = bench.startPlugin();
      const inputs = await checked(first, { ...liveSource, waitForCompletion: false });
      let { saved } = await create(first, inputs);
      for (let run = 1; run <= 3; run += 1) {
        const { late } = await cancelled(bench, 40, async (plugin) => {
          assert.ok(saved);
          const news = await checked(plugin, liveSource, inputs);
          const outcome = await resume(plugin, saved.id, saved.outs, news);
          assert.match(
            outcome.error?.message ?? "",
            /was cancelled while it is "in-progress".*resumes the wait/,
          );
          saved = outcome.saved;
        });
        assert.ok(late <= 1);
      }
      assert.ok(saved);
      const last = bench.startPlugin();
      const outcome = await resume(last, saved.id, saved.outs, await checked(last, liveSource, inputs));
      assert.equal(outcome.saved?.outs["status"], "completed");
      assert.equal(bench.imports.length, 1);
    }));

  it("ends a refresh that asks an API which does not answer to it", () =>
    onBench({}, async (bench) => {
      const { id, outs } = await imported(bench);
      bench.simulator.inject({
        action: { do: "turn-away", status: 503, seconds: 50, told: "retry-after-seconds" },
      });
      const { message, late } = await cancelled(bench, 5, (plugin) =>
        plugin.read({ urn, id, olds: outs, oldInputs: {} }),
      );
      assert.match(message, /the operation was cancelled/);
      assert.ok(late <= 1);
    }));
});
