import assert from "node:assert/strict";
import { uids } from "../bench/lostImport";
import { forEachTransport } from "../bench/forEachTransport";

forEachTransport(({ withImport, withRunningImport }) => {
  describe("destroying an import, when Northflank does not do its part,", () => {
    for (const status of [404, 405, 409]) {
      it(`deletes a running one that cannot be aborted, where Northflank lets it (${status})`, () =>
        withRunningImport({ simulator: { importSeconds: 9000 } }, async (bench, orders) => {
          bench.simulator.inject({ on: "abortBackup", action: { do: "answer", status } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.equal(bench.simulator.journal.of("abortBackup").length, 1);
        }));
    }

    const endless = { importSeconds: 9000, abortSeconds: 20, deleteRunning: "refuse" } as const;

    for (const [what, status, times] of [
      ["has not started", 409, 1],
      ["has not started for a while", 409, 5],
      ["is not known to a replica yet", 404, 1],
    ] as const) {
      it(`asks for the abort again of one that ${what} (${status})`, () =>
        withRunningImport({ simulator: endless }, async (bench, orders) => {
          bench.simulator.inject({ on: "abortBackup", nth: 1, times, action: { do: "answer", status } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.equal(bench.simulator.journal.of("abortBackup").length, times + 1);
          assert.ok(bench.clock.now() <= 40_000, `${bench.clock.now()} ms`);
        }));
    }

    it("asks for the abort again of one whose status is a word that is not known", () =>
      withRunningImport(
        { simulator: { ...endless, statusWords: { "in-progress": "queued", aborting: "queued" } } },
        async (bench, orders) => {
          bench.simulator.inject({ on: "abortBackup", nth: 1, action: { do: "answer", status: 409 } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.equal(bench.simulator.journal.of("abortBackup").length, 2);
        },
      ));

    it("asks for the abort again when it was taken and the import plainly runs on", () =>
      withRunningImport({ simulator: endless }, async (bench, orders) => {
        const swallowed = { do: "answer", status: 200, body: { data: {} } } as const;
        bench.simulator.inject({ on: "abortBackup", nth: 1, action: swallowed });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        assert.equal(bench.simulator.journal.of("abortBackup").length, 2);
      }));

    it("waits for the end of one that can never be aborted, and deletes it then", () =>
      withRunningImport({ simulator: { ...endless, importSeconds: 120 } }, async (bench, orders) => {
        bench.simulator.inject({ on: "abortBackup", action: { do: "answer", status: 409 } });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        assert.ok(bench.clock.now() >= 120_000 && bench.clock.now() <= 150_000, `${bench.clock.now()} ms`);
        const aborts = bench.simulator.journal.of("abortBackup").length;
        assert.ok(aborts <= 30, `${aborts} aborts`);
      }));

    for (const status of [404, 410]) {
      it(`does not believe one answer that there is nothing to delete (${status})`, () =>
        withImport({}, async (bench, orders) => {
          bench.simulator.inject({ on: "deleteBackup", nth: 1, action: { do: "answer", status } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));

      it(`does not believe one answer that there is nothing to delete while it runs (${status})`, () =>
        withRunningImport({ simulator: endless }, async (bench, orders) => {
          bench.simulator.inject({ on: "abortBackup", nth: 1, action: { do: "answer", status: 409 } });
          bench.simulator.inject({ on: "deleteBackup", nth: 1, action: { do: "answer", status } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));
    }

    it("believes that there is nothing to delete once GET and the list miss it, too", () =>
      withImport({}, async (bench, orders) => {
        const gone = { do: "answer", status: 404, handled: true } as const;
        bench.simulator.inject({ on: "deleteBackup", nth: 1, action: gone });
        await orders.destroy();
        assert.equal(orders.state, undefined);
        const [one, other, ...rest] = bench.simulator.journal.entries.map(({ operation }) => operation);
        assert.deepEqual(new Set([one, other]), new Set(["getBackup", "listAddonRestores"]));
        assert.deepEqual(rest, ["deleteBackup", "getBackup", "listBackups"]);
      }));

    it("polls again after a deletion that was only promised", () =>
      withImport({}, async (bench, orders) => {
        const promise = { do: "answer", status: 202, body: { data: {} } } as const;
        bench.simulator.inject({ on: "deleteBackup", nth: 1, action: promise });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    for (const status of [400, 405, 500]) {
      it(`does not need to know of restores (${status})`, () =>
        withImport({}, async (bench, orders) => {
          for (const on of ["listAddonRestores", "listBackupRestores"] as const)
            bench.simulator.inject({ on, action: { do: "answer", status } });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));
    }

    it("says which permission is missing to read restores, and deletes nothing", () =>
      withImport({}, async (bench, orders) => {
        for (const on of ["listAddonRestores", "listBackupRestores"] as const)
          bench.simulator.inject({ on, action: { do: "answer", status: 403 } });
        await assert.rejects(orders.destroy(), /listing the restores .* lacks a permission/);
        assert.ok(orders.state, "the state is kept");
        assert.equal(uids(bench).length, 1);
      }));
  });
});
