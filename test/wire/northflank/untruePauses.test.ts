import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { onBench } from "../bench/bench";
import { liveSource } from "../bench/sources";
import type { FaultAction, FaultRule } from "@test/simulator";

const refusal = (headers: Record<string, string>): FaultAction => ({
  do: "answer",
  status: 429,
  headers,
  body: { error: { status: 429, message: "Rate limit exceeded" } },
});

const untrue: Record<string, Record<string, string>> = {
  "a day": { "retry-after": "86400" },
  "a number since 1970": { "retry-after": "1768467690" },
  "the year 2099": { "retry-after": "Thu, 01 Jan 2099 00:00:00 GMT" },
  "a quota that is renewed in a day": { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "86400" },
  "a quota that was renewed long ago": { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1268467690" },
};

const places: Record<string, FaultRule["on"]> = {
  "a look": "getBackup",
  "the list": "listBackups",
  "the import": "importBackup",
};

describe("a pause that cannot be true", () => {
  for (const [what, headers] of Object.entries(untrue))
    for (const [where, on] of Object.entries(places))
      it(`does not hold up an import: ${what}, in answer to ${where}`, () =>
        onBench({ simulator: { scheduledSeconds: 0, importSeconds: 1.5 } }, async (bench) => {
          bench.simulator.inject({ ...(on === undefined ? {} : { on }), nth: 1, action: refusal(headers) });
          const orders = bench.declare("legacy-orders", liveSource);
          await orders.up();
          assert.equal(orders.outputs["status"], "completed");
          assert.ok(bench.clock.now() <= 60_000, `${bench.clock.now()} ms`);
          assert.equal(bench.imports.length, 1);
        }));
});

describe("a pause that lasts beyond the deadline", () => {
  const exhausted = refusal({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3000" });
  const options = { timeouts: { create: 300 } };

  it("ends with a last poll, which finds what has ended meanwhile", () =>
    onBench({ simulator: { importSeconds: 100 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource, options);
      const refused = bench.clock.at(50, () => {
        bench.simulator.inject({ nth: 1, action: exhausted });
      });
      await Promise.all([orders.up(), refused]);
      assert.equal(orders.outputs["status"], "completed");
      assert.equal(bench.clock.now(), 300_000);
    }));

  it("is told with its reason when the last poll is refused as well", () =>
    onBench({ simulator: { importSeconds: 100 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource, options);
      const refused = bench.clock.at(50, () => {
        bench.simulator.inject({ action: exhausted });
      });
      const failing = assert.rejects(orders.up(), (error) => {
        assert.ok(error instanceof PartialFailure);
        assert.match(error.message, /after 5m0s \(.*returned 429.*0 requests left, resets in 3000 s/);
        return true;
      });
      await Promise.all([failing, refused]);
      assert.ok(bench.simulator.journal.entries.filter(({ status }) => status === 429).length <= 3);
      assert.equal(bench.imports.length, 1);
    }));
});

describe("a pause of the whole account", () => {
  const nothingLeft = { "x-ratelimit-remaining": "0" };

  // Whoever polls next is refused: the hurried one at 46 s, the other one at 50 s.
  for (const refusedAt of [46, 50])
    it(`ends for all when somebody's last poll finds that the quota has reset (refused at ${refusedAt} s)`, () =>
      onBench({ simulator: { importSeconds: 400 } }, async (bench) => {
        const provider = bench.startProvider();
        const hurried = bench.declare("hurried", liveSource, { timeouts: { create: 500 } });
        const other = bench.declare("other", { ...liveSource, addonId: "users-db" });
        const refused = bench.clock.at(refusedAt, () => {
          bench.simulator.inject({
            nth: 1,
            action: refusal({ ...nothingLeft, "x-ratelimit-reset": "3400" }),
          });
        });
        await Promise.all([hurried.up(provider), other.up(provider), refused]);
        assert.ok(bench.clock.now() <= 570_000, `${bench.clock.now()} ms`);
      }));

  for (const told of [{}, { "x-ratelimit-reset": "86400" }])
    it(`costs few requests also where its end is not told, or not credibly (${JSON.stringify(told)})`, () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const provider = bench.startProvider();
        const addons = ["orders-db", "users-db"];
        const all = addons.map((addonId) => bench.declare("legacy", { ...liveSource, addonId }));
        const refused = bench.clock.at(30, () => {
          bench.simulator.inject({ action: refusal({ ...nothingLeft, ...told }) });
        });
        const renewed = bench.clock.at(930, () => {
          bench.simulator.clearFaults();
        });
        await Promise.all([...all.map((one) => one.up(provider)), refused, renewed]);
        const refusals = bench.simulator.journal.entries.filter(({ status }) => status === 429).length;
        assert.ok(refusals <= 2 * 31, `${refusals} refused requests in 15 minutes`);
      }));
});

describe("a pause that is asked of one addon", () => {
  it("is none for the imports of another, as long as the quota lasts", () =>
    onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
      const provider = bench.startProvider();
      const slow = bench.declare("slow", liveSource);
      const other = bench.declare("other", { ...liveSource, addonId: "users-db" });
      bench.simulator.inject({
        on: "getBackup",
        path: "*/orders-db/*",
        nth: 2,
        action: refusal({
          "retry-after": "900",
          "x-ratelimit-remaining": "700",
          "x-ratelimit-reset": "3000",
        }),
      });
      let otherAt = 0;
      await Promise.all([slow.up(provider), other.up(provider).then(() => (otherAt = bench.clock.now()))]);
      assert.ok(otherAt <= 80_000, `${otherAt} ms`);
      assert.ok(bench.clock.now() >= 900_000, "what Northflank asks for within its window is obeyed");
    }));
});
