import assert from "node:assert/strict";
import { uids } from "../support/lifecycle/lostImport";
import { withImport, withRunningImport } from "../support/lifecycle/withImport";

describe("destroying an import, when Northflank does not do its part,", function () {
  this.timeout(60_000);

  for (const status of [404, 405, 409]) {
    it(`deletes a running one that cannot be aborted, where Northflank lets it (${status})`, () =>
      withRunningImport({ simulator: { importSeconds: 9000 } }, async (bench, orders) => {
        bench.simulator.inject({ on: "abortBackup", action: { do: "answer", status } });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        assert.equal(bench.simulator.journal.of("abortBackup").length, 1);
      }));
  }

  it("looks again after a deletion that was only promised", () =>
    withImport({}, async (bench, orders) => {
      const promise = { do: "answer", status: 202, body: { data: {} } } as const;
      bench.simulator.inject({ on: "deleteBackup", nth: 1, action: promise });
      await orders.destroy();
      assert.deepEqual(uids(bench), []);
    }));

  for (const status of [400, 405, 500]) {
    it(`does not need to know of restores (${status})`, () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.inject({ on: "listBackupRestores", action: { do: "answer", status } });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));
  }

  it("says which permission is missing to read restores, and deletes nothing", () =>
    withImport({}, async (bench, orders) => {
      bench.simulator.inject({ on: "listBackupRestores", action: { do: "answer", status: 403 } });
      await assert.rejects(orders.destroy(), /listing the restores .* lacks a permission/);
      assert.ok(orders.state, "the state is kept");
      assert.equal(uids(bench).length, 1);
    }));
});
