import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import type { Ports } from "../../../provider/process/ports";
import { type BenchSettings, onBench } from "../bench/bench";
import { liveSource } from "../bench/sources";
import { checked, create } from "./pluginImport";

const simulator = { importSeconds: 30, scheduledSeconds: 1 };

const worlds: Readonly<Record<string, BenchSettings>> = {
  "answers at once": { simulator },
  "takes a second for each request": { simulator, latencyMs: 1_000 },
  "names no id": { simulator: { ...simulator, importAnswer: "no-id" } },
};

/** Seconds after the start at which engine and plugin die. */
const moments = [0, 0.5, 1, 1.5, 2, 3, 8, 21, 31];

const never = new Promise<never>(() => undefined);

describe("a plugin that is killed with its engine", () => {
  for (const [what, world] of Object.entries(worlds))
    for (const seconds of moments)
      it(`after ${seconds} s, where Northflank ${what}, has started one import at most, which the next up completes`, () =>
        onBench(world, async (bench) => {
          let isDead = false;
          const mortal = (ports: Ports): Ports => ({
            ...ports,
            http: (request) => (isDead ? never : ports.http(request)),
          });
          const killed = bench.startPlugin(mortal);
          const inputs = await checked(killed, liveSource);
          const dying = bench.clock.at(bench.clock.now() / 1000 + seconds, () => {
            isDead = true;
          });
          await Promise.race([create(killed, inputs), dying]);
          await dying;
          // What was on its way still arrives.
          await bench.clock.sleep(2_000);
          const next = bench.startPlugin();
          const { saved, error } = await create(next, await checked(next, liveSource));
          assert.equal(error, undefined);
          assert.equal(saved?.outs["status"], "completed");
          assert.equal(bench.imports.length, 1);
          assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
        }));
});
