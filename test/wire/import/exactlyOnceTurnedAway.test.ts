import assert from "node:assert/strict";
import type { FaultAction } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

const posts = (bench: Bench) => bench.simulator.journal.of("importBackup");
const sentAt = (bench: Bench): number[] =>
  posts(bench).map(({ at }) => (at - (posts(bench)[0]?.at ?? 0)) / 1000);
const onImport = (bench: Bench, nth: number, action: FaultAction) =>
  bench.simulator.inject({ on: "importBackup", nth, action });
const date = (seconds: number): string =>
  new Date(Date.parse("2026-01-15T09:00:00.000Z") + seconds * 1000).toUTCString();

const gateway = (handled: boolean): FaultAction => ({
  do: "answer",
  status: 503,
  body: "upstream connect error or disconnect/reset before headers",
  handled,
});

forEachTransport(({ onBench }) => {
  describe("an import that is turned away", () => {
    describe("is sent again after the time that Northflank names", () => {
      const told: [string, Record<string, string>, number, number][] = [
        ["in seconds", { "retry-after": "40" }, 503, 40],
        ["in seconds, with space around", { "retry-after": " 40 " }, 429, 40],
        ["as a date", { "retry-after": date(75) }, 503, 75],
        ["as the reset of the quota", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "600" }, 429, 600],
        [
          "in both ways: the nearer to the request counts",
          { "retry-after": "5", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "600" },
          429,
          5,
        ],
      ];
      for (const [how, headers, status, seconds] of told) {
        it(`${how} (${status})`, () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, { do: "answer", status, headers });
            await bench.declare("legacy-orders", liveSource).up();
            assert.deepEqual(sentAt(bench), [0, seconds]);
            assert.equal(bench.imports.length, 1);
          }));
      }

      const useless: [string, Record<string, string>][] = [
        ["is over", { "retry-after": date(-3600) }],
        ["is now", { "retry-after": "0" }],
        ["is negative", { "retry-after": "-5" }],
        ["is no time", { "retry-after": "soon" }],
        ["is a reset of nothing", { "x-ratelimit-reset": "soon", "x-ratelimit-remaining": "-1" }],
      ];
      for (const [what, headers] of useless) {
        for (const status of [429, 503]) {
          it(`and at growing intervals when it ${what} (${status})`, () =>
            onBench({}, async (bench) => {
              bench.simulator.inject({
                on: "importBackup",
                nth: 1,
                times: 9,
                action: { do: "answer", status, headers },
              });
              await bench.declare("legacy-orders", liveSource).up();
              const times = sentAt(bench);
              assert.equal(times.length, 10);
              assert.ok((times[1] ?? 0) >= 0.4 && (times[9] ?? 0) >= 40, times.join());
              assert.equal(bench.imports.length, 1);
            }));
        }
      }
    });

    it("fails at once, with nothing imported, when the time is over before Northflank's is", () =>
      onBench({}, async (bench) => {
        onImport(bench, 1, { do: "turn-away", status: 429, seconds: 3000, told: "x-ratelimit-reset" });
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 600 } });
        await assert.rejects(
          orders.up(),
          /importing into addon "orders-db" failed: .*429.*rate limit is exhausted \(0 of 1000 requests left, resets in 3000 s\).*nothing was imported/,
        );
        assert.equal(bench.imports.length, 0);
        assert.equal(orders.state, undefined);
        assert.ok(bench.clock.now() <= 600_000);
      }));

    it("fails at the timeout when it is turned away for ever", () =>
      onBench({}, async (bench) => {
        bench.simulator.inject({
          on: "importBackup",
          action: { do: "turn-away", status: 503, seconds: 20, told: "retry-after-seconds" },
        });
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 600 } });
        await assert.rejects(orders.up(), /failed: .*503.*nothing was imported/);
        assert.ok(bench.clock.now() <= 600_000 && bench.clock.now() >= 560_000);
        assert.ok(posts(bench).length <= 31);
      }));

    it("is sent again after a gateway's 503 only when the list has shown for 20 s that it was not taken", () =>
      onBench({}, async (bench) => {
        bench.simulator.inject({ on: "importBackup", nth: 1, times: 5, action: gateway(false) });
        await bench.declare("legacy-orders", liveSource).up();
        assert.equal(bench.imports.length, 1);
        const times = sentAt(bench);
        assert.equal(times.length, 6, "more often than after another lost answer: the outage may last");
        for (const [nth, at] of times.entries()) assert.ok(at >= 20 * nth, String(times));
      }));

    for (const name of [undefined, "nightly"]) {
      it(`is found when a gateway answers 503 although it was taken (name ${name ?? "automatic"})`, () =>
        onBench({ simulator: { listLagSeconds: 5 } }, async (bench) => {
          onImport(bench, 1, gateway(true));
          const orders = bench.declare("legacy-orders", { ...liveSource, name });
          await orders.up();
          assert.equal(bench.imports.length, 1);
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          assert.deepEqual(bench.warnings, []);
        }));
    }

    it("says on its row what it waits for", () =>
      onBench({}, async (bench) => {
        onImport(bench, 1, { do: "turn-away", status: 503, seconds: 20, told: "retry-after-seconds" });
        await bench.declare("legacy-orders", { ...liveSource, waitForCompletion: false }).up();
        const [waiting, ...afterwards] = bench.progress;
        assert.match(String(waiting), /^retrying: importing into addon "orders-db" failed: .* 503/);
        assert.deepEqual(afterwards, [""], "and no longer than that");
      }));

    it("is sent when the API comes back after minutes", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const provider = bench.startProvider();
        await bench.declare("other-orders", liveSource).up(provider);
        await bench.simulator.pauseListening();
        const back = bench.clock.at(100, () => bench.simulator.resumeListening());
        await Promise.all([orders.up(provider), back]);
        assert.equal(bench.imports.length, 2);
      }));

    it("gives a server that never answered 15 seconds, and says to check the address", () =>
      onBench({}, async (bench) => {
        await bench.simulator.pauseListening();
        const orders = bench.declare("legacy-orders", liveSource);
        await assert.rejects(
          orders.up(),
          /could not be reached \(ECONNREFUSED\); check northflank:apiUrl and the network/,
        );
        assert.ok(bench.clock.now() <= 15_000);
        await bench.simulator.resumeListening();
      }));
  });
});
