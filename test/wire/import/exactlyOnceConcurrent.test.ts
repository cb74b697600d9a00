import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { openQuestions, ordersDb, usersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

const many = (bench: Bench, count: number, args: Record<string, unknown>) =>
  Array.from({ length: count }, (_, index) => bench.declare(`legacy-${index}`, args));

/** All of them are in the state with a backup of their own. */
function assertOneEach(bench: Bench, all: ReturnType<typeof many>): void {
  assert.equal(bench.imports.length, all.length, "imports started");
  assert.equal(new Set(all.map(({ outputs }) => outputs["uid"])).size, all.length);
}

forEachTransport(({ onBench }) => {
  describe("imports that are started together", () => {
    for (const importAnswer of ["id", "no-id", "foreign-id", "text"] as const) {
      for (const uid of openQuestions.uid) {
        it(`under one given name on one addon find one backup each (${importAnswer}, uid ${uid})`, () =>
          onBench({ simulator: { importAnswer, uid, importSeconds: 30 }, latencyMs: 50 }, async (bench) => {
            const provider = bench.startProvider();
            const all = many(bench, 5, { ...liveSource, name: "Nightly orders" });
            await Promise.all(all.map((one) => one.up(provider)));
            assert.equal(bench.imports.length, 5);
            assert.equal(new Set(all.map(({ outputs }) => outputs["backupId"])).size, 5);
          }));
      }
    }

    it("under one given name on two addons do not mix", () =>
      onBench({ simulator: { importAnswer: "no-id", uid: "absent", importSeconds: 30 } }, async (bench) => {
        const provider = bench.startProvider();
        const args = { ...liveSource, name: "Nightly orders" };
        const [orders, users] = [bench.declare("a", args), bench.declare("b", { ...args, ...usersDb })];
        await Promise.all([orders.up(provider), users.up(provider)]);
        assert.equal(orders.state?.id, "shop/orders-db/nightly-orders");
        assert.equal(users.state?.id, "shop/users-db/nightly-orders");
      }));

    it("share one reading of the list, and need nothing else before the POST", () =>
      onBench({ simulator: { importSeconds: 5 }, latencyMs: 50 }, async (bench) => {
        const provider = bench.startProvider();
        const all = many(bench, 20, liveSource);
        await Promise.all(all.map((one) => one.up(provider)));
        const operations = bench.simulator.journal.entries.map(({ operation }) => operation);
        assert.equal(operations.indexOf("importBackup"), 1);
        assertOneEach(bench, all);
      }));

    it("are one each when every second answer is lost", () =>
      onBench({ simulator: { importSeconds: 60 }, latencyMs: 50, random: Math.random }, async (bench) => {
        const provider = bench.startProvider();
        const all = many(bench, 10, liveSource);
        for (let nth = 1; nth <= 10; nth += 2) {
          const handled = nth % 4 === 1;
          bench.simulator.inject({ on: "importBackup", nth, times: 1, action: { do: "reset", handled } });
        }
        await Promise.all(all.map((one) => one.up(provider)));
        assertOneEach(bench, all);
        assert.deepEqual(bench.warnings, []);
      }));

    it("do not confuse a lost import with a sibling whose name only begins alike", () =>
      onBench({ simulator: { importSeconds: 90, listLagSeconds: 3 } }, async (bench) => {
        const provider = bench.startProvider();
        const first = bench.declare("a", { ...liveSource, name: "orders" });
        const second = bench.declare("b", { ...liveSource, name: "orders-2" });
        bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: false } });
        await Promise.all([first.up(provider), second.up(provider)]);
        assert.equal(first.outputs["backupName"], "orders");
        assert.equal(second.outputs["backupName"], "orders-2");
        assertOneEach(bench, [first, second]);
      }));

    it("of two stacks under one given name: both are reported where Northflank does not say whose is whose", () =>
      onBench({ simulator: { importAnswer: "no-id", importSeconds: 30 } }, async (bench) => {
        const args = { ...liveSource, name: "Nightly orders" };
        const [first, second] = [bench.declare("a", args), bench.declare("b", args)];
        const outcomes = await Promise.allSettled([first.up(), second.up()]);
        for (const outcome of outcomes) {
          assert.equal(outcome.status, "rejected");
          assert.match(String(outcome.reason), /since then .* and .* appeared.*adoptBackupId/);
        }
        assert.equal(bench.imports.length, 2);
        assert.equal(uids(bench).length, 2, "nothing is deleted on a guess");
      }));

    it("of two stacks under one given name: each keeps its own where Northflank answers ids", () =>
      onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
        const args = { ...liveSource, name: "Nightly orders" };
        const [first, second] = [bench.declare("a", args), bench.declare("b", args)];
        await Promise.all([first.up(), second.up()]);
        await first.destroy();
        assert.deepEqual(uids(bench), [second.outputs["uid"]]);
      }));

    it("under one given name are not sent when their time is over before their turn", () =>
      onBench({ simulator: { concurrentImports: "refuse" } }, async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name: "Snapshot", status: "in-progress" });
        const provider = bench.startProvider();
        const args = { ...liveSource, name: "Nightly orders" };
        const first = bench.declare("a", args, { timeouts: { create: 900 } });
        const second = bench.declare("b", args, { timeouts: { create: 300 } });
        const free = bench.clock.at(600, () => {
          bench.simulator.world.setOutcome("Snapshot", "completed");
        });
        const [, refused] = await Promise.allSettled([first.up(provider), second.up(provider), free]);
        assert.equal(first.outputs["status"], "completed");
        assert.equal(refused.status, "rejected");
        assert.match(
          String(refused.reason),
          /timeout of 300 s passed before the import could be sent, so nothing was imported/,
        );
        assert.equal(bench.imports.length, 1);
      }));

    it("have a timeout each, although they share one reading of the list", () =>
      onBench({}, async (bench) => {
        const provider = bench.startProvider();
        const hasty = bench.declare("a", liveSource, { timeouts: { create: 5 } });
        const patient = bench.declare("b", liveSource);
        bench.simulator.inject({
          on: "listBackups",
          nth: 1,
          action: { do: "turn-away", status: 429, seconds: 60, told: "retry-after-seconds" },
        });
        const [first] = await Promise.allSettled([hasty.up(provider), patient.up(provider)]);
        assert.equal(first.status, "rejected");
        assert.equal(patient.outputs["status"], "completed");
      }));

    it("of which one fails leave the others alone", () =>
      onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
        const provider = bench.startProvider();
        const all = many(bench, 3, liveSource);
        bench.simulator.inject({ on: "importBackup", nth: 2, action: { do: "answer", status: 400 } });
        const outcomes = await Promise.allSettled(all.map((one) => one.up(provider)));
        assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "fulfilled", "rejected"]);
        assert.equal(bench.imports.length, 2);
      }));
  });

  describe("a create that a resource hook has the engine call again", () => {
    for (const name of [undefined, "Nightly orders"]) {
      const kind = name === undefined ? "automatic" : "given";

      it(`resumes the import that still runs (${kind} name)`, () =>
        onBench({ simulator: { importSeconds: 200 } }, async (bench) => {
          const provider = bench.startProvider();
          const orders = bench.declare(
            "legacy-orders",
            { ...liveSource, name },
            { timeouts: { create: 130 } },
          );
          const inputs = await orders.check(provider, {});
          await assert.rejects(orders.create(provider, inputs), PartialFailure);
          await orders.create(provider, inputs);
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(bench.imports.length, 1);
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));

      it(`imports again after a failed one, and leaves nothing of that behind (${kind} name)`, () =>
        onBench({ simulator: { outcome: "failed", nameClash: "refuse" } }, async (bench) => {
          const provider = bench.startProvider();
          const orders = bench.declare("legacy-orders", { ...liveSource, name });
          const inputs = await orders.check(provider, {});
          await assert.rejects(orders.create(provider, inputs), PartialFailure);
          bench.simulator.settings.outcome = "completed";
          await orders.create(provider, inputs);
          assert.equal(bench.imports.length, 2);
          assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
        }));

      it(`is no duplicate of another resource with the same inputs (${kind} name)`, () =>
        onBench({ simulator: { importSeconds: 200 } }, async (bench) => {
          const provider = bench.startProvider();
          const args = { ...liveSource, name };
          const [first, second] = [bench.declare("a", args), bench.declare("b", args)];
          const hurried = { ...first.options, timeouts: { create: 130 } };
          first.options = hurried;
          second.options = hurried;
          await assert.rejects(first.up(provider), PartialFailure);
          await assert.rejects(second.up(provider), PartialFailure);
          assert.equal(bench.imports.length, 2);
          assert.notEqual(first.state?.id, second.state?.id);
        }));
    }
  });

  describe("a provider whose engine is gone", () => {
    it("sends no request that does anything, in the middle of a 429 as well", () => {
      let isGone = false;
      // As in the real process, which ends here and returns from nothing.
      const assertAlive = (): Promise<void> => (isGone ? new Promise(() => undefined) : Promise.resolve());
      return onBench({ assertAlive }, async (bench) => {
        const action = { do: "turn-away", status: 429, seconds: 60, told: "x-ratelimit-reset" } as const;
        bench.simulator.inject({ on: "importBackup", nth: 1, action });
        const orders = bench.declare("legacy-orders", liveSource);
        void orders.up();
        await bench.clock.at(30, () => {
          isGone = true;
        });
        await bench.clock.sleep(600_000);
        assert.equal(bench.imports.length, 0);
        assert.equal(bench.requests, 2);
        isGone = false;
        await orders.up();
        assert.equal(bench.imports.length, 1);
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
      });
    });
  });
});
