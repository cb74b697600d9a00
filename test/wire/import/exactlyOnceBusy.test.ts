import assert from "node:assert/strict";
import { type FaultAction, ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

const posts = (bench: Bench) => bench.simulator.journal.of("importBackup");

forEachTransport(({ onBench }) => {
  describe("an import that meets a busy addon", () => {
    it("is sent once the addon is free", () =>
      onBench({ simulator: { concurrentImports: "refuse" } }, async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name: "Snapshot", status: "in-progress" });
        const orders = bench.declare("legacy-orders", liveSource);
        const free = bench.clock.at(200, () => {
          bench.simulator.world.setOutcome("Snapshot", "completed");
        });
        await Promise.all([orders.up(), free]);
        assert.equal(bench.imports.length, 1);
        assert.match(String(bench.progress[0]), /^retrying: .*"orders-db" failed: Northflank returned 409/);
        const retries = bench.progress.filter((message) => message.startsWith("retrying"));
        assert.ok(retries.length <= 4, "once a minute at most");
        assert.ok(bench.requests < 120, `${bench.requests} requests`);
      }));

    it("keeps its name while the addon is stopped, and is sent once it runs", () =>
      onBench({ simulator: { stoppedAddon: "refuse" } }, async (bench) => {
        bench.simulator.world.setAddonStatus(ordersDb, "paused");
        const orders = bench.declare("legacy-orders", liveSource);
        const started = bench.clock.at(120, () => {
          bench.simulator.world.setAddonStatus(ordersDb, "running");
        });
        await Promise.all([orders.up(), started]);
        assert.equal(bench.imports.length, 1);
        assert.equal(orders.outputs["backupName"], orders.outputs["name"]);
      }));

    it("waits with an import that is scheduled until the addon runs", () =>
      onBench({ simulator: { stoppedAddon: "schedule" } }, async (bench) => {
        bench.simulator.world.setAddonStatus(ordersDb, "paused");
        const orders = bench.declare("legacy-orders", liveSource);
        const started = bench.clock.at(120, () => {
          bench.simulator.world.setAddonStatus(ordersDb, "running");
        });
        await Promise.all([orders.up(), started]);
        assert.equal(orders.outputs["status"], "completed");
      }));

    it("fails at the timeout with the addon's status, and nothing imported", () =>
      onBench({ simulator: { stoppedAddon: "refuse" } }, async (bench) => {
        bench.simulator.world.setAddonStatus(ordersDb, "paused");
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 300 } });
        await assert.rejects(
          orders.up(),
          /409: Addon is not running.*\(status "paused"\) accepted no import within 300 s.*nothing was imported.*customTimeouts/,
        );
        assert.ok(bench.clock.now() <= 301_000);
        assert.equal(bench.imports.length, 0);
      }));

    for (const held of ["Nightly orders", "nightly-orders", "Nightly/Orders"]) {
      it(`says who holds a name that is taken, and the ways out (${held})`, () =>
        onBench({ simulator: { nameClash: "refuse" } }, async (bench) => {
          const { id } = bench.simulator.world.addBackup(ordersDb, { name: held });
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
          await assert.rejects(orders.up(), (error: Error) => {
            assert.match(
              error.message,
              new RegExp(`the name "Nightly orders" is taken by the backup "${id}"`),
            );
            assert.match(error.message, /another name, or omit name.*deleteBeforeReplace.*without a backup/);
            return true;
          });
          assert.ok(bench.clock.now() <= 25_000);
          assert.equal(posts(bench).length, 3);
          assert.equal(bench.imports.length, 0);
        }));
    }

    it("does not take what another stack imports under the same name at the same time", () =>
      onBench({ simulator: { nameClash: "refuse", importSeconds: 30 } }, async (bench) => {
        const args = { ...liveSource, name: "Nightly orders" };
        const [first, second] = [bench.declare("a", args), bench.declare("b", args)];
        const outcomes = await Promise.allSettled([first.up(), second.up()]);
        assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
        assert.equal(bench.imports.length, 1);
        const [loser] = [first, second].filter(({ state }) => state === undefined);
        assert.ok(loser);
        await loser.destroy();
        assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
      }));

    for (const name of [undefined, "Nightly orders"]) {
      it(`asks ever more seldom when nothing explains the refusal (${name ?? "automatic name"})`, () =>
        onBench({}, async (bench) => {
          const action = { do: "answer", status: 409, body: { error: { message: "no" } } } as const;
          bench.simulator.inject({ on: "importBackup", action });
          const orders = bench.declare(
            "legacy-orders",
            { ...liveSource, name },
            { timeouts: { create: 1200 } },
          );
          await assert.rejects(
            orders.up(),
            /409: no; the addon \(status "running"\) accepted no import within 1200 s/,
          );
          assert.ok(bench.requests < 220, `${bench.requests} requests`);
        }));
    }

    const elsewhere = { name: "Nightly orders", sourceType: "liveInstance" } as const;
    const pauses: [string, FaultAction][] = [
      ["a quota", { do: "turn-away", status: 429, seconds: 60, told: "x-ratelimit-reset" }],
      ["an outage", { do: "turn-away", status: 503, seconds: 60, told: "retry-after-seconds" }],
      ["a busy addon", { do: "answer", status: 409 }],
    ];
    for (const [what, action] of pauses) {
      it(`does not take what somebody made under the given name while it waited for ${what}`, () =>
        onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
          bench.simulator.inject({
            on: "importBackup",
            nth: 1,
            times: what === "a busy addon" ? 12 : 1,
            action,
          });
          bench.simulator.inject({
            on: "importBackup",
            nth: what === "a busy addon" ? 13 : 2,
            action: { do: "reset" },
          });
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
          let theirs = "";
          const made = bench.clock.at(4, () => {
            theirs = bench.simulator.world.addBackup(ordersDb, elsewhere).uid;
          });
          const [up] = await Promise.allSettled([orders.up(), made]);
          if (up.status === "fulfilled") assert.notEqual(orders.outputs["uid"], theirs);
          else assert.match(String(up.reason), /is taken by the backup "nightly-orders"/);
          assert.equal(bench.imports.length, up.status === "fulfilled" ? 1 : 0);
        }));
    }

    it("takes the next suffix when an automatic name is refused though nobody seems to hold it", () =>
      onBench({}, async (bench) => {
        const action = { do: "answer", status: 409, body: { error: { message: "name taken" } } } as const;
        bench.simulator.inject({ on: "importBackup", nth: 1, times: 2, action });
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        assert.equal(orders.outputs["backupName"], `${String(orders.outputs["name"])}-2`);
      }));
  });
});
