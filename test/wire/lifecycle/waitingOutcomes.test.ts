import assert from "node:assert/strict";
import { openQuestions, ordersDb } from "@test/simulator";
import { forEachTransport } from "../bench/forEachTransport";
import { itIfTold } from "../bench/itIfTold";
import { dumpSource, liveSource } from "../bench/sources";
import { backupId, failureOf } from "./waitingFailure";

forEachTransport(({ onBench }) => {
  describe("an import that is waited for", () => {
    it("is seen to be completed in whatever spelling", () =>
      onBench({ simulator: { statusWords: { completed: "COMPLETED" } } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        assert.equal(await orders.up(), "same");
        assert.deepEqual(bench.warnings, []);
      }));

    it("together with another is seen to be completed where only GET tells the status", () =>
      onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
        const provider = bench.startProvider();
        const both = ["one", "two"].map((name) =>
          bench.declare(name, { ...liveSource, waitForCompletion: false }),
        );
        await Promise.all(both.map((orders) => orders.up(provider)));
        const backups = both.map(({ outputs: { backupId, uid } }) => ({ id: backupId, uid }));
        const terse = { do: "answer", status: 200, body: { data: { backups } } } as const;
        bench.simulator.inject({ on: "listBackups", action: terse });
        for (const orders of both) orders.args = liveSource;
        await Promise.all(both.map((orders) => orders.up(provider)));
        for (const orders of both) assert.equal(orders.outputs["status"], "completed");
      }));

    describe("and has a word for its status that is not known", () => {
      const words: [string, string | number | null][] = [
        ["another word", "validating"],
        ["none", null],
        ["a number", 7],
        ["a word of every object", "constructor"],
      ];
      for (const [what, word] of words) {
        it(`is waited for, with one warning at most (${what})`, () =>
          onBench(
            { simulator: { importSeconds: 60, statusWords: { "in-progress": word } } },
            async (bench) => {
              const orders = bench.declare("legacy-orders", liveSource);
              await orders.up();
              assert.equal(orders.outputs["status"], "completed");
              assert.equal(bench.warnings.length, typeof word === "string" ? 1 : 0);
              for (const warning of bench.warnings)
                assert.match(warning, /status unknown to pulumi-northflank.*the wait continues/);
            },
          ));
      }

      it("is not taken for complete when that word stays, and can be destroyed", () =>
        onBench({ simulator: { statusWords: { completed: "archived" } } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 300 } });
          const { message } = await failureOf(orders.up());
          assert.match(message, /is still "archived" after 5m0s/);
          await orders.destroy();
          assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
          assert.ok(bench.clock.now() < 310_000, "without waiting for the word to change");
        }));
    });

    it("is complete with the first poll that says so, whatever later ones say", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        bench.simulator.settings.statusWords = { completed: "in-progress" };
        assert.equal(await orders.up(), "same");
        assert.equal(await orders.refresh(), true);
        assert.equal(orders.outputs["status"], "in-progress", "refresh shows the drift");
        bench.simulator.settings.statusWords = {};
        assert.equal(await orders.up(), "updated");
        assert.equal(orders.outputs["status"], "completed");
        assert.equal(bench.imports.length, 1);
      }));

    describe("and never ends", () => {
      it("fails at the timeout, to the second, with the id in the state and a way on", () =>
        onBench({ simulator: { outcome: "never-ends" } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 130 } });
          const { message, properties } = await failureOf(orders.up());
          assert.equal(bench.clock.now(), 130_000);
          assert.equal(orders.state?.id, `shop/orders-db/${backupId(bench)}`);
          assert.equal(properties["uid"], bench.imports[0]?.uid);
          assert.equal(properties["status"], "in-progress");
          assert.match(message, /^importing into addon "orders-db" is still "in-progress" after 2m10s/);
          assert.match(
            message,
            /is kept in the state.*next `pulumi up` resumes the wait.*raise customTimeouts/,
          );
        }));

      itIfTold("is resumed by the next up, again and again, and never imported again", () =>
        onBench({ simulator: { importSeconds: 500 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 130 } });
          for (let run = 1; run <= 3; run += 1) {
            await failureOf(orders.up());
            assert.equal(bench.clock.now(), run * 130_000);
          }
          assert.equal(await orders.up(), "updated");
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(await orders.up(), "same");
          assert.equal(bench.imports.length, 1);
        }),
      );

      it("is resumed after a refresh, too", () =>
        onBench({ simulator: { importSeconds: 200 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 130 } });
          await failureOf(orders.up());
          assert.equal(await orders.refresh(), true);
          assert.equal(orders.state?.hasInitErrors, false, "a refresh clears it");
          assert.equal(await orders.up(), "updated");
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(bench.imports.length, 1);
        }));

      it("has an hour by default", () =>
        onBench({ simulator: { outcome: "never-ends" } }, async (bench) => {
          await failureOf(bench.declare("legacy-orders", liveSource).up());
          assert.equal(bench.clock.now(), 3_600_000);
        }));
    });

    describe("and ends badly", () => {
      for (const outcome of ["failed", "aborted", "not-supported"] as const) {
        it(`fails with the id in the state, and is replaced by the next up (${outcome})`, () =>
          onBench({ simulator: { outcome } }, async (bench) => {
            const orders = bench.declare("legacy-orders", liveSource);
            const { message, properties } = await failureOf(orders.up());
            assert.equal(properties["status"], outcome);
            assert.match(
              message,
              new RegExp(`ended with status "${outcome}" \\(backup "${backupId(bench)}"\\)`),
            );
            assert.match(message, /run `pulumi up` again; it starts a new import and deletes this backup/);
            bench.simulator.settings.outcome = "completed";
            assert.equal(await orders.up(), "replaced");
            assert.equal(bench.imports.length, 2);
            const left = bench.simulator.world.backups(ordersDb);
            assert.deepEqual(
              left.map(({ uid }) => uid),
              [orders.outputs["uid"]],
            );
            await orders.destroy();
            assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
          }));
      }

      it("shows the end of the log, oldest line first", () =>
        onBench({ simulator: { outcome: "failed" } }, async (bench) => {
          const { message } = await failureOf(bench.declare("legacy-orders", liveSource).up());
          assert.match(
            message,
            / Its log ends with:\n {4}Starting import.*\n {4}pg_restore: error: .*\n {4}Finished: failed$/,
          );
        }));

      const unreadable = [
        {
          do: "answer",
          status: 401,
          body: { error: { message: "no", details: { requiredPermission: "ps_x" } } },
        },
        { do: "answer", status: 500 },
        { do: "reset" },
        { do: "flood", status: 200, bytes: Infinity },
        { do: "answer", status: 200, body: { data: "nothing of the kind" } },
      ] as const;
      for (const action of unreadable) {
        it(`is reported all the same when its log cannot be read (${JSON.stringify(action)})`, () =>
          onBench({ simulator: { outcome: "failed" } }, async (bench) => {
            bench.simulator.inject({ on: "getBackupLogs", action });
            const { message } = await failureOf(bench.declare("legacy-orders", liveSource).up());
            assert.match(message, /ended with status "failed" \(backup "[^"]+"\)\. Check its logs/);
          }));
      }

      it("keeps a source out of the log that is split in the middle of its password", () =>
        onBench({ simulator: { outcome: "failed", logEcho: "split" } }, async (bench) => {
          const password = "Ahead-of-the-middle-Beyond-the-middle";
          const connectionString = `postgresql://u:${password}@db.legacy.example.com/orders`;
          const { message } = await failureOf(
            bench.declare("legacy-orders", { ...liveSource, connectionString }).up(),
          );
          assert.match(message, /log ends with/);
          assert.doesNotMatch(message, /Ahead|Beyond|legacy\.example/);
        }));

      for (const logEcho of openQuestions.logEcho) {
        for (const source of [liveSource, dumpSource]) {
          it(`keeps the source out of the log it shows (${logEcho}, ${Object.keys(source).at(-1) ?? ""})`, () =>
            onBench({ simulator: { outcome: "failed", logEcho } }, async (bench) => {
              const { message } = await failureOf(bench.declare("legacy-orders", source).up());
              assert.match(message, /log ends with/);
              for (const part of ["Pa55word", "S3cr3t-", "feaa0c55ad015", "9f86d081884c7"]) {
                assert.ok(!message.toLowerCase().includes(part.toLowerCase()), `${part} in ${message}`);
              }
            }));
        }
      }
    });
  });
});
