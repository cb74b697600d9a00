import assert from "node:assert/strict";
import fc from "fast-check";
import { withinQuota, type Budget } from "../../../provider/northflank/polling";

const left = (remaining: number, requestsPerRound: number, reserved = 0, resetMs = 3_600_000): Budget => ({
  quota: { limit: 1000, remaining, resetMs },
  requestsPerRound,
  dueByOthers: 0,
  reserved,
});

/** When an import is polled, in seconds from its start, until the quota is spent. */
function polls(remaining: number, requestsPerRound: number): number[] {
  const times: number[] = [];
  let now = 0;
  for (let spent = 0; remaining - spent >= requestsPerRound; spent += requestsPerRound) {
    now += withinQuota(500, now, left(remaining - spent, requestsPerRound, 0, 3_600_000 - now));
    times.push(Math.round(now / 1000));
  }
  return times;
}

describe("the pace within the quota", () => {
  it("is the wanted one while nothing is known of the quota, or plenty is left", () => {
    assert.equal(
      withinQuota(700, 3_000, { quota: undefined, requestsPerRound: 200, dueByOthers: 0, reserved: 0 }),
      700,
    );
    assert.equal(withinQuota(700, 3_000, left(1000, 8)), 700);
  });

  it("gives the first minutes to a few polls, and not the hour", () => {
    assert.deepEqual(polls(405, 200), [45, 300]);
    assert.deepEqual(polls(605, 200), [21, 80, 300]);
    assert.deepEqual(polls(205, 200), [290]);
  });

  it("reaches to the renewal where there are polls enough for that", () => {
    const times = polls(605, 30);
    assert.equal(times.length, 20);
    assert.ok((times[2] ?? Infinity) < 30, times.join());
    assert.ok((times.at(-1) ?? 0) > 3_000, times.join());
  });

  it("waits for the renewal when nothing is left", () => {
    assert.equal(withinQuota(500, 40_000, left(5, 1, 0, 900_000)), 900_000);
    assert.equal(withinQuota(500, 40_000, left(150, 200, 0, 900_000)), 900_000);
  });

  it("leaves to imports that are still to come what they will take, but no running one alone", () => {
    assert.ok(withinQuota(500, 0, left(995, 8, 900)) > 500);
    assert.ok(withinQuota(500, 0, left(995, 8, 5_000)) <= 45_000);
  });

  it("is never faster than wanted, and never later than the renewal", () => {
    const budgets = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 500 }), fc.nat(2000), fc.nat(3_600_000));
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(7_200_000), budgets, (wanted, running, budget) => {
        const interval = withinQuota(wanted, running, left(...budget));
        return interval >= wanted && interval <= Math.max(wanted, budget[3]);
      }),
      { seed: 20260115, numRuns: 2000 },
    );
  });
});
