import assert from "node:assert/strict";
import { type FaultRule, ordersDb } from "@test/simulator";
import { type Bench, type BenchSettings, onBench } from "../bench/bench";
import { liveSource } from "../bench/sources";
import { sample, sampled } from "../../model/searching";
import { checked, create, type Outcome, resume } from "./pluginImport";

/** The world in which an import is cancelled. */
interface World extends BenchSettings {
  readonly fault?: Omit<FaultRule, "on">;
  /** Something else that runs on the addon, for a minute. */
  readonly isBusy?: true;
  /** Whether the response to the POST, or the list right after, tells the backup. Otherwise its name has to. */
  readonly isToldLate?: true;
}

const simulator = { importSeconds: 30, scheduledSeconds: 1 };

const worlds: Readonly<Record<string, World>> = {
  "answers at once": {},
  "takes a second for each request": { latencyMs: 1_000 },
  "names no id": { simulator: { importAnswer: "no-id" } },
  "names no id, and lists the backup late": {
    simulator: { importAnswer: "no-id", listLagSeconds: 8 },
    isToldLate: true,
  },
  "names an id that no backup has": { simulator: { importAnswer: "foreign-id" }, isToldLate: true },
  "loses the response": { fault: { action: { do: "reset", handled: true } }, isToldLate: true },
  "loses the request": { fault: { action: { do: "reset" } }, isToldLate: true },
  "is busy": { simulator: { concurrentImports: "refuse" }, isBusy: true },
};

/** Seconds after the start at which the user presses Ctrl-C. */
const moments = [0, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 13, 21, 29];

/** How long it may take: a request on its way, or the list that has yet to show what was accepted. */
const patienceMs = ({ latencyMs = 0, isToldLate }: World): number =>
  1_000 + 2 * latencyMs + (isToldLate === true ? 42_000 : 0);

async function cancelAfter(bench: Bench, seconds: number): Promise<{ outcome: Outcome; tookMs: number }> {
  const plugin = bench.startPlugin();
  const inputs = await checked(plugin, liveSource);
  let cancelledAt = 0;
  const cancelling = bench.clock.at(bench.clock.now() / 1000 + seconds, () => {
    cancelledAt = bench.clock.now();
    plugin.cancel();
  });
  const outcome = await create(plugin, inputs);
  const endedAt = bench.clock.now();
  await cancelling;
  return { outcome, tookMs: endedAt - cancelledAt };
}

/** The next `up`, undisturbed. */
async function upAgain(bench: Bench, { saved }: Outcome): Promise<Outcome> {
  const plugin = bench.startPlugin();
  const inputs = await checked(plugin, liveSource, saved === undefined ? {} : liveSource);
  return saved === undefined ? create(plugin, inputs) : resume(plugin, saved.id, saved.outs, inputs);
}

describe(`an import that the user cancels (${sampled(3)})`, () => {
  for (const [what, world] of Object.entries(worlds))
    for (const seconds of sample(moments, 3))
      it(`after ${seconds} s, where Northflank ${what}, ends soon, and the next up completes it with one import`, () =>
        onBench({ ...world, simulator: { ...simulator, ...world.simulator } }, async (bench) => {
          if (world.fault !== undefined)
            bench.simulator.inject({ ...world.fault, on: "importBackup", nth: 1 });
          if (world.isBusy === true) {
            bench.simulator.world.addBackup(ordersDb, { name: "Snapshot", status: "in-progress" });
            void bench.clock.at(60, () => {
              bench.simulator.world.setOutcome("Snapshot", "completed");
            });
          }
          const { outcome, tookMs } = await cancelAfter(bench, seconds);
          assert.ok(tookMs <= patienceMs(world), `it took ${tookMs} ms`);
          const started = bench.imports.length;
          if (outcome.saved !== undefined) {
            assert.equal(started, 1);
            assert.equal(outcome.saved.outs["backupId"], bench.imports[0]?.backupId);
          } else
            assert.match(
              String(outcome.error?.message),
              /^importing into addon "orders-db" failed: .*cancelled/,
            );
          const { saved, error } = await upAgain(bench, outcome);
          assert.equal(error, undefined);
          assert.equal(saved?.outs["status"], "completed");
          assert.equal(bench.imports.length, 1);
        }));
});
