import assert from "node:assert/strict";
import { type FaultAction, openQuestions, ordersDb, ordersPath, send } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { backupIdOf } from "../bench/withImport";

const minutes = 60_000;

async function restore(bench: Bench, orders: DeclaredImport): Promise<void> {
  const { status } = await send(
    bench.simulator,
    "POST",
    `${ordersPath}/backups/${backupIdOf(orders)}/restore`,
  );
  assert.equal(status, 200);
}

/** Destroys, and expects that this fails and that the state is kept. */
async function assertFails(orders: DeclaredImport, message: RegExp): Promise<void> {
  await assert.rejects(orders.destroy(), message);
  assert.ok(orders.state, "the state is kept");
}

forEachTransport(({ onBench, withImport, withRunningImport }) => {
  describe("destroying an import", () => {
    it("deletes a finished one with three requests", () =>
      withImport({}, async (bench, orders) => {
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        assert.equal(bench.requests, 3);
      }));

    for (const deleteRunning of ["accept", "refuse"] as const) {
      it(`aborts a running one first, and deletes it when it has stopped (${deleteRunning})`, () =>
        withRunningImport(
          { simulator: { importSeconds: 600, abortSeconds: 20, deleteRunning } },
          async (bench, orders) => {
            await orders.destroy();
            assert.deepEqual(uids(bench), []);
            assert.equal(bench.simulator.journal.of("abortBackup").length, 1);
            assert.ok(bench.clock.now() >= 20_000 && bench.clock.now() <= 26_000);
          },
        ));
    }

    it("deletes one that ends in the moment of the abort", () =>
      withRunningImport({ simulator: { importSeconds: 1, scheduledSeconds: 0 } }, async (bench, orders) => {
        bench.simulator.inject({ on: "abortBackup", nth: 1, action: { do: "answer", status: 409 } });
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    it("gives up after the timeout when the abort does not end, and deletes nothing", () =>
      withRunningImport({ simulator: { importSeconds: 9000, abortSeconds: 9000 } }, async (bench, orders) => {
        await assertFails(
          orders,
          /deleting the backup "[^"]+" .* after 600 s it is still in use \(status "aborting"/,
        );
        assert.ok(bench.clock.now() <= 10 * minutes + 1_000);
        assert.equal(bench.simulator.journal.of("deleteBackup").length, 0);
        assert.equal(uids(bench).length, 1);
      }));

    it("has the timeout of customTimeouts.delete", () =>
      onBench({ simulator: { importSeconds: 9000, abortSeconds: 9000 } }, async (bench) => {
        const args = { ...liveSource, waitForCompletion: false };
        const orders = bench.declare("legacy-orders", args, { timeouts: { delete: 45 } });
        await orders.up();
        await assertFails(orders, /after 45 s it is still in use/);
        assert.ok(bench.clock.now() <= 46_000);
      }));

    it("succeeds when the backup is gone", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeBackup(ordersDb, backupIdOf(orders));
        await orders.destroy();
        assert.equal(orders.state, undefined);
      }));

    it("succeeds when the addon is gone", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeAddon(ordersDb);
        await orders.destroy();
        assert.equal(orders.state, undefined);
      }));

    it("fails when the project is not there: it may be the wrong account", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.world.removeProject({ projectId: "shop" });
        await assertFails(
          orders,
          /reading project "shop" to find out whether the backup .* is gone failed: .* 404/,
        );
      }));

    for (const uid of openQuestions.uid) {
      it(`leaves another backup under its id alone, with a warning (uid ${uid})`, () =>
        withImport({ simulator: { uid } }, async (bench, orders) => {
          bench.simulator.world.replaceBackup(ordersDb, backupIdOf(orders));
          await orders.destroy();
          assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
          assert.equal(bench.simulator.journal.of("deleteBackup").length, 0);
          assert.match(bench.warnings.join(), /is not the one this resource imported .*left alone/);
        }));
    }

    it("leaves a backup alone whose identity the state does not hold, with a warning", () =>
      withImport({}, async (bench, orders) => {
        const { state } = orders;
        assert.ok(state);
        orders.state = { ...state, outputs: { ...state.outputs, uid: undefined, createdAt: undefined } };
        await orders.destroy();
        assert.equal(uids(bench).length, 1);
        assert.match(
          bench.warnings.join(),
          /cannot be identified as the one this resource imported.*left alone/,
        );
      }));

    it("leaves a backup alone that was adopted by id", () =>
      onBench({}, async (bench) => {
        const { id } = bench.simulator.world.addBackup(ordersDb, { name: "Precious" });
        const precious = bench.declare("precious", { ...ordersDb, adoptBackupId: id });
        await precious.up();
        await precious.destroy();
        assert.equal(uids(bench).length, 1);
      }));

    for (const deleteDuringRestore of ["accept", "refuse"] as const) {
      it(`waits for a restore that reads from it (${deleteDuringRestore})`, () =>
        withImport({ simulator: { restoreSeconds: 120, deleteDuringRestore } }, async (bench, orders) => {
          await restore(bench, orders);
          const began = bench.clock.now();
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.ok(bench.clock.now() - began >= 2 * minutes);
          assert.ok(bench.clock.now() - began <= 2.6 * minutes);
        }));
    }

    it("gives up after the timeout when the restore does not end", () =>
      withImport({ simulator: { restoreSeconds: 9000 } }, async (bench, orders) => {
        await restore(bench, orders);
        await assertFails(
          orders,
          /after 600 s it is still in use .*a restore is reading from it\); nothing was deleted/,
        );
        assert.equal(uids(bench).length, 1);
      }));

    const restoresNotRead: [string, FaultAction][] = [
      ["not found", { do: "answer", status: 404, body: { error: { message: "no such route" } } }],
      ["of another shape", { do: "answer", status: 200, body: { data: [] } }],
      [
        "with a word that is not known",
        { do: "answer", status: 200, body: { data: { restores: [{ status: "???" }] } } },
      ],
    ];
    for (const [what, action] of restoresNotRead) {
      it(`deletes when the list of restores is ${what}`, () =>
        withImport({}, async (bench, orders) => {
          bench.simulator.inject({ on: "listBackupRestores", action });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));
    }

    const passing: [string, FaultAction][] = [
      ["409", { do: "answer", status: 409, body: { error: { message: "busy" } } }],
      ["500", { do: "answer", status: 500 }],
      ["503", { do: "turn-away", status: 503, seconds: 3, told: "retry-after-seconds" }],
      ["a reset", { do: "reset" }],
    ];
    for (const [what, action] of passing) {
      it(`retries after ${what}`, () =>
        withImport({}, async (bench, orders) => {
          const injected = bench.simulator.inject({ on: "deleteBackup", nth: 1, times: 3, action });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.equal(injected.hits, 3);
        }));
    }

    it("counts a backup as deleted that is gone after a lost answer", () =>
      withImport({}, async (bench, orders) => {
        bench.simulator.inject({ on: "deleteBackup", nth: 1, action: { do: "reset", handled: true } });
        await orders.destroy();
        assert.equal(bench.simulator.journal.of("deleteBackup").length, 1);
        assert.equal(orders.state, undefined);
      }));

    const lasting: [string, FaultAction, RegExp][] = [
      [
        "401",
        { do: "answer", status: 401, body: { error: { message: "Unauthorized" } } },
        /returned 401.*not valid/,
      ],
      ["403", { do: "answer", status: 403 }, /returned 403.*lacks a permission.*Update to import and delete/],
      ["400", { do: "answer", status: 400, body: { error: { message: "What?" } } }, /returned 400: What\?/],
      ["500", { do: "answer", status: 500 }, /returned 500/],
      [
        "a redirect",
        { do: "answer", status: 307, headers: { location: "https://evil.example.net/x" } },
        /evil\.example\.net.*not followed/,
      ],
      ["409", { do: "answer", status: 409 }, /still in use/],
      [
        "429",
        { do: "turn-away", status: 429, seconds: 900, told: "x-ratelimit-reset" },
        /rate limit is exhausted/,
      ],
    ];
    for (const [what, action, message] of lasting) {
      it(`fails and keeps the state when Northflank answers ${what} every time`, () =>
        withImport({}, async (bench, orders) => {
          bench.simulator.inject({ on: "deleteBackup", action });
          await assertFails(orders, message);
          assert.equal(uids(bench).length, 1);
          assert.ok(bench.clock.now() <= 11 * minutes);
        }));
    }
  });
});
