import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";
import { sample, sampled } from "../../model/searching";

/** The least and the most that chance can shorten a pause, and the middle. */
const chances = [0, 0.5, 0.999_999];
const startedAt = Date.parse("2026-01-15T09:00:00.000Z");

/** Many imports on one addon, started together as the engine does with a high `--parallel`. */
function declareMany(bench: Bench, count: number) {
  return Array.from({ length: count }, (_, index) => bench.declare(`legacy-${index}`, liveSource));
}

function addSchedules(bench: Bench, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    bench.simulator.world.addBackup(ordersDb, {
      name: `Schedule ${number}`,
      createdAt: "2026-01-10T00:00:00Z",
    });
  }
}

const endOf = (completedAt: unknown): number => Date.parse(String(completedAt)) - startedAt;

describe(`waiting for an import (${sampled(chances.length)})`, () => {
  for (const chance of sample(chances, chances.length)) {
    it(`of ten minutes takes at most 50 requests in all (chance ${chance})`, () =>
      onBench({ simulator: { importSeconds: 600 }, random: () => chance }, async (bench) => {
        await bench.declare("legacy-orders", liveSource).up();
        assert.ok(bench.requests <= 50, `${bench.requests} requests`);
        assert.equal(bench.imports.length, 1);
      }));

    it(`takes at most 170 requests for 100 of ten minutes on one addon (chance ${chance})`, () =>
      onBench({ simulator: { importSeconds: 600 }, random: () => chance, latencyMs: 60 }, async (bench) => {
        const provider = bench.startProvider();
        const all = declareMany(bench, 100);
        await Promise.all(all.map((one) => one.up(provider)));
        assert.ok(bench.requests <= 170, `${bench.requests} requests`);
        assert.equal(bench.imports.length, 100);
        assert.deepEqual(new Set(all.map(({ outputs }) => outputs["uid"])).size, 100);
        assert.ok(!bench.simulator.journal.entries.some(({ status }) => status === 429));
      }));

    it(`notices the end late by at most a quarter of its time, half a second or 30 s (chance ${chance})`, async () => {
      const durations = [
        0.1, 0.3, 0.7, 1, 1.9, 2, 2.7, 4, 7, 11, 17, 30, 47, 90, 130, 131, 200, 450, 600, 1200, 3000,
      ];
      for (const importSeconds of durations) {
        const simulator = { importSeconds, scheduledSeconds: 0 };
        await onBench({ simulator, random: () => chance }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          await orders.up();
          const late = bench.clock.now() - endOf(orders.outputs["completedAt"]);
          const allowed = Math.min(30_000, Math.max(500, (importSeconds * 1000) / 4));
          assert.ok(late <= allowed, `${importSeconds} s: ${late} ms late`);
        });
      }
    });
  }

  it("shows one line on its row at the start and one at the end, so that a CI log stays short", () =>
    onBench({ simulator: { importSeconds: 50, scheduledSeconds: 0.5 } }, async (bench) => {
      await bench.declare("legacy-orders", liveSource).up();
      assert.match(
        bench.progress.join(" | "),
        /^in-progress(, [\d.]+ [KMG]?i?B)? \| completed, [\d.]+ [KMG]?i?B$/,
      );
    }));

  it("shows how far it is once a minute", () =>
    onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
      const at: number[] = [];
      const provider = bench.startProvider((ports) => ({
        ...ports,
        engine: { ...ports.engine, progress: () => void at.push(bench.clock.now()) },
      }));
      await bench.declare("legacy-orders", liveSource).up(provider);
      const pauses = at.slice(1, -1).map((time, index) => time - (at[index] ?? 0));
      assert.ok(pauses.length >= 5 && pauses.length <= 9, String(at));
      for (const pause of pauses) assert.ok(pause >= 60_000 && pause <= 90_000, String(at));
    }));

  it("shows that it is scheduled only if that lasts", () =>
    onBench({ simulator: { importSeconds: 60, scheduledSeconds: 30 } }, async (bench) => {
      await bench.declare("legacy-orders", liveSource).up();
      assert.equal(bench.progress[0], "scheduled");
      assert.equal(bench.progress.length, 3, bench.progress.join(" | "));
    }));

  it("shows how it ended when it failed", () =>
    onBench({ simulator: { importSeconds: 5, outcome: "failed" } }, async (bench) => {
      await assert.rejects(bench.declare("legacy-orders", liveSource).up());
      assert.match(bench.progress.at(-1) ?? "", /^failed/);
    }));

  it("notices the end as soon when the import had to wait for a busy addon", () =>
    onBench({ simulator: { importSeconds: 8, concurrentImports: "refuse" } }, async (bench) => {
      bench.simulator.world.addBackup(ordersDb, { name: "Snapshot", status: "in-progress" });
      const orders = bench.declare("legacy-orders", liveSource);
      const free = bench.clock.at(400, () => {
        bench.simulator.world.setOutcome("Snapshot", "completed");
      });
      await Promise.all([orders.up(), free]);
      const late = bench.clock.now() - endOf(orders.outputs["completedAt"]);
      assert.ok(late <= 2_250, `${late} ms late`);
      assert.ok(endOf(orders.outputs["createdAt"]) <= 430_000, "the addon was free at 400 s");
      assert.equal(bench.imports.length, 1);
    }));

  forEachTransport((transport) => {
    it("notices the end within the time that a duplicate import would have to appear when the answer was lost", () =>
      transport.onBench({ simulator: { importSeconds: 8 } }, async (bench) => {
        bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: false } });
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const created = endOf(orders.outputs["createdAt"]);
        assert.equal(created, 20_000);
        assert.ok(bench.clock.now() - created <= 25_000, `ended at ${bench.clock.now()} ms`);
      }));
  });

  for (const concurrentImports of ["queue", "refuse"] as const) {
    it(`of 20 on an addon that does one at a time takes no more than waiting for each alone (${concurrentImports})`, () =>
      onBench({ simulator: { importSeconds: 90, concurrentImports } }, async (bench) => {
        const provider = bench.startProvider();
        const all = declareMany(bench, 20);
        await Promise.all(all.map((one) => one.up(provider)));
        assert.equal(bench.imports.length, 20);
        // 40 for each, and a look for an import that a killed run may have lost.
        assert.ok(bench.requests <= 820, `${bench.requests} requests`);
        assert.ok(!bench.simulator.journal.entries.some(({ status }) => status === 429));
      }));
  }

  it("of 100 on one addon takes one request for each, one for each page of the list, and ten polls", () =>
    onBench({ simulator: { scheduledSeconds: 0, importSeconds: 5 } }, async (bench) => {
      const provider = bench.startProvider();
      await Promise.all(declareMany(bench, 100).map((one) => one.up(provider)));
      assert.equal(bench.imports.length, 100);
      assert.ok(bench.requests <= 100 + 1 + 10, `${bench.requests} requests`);
    }));

  it("of two on one addon that started at different times shares the polls", () =>
    onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
      const provider = bench.startProvider();
      const [first, second] = [bench.declare("first", liveSource), bench.declare("second", liveSource)];
      await Promise.all([
        first.up(provider),
        bench.clock.at(300, () => undefined).then(() => second.up(provider)),
      ]);
      assert.ok(bench.requests <= 85, `${bench.requests} requests`);
    }));

  for (const listOrder of ["newest-first", "oldest-first"] as const) {
    it(`of two on an addon with 700 backups does not read seven pages for each poll (${listOrder})`, () =>
      onBench({ simulator: { importSeconds: 600, listOrder } }, async (bench) => {
        addSchedules(bench, 700);
        const provider = bench.startProvider();
        const all = declareMany(bench, 2);
        await Promise.all(all.map((one) => one.up(provider)));
        assert.ok(bench.requests <= 130, `${bench.requests} requests`);
      }));
  }

  it("of one that cannot be read does not keep the others from being looked at", () =>
    onBench(
      { simulator: { scheduledSeconds: 0, importSeconds: 60, listOrder: "oldest-first" } },
      async (bench) => {
        addSchedules(bench, 700);
        const provider = bench.startProvider();
        const [broken, sound] = [bench.declare("a", liveSource), bench.declare("b", liveSource)];
        broken.options = { timeouts: { create: 200 } };
        const { name } = await broken.check(provider, {});
        bench.simulator.inject({
          on: "getBackup",
          path: `*/${String(name)}`,
          nth: 2,
          times: 1000,
          action: { do: "answer", status: 500 },
        });
        let soundAt = 0;
        await Promise.all([
          assert.rejects(broken.up(provider), /still "in-progress" after 3m20s .*500/),
          sound.up(provider).then(() => (soundAt = bench.clock.now())),
        ]);
        assert.equal(sound.outputs["status"], "completed");
        assert.ok(soundAt - endOf(sound.outputs["completedAt"]) <= 15_000);
      },
    ));

  it("asks for the one backup when one import is waited for", () =>
    onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
      await bench.declare("first", liveSource).up();
      // Before the import is sent, and when it has ended.
      assert.equal(bench.simulator.journal.of("listBackups").length, 2);
    }));

  it("reads the list when several imports are waited for", () =>
    onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
      const provider = bench.startProvider();
      await Promise.all(declareMany(bench, 2).map((one) => one.up(provider)));
      assert.ok(bench.simulator.journal.of("listBackups").length > 10);
      assert.ok(bench.simulator.journal.of("getBackup").length <= 2);
    }));
});
