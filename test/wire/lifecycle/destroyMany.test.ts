import assert from "node:assert/strict";
import { openQuestions, ordersDb, ordersPath, send } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { changing } from "../bench/changedAnswers";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { destroyAll, pagesOf, sentTo, withManyImports } from "../bench/manyImports";
import { backupIdOf } from "../bench/withImport";

describe("destroying many imports of one addon", () => {
  for (const listOrder of openQuestions.listOrder)
    for (const [imports, others] of [
      [30, 0],
      [100, 150],
    ] as const)
      it(`needs ${imports} deletions and three requests beside the pages of ${imports + others} backups (${listOrder})`, () =>
        withManyImports({ imports, others, latencyMs: 50, simulator: { listOrder } }, async (bench, all) => {
          await destroyAll(bench, all);
          assert.equal(uids(bench).length, others);
          const limit = imports + pagesOf(imports + others) + 3;
          assert.ok(bench.requests <= limit, `${bench.requests} requests, ${limit} are allowed`);
        }));

  it("shares the list with `--parallel 1`, too", () =>
    withManyImports({ imports: 20 }, async (bench, all) => {
      await destroyAll(bench, all, { parallel: 1 });
      assert.equal(bench.requests, 20 + 3);
    }));

  it("reads once more for every further 5 s", () =>
    withManyImports({ imports: 20, latencyMs: 1_000 }, async (bench, all) => {
      await destroyAll(bench, all, { parallel: 1 });
      const readings = Math.ceil(bench.clock.now() / 5_000);
      assert.deepEqual(uids(bench), []);
      assert.ok(bench.requests <= 20 + 2 * readings + 1, `${bench.requests} requests, ${readings} readings`);
    }));

  it("deletes nothing that it saw more than 5 s ago: another backup may have the id by then", () =>
    withManyImports({ imports: 6 }, async (bench, all) => {
      const action = { do: "turn-away", status: 429, seconds: 30, told: "x-ratelimit-reset" } as const;
      bench.simulator.inject({ on: "listAddonRestores", nth: 1, action });
      const { clock, simulator, warnings } = bench;
      const recreating = clock.at(clock.now() / 1000 + 10, () => {
        for (const one of all) simulator.world.replaceBackup(ordersDb, backupIdOf(one));
      });
      await Promise.all([destroyAll(bench, all), recreating]);
      assert.equal(uids(bench).length, 6);
      assert.equal(sentTo(bench, "deleteBackup"), 0);
      assert.equal(warnings.filter((text) => text.includes("recreated since")).length, 6);
    }));

  it("aborts what still runs, and shares the looks at what has stopped", () =>
    withManyImports(
      { imports: 20, areRunning: true, simulator: { importSeconds: 600, abortSeconds: 20 } },
      async (bench, all) => {
        await destroyAll(bench, all, { parallel: 20 });
        assert.deepEqual(uids(bench), []);
        const { requests } = bench;
        assert.ok(requests <= 20 + 20 + 20 * 5, `${requests} requests`);
        assert.equal(sentTo(bench, "abortBackup"), 20);
      },
    ));

  for (const probability of [0.01, 0.1])
    it(`deletes each once with ${probability * 100} % of dropped connections`, () =>
      withManyImports({ imports: 50 }, async (bench, all) => {
        bench.simulator.inject({ probability, action: { do: "reset", handled: true } });
        await destroyAll(bench, all);
        assert.deepEqual(uids(bench), []);
        assert.ok(all.every(({ state }) => state === undefined));
      }));

  it("goes on with a list when the quota has reset", () =>
    withManyImports({ imports: 30 }, async (bench, all) => {
      const action = { do: "turn-away", status: 429, seconds: 5, told: "x-ratelimit-reset" } as const;
      bench.simulator.inject({ nth: 15, times: 1, action });
      await destroyAll(bench, all);
      assert.deepEqual(uids(bench), []);
      assert.ok(bench.requests <= 30 + 8 + 2 * 4, `${bench.requests} requests`);
    }));
});

describe("destroying many imports of an addon with restores", () => {
  it("waits only for the one that is being restored", () =>
    withManyImports({ imports: 5, simulator: { restoreSeconds: 60 } }, async (bench, all) => {
      const path = `${ordersPath}/backups/${backupIdOf(all[2] ?? assert.fail())}/restore`;
      assert.equal((await send(bench.simulator, "POST", path)).status, 200);
      const startedAt = bench.clock.now();
      const endedAt = await destroyedAt(bench, all);
      assert.deepEqual(
        endedAt.map((at) => at - startedAt >= 60_000),
        [false, false, true, false, false],
      );
      assert.deepEqual(uids(bench), []);
    }));

  for (const [what, change] of Object.entries({
    "has more pages than one": (body: object) => ({ ...body, pagination: { hasNextPage: true, count: 1 } }),
    "does not say what is restored from": () => ({
      data: { restores: [{ id: "1", status: "in-progress" }] },
    }),
    "cannot be read": () => ({ data: {} }),
  }))
    it(`asks about each by itself where the addon's list ${what}`, () =>
      withManyImports({ imports: 4 }, async (bench, all) => {
        const provider = bench.startProvider(changing(/db\/restores\?/, change));
        await destroyAll(bench, all, { provider });
        assert.deepEqual(uids(bench), []);
        assert.equal(sentTo(bench, "listBackupRestores"), 4);
      }));

  for (const status of [400, 403, 404, 405, 410])
    it(`asks about each by itself where the addon has no list (${status})`, () =>
      withManyImports({ imports: 4 }, async (bench, all) => {
        bench.simulator.inject({ on: "listAddonRestores", action: { do: "answer", status } });
        await destroyAll(bench, all);
        assert.deepEqual(uids(bench), []);
        assert.equal(sentTo(bench, "listBackupRestores"), 4);
      }));
});

/** When each was destroyed, all at once. */
async function destroyedAt(bench: Bench, all: readonly DeclaredImport[]): Promise<readonly number[]> {
  const provider = bench.startProvider();
  return Promise.all(
    all.map(async (one) => {
      await one.destroy(provider);
      return bench.clock.now();
    }),
  );
}
