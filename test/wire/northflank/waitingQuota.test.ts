import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { inParallel } from "../../inParallel";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { liveSource } from "../bench/sources";

const startedAt = Date.parse("2026-01-15T09:00:00.000Z");
const endOf = (completedAt: unknown): number => Date.parse(String(completedAt)) - startedAt;

/** One import on each of many addons. */
function onManyAddons(
  addons: number,
  importSeconds: number,
  play: (bench: Bench, all: DeclaredImport[]) => Promise<void>,
): Promise<void> {
  const ids = Array.from({ length: addons }, (_, index) => `db-${index}`);
  const projects = [{ id: "shop", addons: ids.map((id) => ({ id })) }];
  const accounts = [{ id: "acme", teams: [{ id: "acme", projects }] }];
  return onBench({ simulator: { accounts, importSeconds } }, (bench) =>
    play(
      bench,
      ids.map((addonId) => bench.declare("legacy-orders", { ...liveSource, addonId })),
    ),
  );
}

async function upTogether(bench: Bench, all: DeclaredImport[]): Promise<void> {
  const provider = bench.startProvider();
  await Promise.all(all.map((one) => one.up(provider)));
}

describe("waiting for imports within the quota", () => {
  for (const addons of [2, 4, 8]) {
    it(`notices the end of short imports as soon on ${addons} addons`, () =>
      onManyAddons(addons, 5, async (bench, all) => {
        await upTogether(bench, all);
        assert.ok(bench.clock.now() <= 6_000 + 1_500, `ended at ${bench.clock.now()} ms`);
      }));
  }

  for (const addons of [8, 30]) {
    it(`stays within the quota with ten-minute imports on ${addons} addons`, () =>
      onManyAddons(addons, 600, async (bench, all) => {
        await upTogether(bench, all);
        assert.ok(!bench.simulator.journal.entries.some(({ status }) => status === 429));
        assert.equal(bench.imports.length, addons);
      }));
  }

  for (const atOnce of [200, 8]) {
    it(`notices short imports on 200 addons within minutes of their start, ${atOnce} at a time`, () => {
      return onManyAddons(200, 30, async (bench, all) => {
        const provider = bench.startProvider();
        const checked = await Promise.all(
          all.map(async (one) => [one, await one.check(provider, {})] as const),
        );
        await inParallel(checked, atOnce, ([one, inputs]) => one.create(provider, inputs));
        assert.ok(!bench.simulator.journal.entries.some(({ status }) => status === 429));
        assert.equal(bench.imports.length, 200);
        const minutes = bench.clock.now() / 60_000;
        assert.ok(minutes <= (200 / atOnce) * 2, `${minutes} minutes`);
      });
    });
  }

  describe("with little left of the quota", () => {
    it("spreads what is left over the rest of the hour", () =>
      onBench({ simulator: { importSeconds: 3000, quotaPerHour: 30 } }, async (bench) => {
        await bench.declare("legacy-orders", liveSource).up();
        assert.ok(!bench.simulator.journal.entries.some(({ status }) => status === 429));
        assert.equal(bench.imports.length, 1);
      }));

    it("does not slow down as long as there is plenty", () =>
      onBench({ simulator: { importSeconds: 600, quotaPerHour: 400 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        assert.ok(bench.clock.now() - endOf(orders.outputs["completedAt"]) <= 30_000);
      }));

    it("lets everybody pause together after a 429, whatever addon they wait for", () =>
      onBench({ simulator: { importSeconds: 900 } }, async (bench) => {
        const provider = bench.startProvider();
        const usersDb = { ...liveSource, addonId: "users-db" };
        const all = [
          bench.declare("a", liveSource),
          bench.declare("b", liveSource),
          bench.declare("c", usersDb),
        ];
        const turned = bench.clock.at(200, () => {
          const action = { do: "turn-away", status: 429, seconds: 300, told: "x-ratelimit-reset" } as const;
          bench.simulator.inject({ nth: 1, action });
        });
        await Promise.all([...all.map((one) => one.up(provider)), turned]);
        const { entries } = bench.simulator.journal;
        const refusedAt = entries.find(({ status }) => status === 429)?.at ?? 0;
        const next = entries.map(({ at }) => at).filter((at) => at > refusedAt);
        assert.equal((next[0] ?? 0) - refusedAt, 300_000);
        assert.equal(entries.filter(({ status }) => status === 429).length, 1);
      }));

    it("keeps waiting for one import while the time of another passes in the pause", () =>
      onBench({ simulator: { importSeconds: 900 } }, async (bench) => {
        const provider = bench.startProvider();
        const hurried = bench.declare("hurried", liveSource, { timeouts: { create: 300 } });
        const patient = bench.declare("patient", liveSource);
        const turned = bench.clock.at(200, () => {
          const action = { do: "turn-away", status: 429, seconds: 1000, told: "x-ratelimit-reset" } as const;
          bench.simulator.inject({ nth: 1, action });
        });
        let endedAt = 0;
        const failing = assert
          .rejects(hurried.up(provider), PartialFailure)
          .then(() => (endedAt = bench.clock.now()));
        await Promise.all([failing, patient.up(provider), turned]);
        assert.equal(endedAt, 300_000, "the hurried one ends on time");
        assert.equal(patient.outputs["status"], "completed");
      }));
  });
});
