import assert from "node:assert/strict";
import { openQuestions, ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { backupIdOf } from "../bench/withImport";

/** A GET that tells of the backup only this, whatever it is. */
function answerOnly(bench: Bench, orders: DeclaredImport, names: readonly string[]) {
  const { backupId: id, backupName: name, status, uid, createdAt } = orders.outputs;
  const all: Record<string, unknown> = { id, name, status, uid, createdAt };
  const data = Object.fromEntries(names.map((field) => [field, all[field]]));
  return bench.simulator.inject({
    on: "getBackup",
    action: { do: "answer", status: 200, body: { data: { id, ...data } } },
  });
}

function forgetInState(orders: DeclaredImport, ...names: string[]): void {
  const { state } = orders;
  assert.ok(state);
  const forgotten = Object.fromEntries(names.map((name) => [name, undefined]));
  orders.state = { ...state, outputs: { ...state.outputs, ...forgotten } };
}

const untold = /cannot be identified as the one this resource imported.*left alone/;

forEachTransport(({ withBareImport, withImport, withRunningImport }) => {
  describe("what is known of a backup", () => {
    for (const names of [[], ["status"], ["name", "createdAt"], ["uid", "status"]]) {
      it(`stays known when Northflank answers only its id and ${names.join(", ") || "nothing"}`, () =>
        withImport({}, async (bench, orders) => {
          const { outputs } = orders;
          const thin = answerOnly(bench, orders, names);
          assert.equal(await orders.refresh(), true);
          assert.deepEqual(orders.outputs, outputs);
          assert.equal(await orders.up(), "same");
          thin.remove();
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));
    }

    it("is not learnt by refresh from a backup that may be another", () =>
      withImport({}, async (bench, orders) => {
        forgetInState(orders, "uid", "createdAt");
        bench.simulator.world.replaceBackup(ordersDb, backupIdOf(orders));
        assert.equal(await orders.refresh(), true, "nothing proves that it is gone");
        assert.deepEqual([orders.outputs["uid"], orders.outputs["createdAt"]], [undefined, undefined]);
        await orders.destroy();
        assert.equal(uids(bench).length, 1);
        assert.match(bench.warnings.join(), untold);
      }));

    it("is not learnt by a resumed wait either", () =>
      withRunningImport({ simulator: { importSeconds: 60 } }, async (bench, orders) => {
        forgetInState(orders, "uid", "createdAt");
        orders.args = liveSource;
        assert.equal(await orders.up(), "updated");
        assert.equal(orders.outputs["status"], "completed");
        await orders.destroy();
        assert.equal(uids(bench).length, 1);
        assert.match(bench.warnings.join(), untold);
      }));

    it("is enough only where both sides tell: a uid alone proves nothing to an API without uids", () =>
      withImport({}, async (bench, orders) => {
        forgetInState(orders, "createdAt");
        bench.simulator.settings.uid = "absent";
        bench.simulator.world.replaceBackup(ordersDb, backupIdOf(orders));
        await orders.destroy();
        assert.equal(uids(bench).length, 1);
        assert.match(bench.warnings.join(), untold);
      }));

    it("is not a time of creation that is no time, so that the backup is left alone", () =>
      withImport({ simulator: { uid: "absent" } }, async (bench, orders) => {
        const { state } = orders;
        assert.ok(state);
        orders.state = { ...state, outputs: { ...state.outputs, createdAt: "lately" } };
        const odd = answerOnly(bench, orders, ["name", "status", "createdAt"]);
        assert.equal(await orders.refresh(), true);
        await orders.destroy();
        assert.equal(bench.simulator.journal.of("deleteBackup").length, 0);
        assert.match(bench.warnings.join("\n"), /cannot be identified as the one this resource imported/);
        odd.remove();
      }));

    describe("where Northflank told nothing of it but its id", () => {
      it("is learnt from the first poll that tells, and deleted", () =>
        withBareImport({}, async (bench, orders) => {
          assert.equal(orders.outputs["uid"], undefined);
          await orders.refresh();
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));

      it("is not taken for one that is older than the import", () =>
        withBareImport({}, async (bench, orders) => {
          const { world } = bench.simulator;
          world.removeBackup(ordersDb, "nightly-orders");
          world.addBackup(ordersDb, { name: "nightly-orders", createdAt: "2026-01-14T09:00:00.000Z" });
          await orders.destroy();
          assert.equal(uids(bench).length, 1);
          assert.match(bench.warnings.join(), /is not the one this resource imported/);
        }));
    });
  });

  describe("a backup that GET does not show", () => {
    it("is not gone as long as the addon's list shows it", () =>
      withImport({ simulator: { getLagSeconds: 3600 } }, async (bench, orders) => {
        const { outputs } = orders;
        assert.equal(await orders.refresh(), true);
        assert.deepEqual(orders.outputs, outputs);
        assert.equal(await orders.up(), "same");
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    it("is aborted and deleted right after an up that did not wait", () =>
      withRunningImport({ simulator: { getLagSeconds: 3600, importSeconds: 600 } }, async (bench, orders) => {
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    it("is gone when the list shows another one under its id", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.replaceBackup(ordersDb, backupIdOf(orders));
        bench.simulator.settings.getLagSeconds = 3600;
        assert.equal(await orders.refresh(), false);
      }));
  });

  describe("a DELETE whose answer is lost", () => {
    for (const uid of openQuestions.uid) {
      it(`is not sent again to another backup that has the id by then (uid ${uid})`, () =>
        withImport({ simulator: { uid } }, async (bench, orders) => {
          const id = backupIdOf(orders);
          bench.simulator.inject({ on: "deleteBackup", nth: 1, action: { do: "reset", handled: true } });
          const beforeTheRetry = bench.clock.now() / 1000 + 0.1;
          const made = bench.clock.at(beforeTheRetry, () => {
            bench.simulator.world.addBackup(ordersDb, { id, name: "somebody-elses" });
          });
          await Promise.all([orders.destroy(), made]);
          assert.deepEqual(
            bench.simulator.world.backups(ordersDb).map(({ name }) => name),
            ["somebody-elses"],
          );
          assert.equal(bench.simulator.journal.of("deleteBackup").length, 1);
          assert.match(bench.warnings.join(), /is not the one this resource imported .*left alone/);
          assert.equal(orders.state, undefined);
        }));
    }

    it("is sent again while the backup is still the same one", () =>
      withImport({}, async (bench, orders) => {
        const lost = bench.simulator.inject({
          on: "deleteBackup",
          nth: 1,
          times: 3,
          action: { do: "reset", handled: false },
        });
        await orders.destroy();
        assert.equal(lost.hits, 3);
        assert.deepEqual(uids(bench), []);
      }));
  });
});
