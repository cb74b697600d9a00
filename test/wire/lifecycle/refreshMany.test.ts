import assert from "node:assert/strict";
import { type FaultAction, htmlPage, openQuestions, ordersDb, ordersPath, send } from "@test/simulator";
import { changing, type Listed, listing } from "../bench/changedAnswers";
import { pagesOf, refreshAll, sentTo, withManyImports } from "../bench/manyImports";
import { backupIdOf } from "../bench/withImport";

describe("refreshing many imports of one addon", () => {
  for (const listOrder of openQuestions.listOrder)
    for (const [imports, others] of [
      [2, 0],
      [100, 0],
      [100, 150],
      [30, 1970],
    ] as const)
      it(`reads ${imports} of ${imports + others} backups with the list's pages and one request (${listOrder})`, () =>
        withManyImports({ imports, others, latencyMs: 20, simulator: { listOrder } }, async (bench, all) => {
          const before = all.map(({ outputs }) => outputs);
          assert.deepEqual(
            await refreshAll(bench, all),
            all.map(() => true),
          );
          assert.deepEqual(
            all.map(({ outputs }) => outputs),
            before,
          );
          const limit = pagesOf(imports + others) + 1;
          assert.ok(bench.requests <= limit, `${bench.requests} requests, ${limit} are allowed`);
        }));

  it("reads no more pages than there are who ask, however long the list is", () =>
    withManyImports({ imports: 3, others: 1997 }, async (bench, all) => {
      await refreshAll(bench, all);
      assert.deepEqual([sentTo(bench, "getBackup"), sentTo(bench, "listBackups")], [3, 2]);
    }));

  it("reads the list again for those who ask more than 5 s later", () =>
    withManyImports({ imports: 4 }, async (bench, all) => {
      const provider = bench.startProvider();
      await refreshAll(bench, all, provider);
      await bench.clock.sleep(4_000);
      await refreshAll(bench, all, provider);
      assert.deepEqual([sentTo(bench, "getBackup"), sentTo(bench, "listBackups")], [1, 1]);
      await bench.clock.sleep(1_001);
      await refreshAll(bench, all, provider);
      assert.deepEqual([sentTo(bench, "getBackup"), sentTo(bench, "listBackups")], [1, 2]);
    }));

  it("finds gone what was deleted or recreated, and nothing else", () =>
    withManyImports({ imports: 6 }, async (bench, all) => {
      const [, deleted, recreated] = all.map(backupIdOf);
      bench.simulator.world.removeBackup(ordersDb, deleted ?? "");
      bench.simulator.world.replaceBackup(ordersDb, recreated ?? "");
      assert.deepEqual(await refreshAll(bench, all), [true, false, false, true, true, true]);
    }));

  it("believes a list that still shows what was just deleted, until the next refresh", () =>
    withManyImports({ imports: 4 }, async (bench, all) => {
      const { json: before } = await send(bench.simulator, "GET", `${ordersPath}/backups`);
      bench.simulator.world.removeBackup(ordersDb, backupIdOf(all[2] ?? assert.fail()));
      const lagging = bench.startProvider(changing(/\/backups\?/, () => before as object));
      assert.deepEqual(await refreshAll(bench, all, lagging), [true, true, true, true]);
      assert.deepEqual(await refreshAll(bench, all), [true, true, false, true]);
    }));

  it("finds many gone with a request for each and a list or two that they share", () =>
    withManyImports({ imports: 30, latencyMs: 20 }, async (bench, all) => {
      for (const one of all) bench.simulator.world.removeBackup(ordersDb, backupIdOf(one));
      const gone = await refreshAll(bench, all);
      assert.ok(gone.every((isThere) => !isThere));
      assert.ok(bench.requests <= 30 + 3, `${bench.requests} requests`);
    }));

  for (const [answer, action] of Object.entries({
    "404": { do: "answer", status: 404 },
    "403": { do: "answer", status: 403 },
    "500": { do: "answer", status: 500 },
    "a proxy's page": htmlPage(200),
    "another shape": { do: "answer", status: 200, body: { data: { items: [] } } },
    reset: { do: "reset", handled: false },
  } satisfies Record<string, FaultAction>))
    it(`asks for each by itself where the list cannot be read (${answer}), and for the list no more`, () =>
      withManyImports({ imports: 5 }, async (bench, all) => {
        bench.simulator.inject({ on: "listBackups", action });
        const provider = bench.startProvider();
        assert.ok((await refreshAll(bench, all, provider)).every((isThere) => isThere));
        const lists = sentTo(bench, "listBackups");
        assert.ok(lists <= 4, `${lists} attempts`);
        assert.ok((await refreshAll(bench, all, provider)).every((isThere) => isThere));
        assert.deepEqual([sentTo(bench, "getBackup"), sentTo(bench, "listBackups")], [10, lists]);
      }));

  for (const [what, change] of Object.entries({
    "names no status": ({ status: _status, ...rest }: Listed) => rest,
    "still shows as running what has ended": (listed: Listed) => ({ ...listed, status: "in-progress" }),
    "names nothing but ids": ({ id }: Listed) => ({ id, status: "completed" }),
  }))
    it(`asks for each by itself where the list ${what}`, () =>
      withManyImports({ imports: 4 }, async (bench, all) => {
        const before = all.map(({ outputs }) => outputs);
        await refreshAll(bench, all, bench.startProvider(listing(change)));
        assert.deepEqual(
          all.map(({ outputs }) => outputs),
          before,
        );
        assert.equal(sentTo(bench, "getBackup"), 4);
      }));

  it("takes over from the list that an import has ended", () =>
    withManyImports({ imports: 4, areRunning: true }, async (bench, all) => {
      await bench.clock.sleep(60_000);
      await refreshAll(bench, all);
      assert.deepEqual(
        all.map(({ outputs }) => outputs["status"]),
        all.map(() => "completed"),
      );
      assert.equal(bench.requests, 2);
    }));

  it("changes nothing where the list has times in another precision", () =>
    withManyImports({ imports: 4 }, async (bench, all) => {
      const before = all.map(({ outputs }) => outputs);
      const inSeconds = (text: string) => text.replace(/\.\d+/, "");
      const coarse = ({ createdAt, completedAt, ...rest }: Listed) => ({
        ...rest,
        createdAt: inSeconds(createdAt),
        completedAt: inSeconds(completedAt),
      });
      await bench.clock.sleep(123);
      await refreshAll(bench, all, bench.startProvider(listing(coarse)));
      assert.equal(bench.requests, 2);
      assert.deepEqual(
        all.map(({ outputs }) => outputs),
        before,
      );
    }));
});
