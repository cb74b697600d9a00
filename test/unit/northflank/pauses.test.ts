import assert from "node:assert/strict";
import { Pauses, requestedPauseMs } from "../../../provider/northflank/retry";
import type { HttpResponse } from "../../../provider/process/http";

const orders = "/v1/projects/shop/addons/orders-db";
const users = "/v1/projects/shop/addons/users-db";
const everywhere = [orders, users, "/v1/projects/shop"];

const answer = (status: number, headers: HttpResponse["headers"] = {}): HttpResponse => ({
  status,
  headers,
  body: "{}",
  complete: true,
});
const quota = (remaining: string, reset?: string): HttpResponse["headers"] => ({
  "x-ratelimit-remaining": remaining,
  ...(reset === undefined ? {} : { "x-ratelimit-reset": reset }),
});
const usedUp = answer(429, quota("0", "40"));

describe("a pause", () => {
  let now: number;
  let pauses: Pauses;
  const waits = (): number[] => everywhere.map((path) => pauses.msFor(path));
  beforeEach(() => {
    now = 1000;
    const asleep = (): never => assert.fail("notes only");
    pauses = new Pauses({ now: () => now, wallTime: asleep, sleep: asleep });
  });

  it("is none at first, or after other answers, even with a used-up quota", () => {
    for (const status of [200, 404, 500, 503])
      pauses.note(answer(status, { ...quota("0", "40"), "retry-after": "9" }), orders);
    assert.deepEqual(waits(), [0, 0, 0]);
  });

  it("is everybody's when the quota is used up, until it resets", () => {
    pauses.note(usedUp, orders);
    assert.deepEqual(waits(), [40_000, 40_000, 40_000]);
    now += 39_000;
    assert.deepEqual(waits(), [1000, 1000, 1000]);
    now += 2000;
    assert.deepEqual(waits(), [0, 0, 0]);
  });

  it("is half a minute when the quota is used up and nobody knows until when", () => {
    pauses.note(answer(429, quota("0")), orders);
    assert.deepEqual(waits(), [30_000, 30_000, 30_000]);
  });

  for (const headers of [{}, quota("1"), quota("900")])
    it(`is only the addon's when the quota is not used up: ${JSON.stringify(headers)}`, () => {
      pauses.note(answer(429, { ...headers, "retry-after": "7" }), orders);
      assert.deepEqual(waits(), [7000, 0, 0]);
    });

  it("is none when a response asks for none and the quota is not used up", () => {
    pauses.note(answer(429, quota("5")), orders);
    assert.deepEqual(waits(), [0, 0, 0]);
  });

  it("is one for all of an addon's paths, and for no other addon's", () => {
    pauses.note(answer(429, { "retry-after": "7" }), `${orders}/backups?page=1`);
    for (const same of [orders, `${orders}/import`, `${orders}/backups/nightly`, `${orders}?a=b`])
      assert.equal(pauses.msFor(same), 7000, same);
    for (const other of [
      `${orders}-2`,
      "/v1/projects/home/addons/orders-db",
      `/v1/teams/t${orders.slice(3)}`,
    ])
      assert.equal(pauses.msFor(other), 0, other);
  });

  it("is a path's own where the path names no addon", () => {
    pauses.note(answer(429, { "retry-after": "7" }), "/v1/projects/shop");
    assert.deepEqual(waits(), [0, 0, 7000]);
    assert.equal(pauses.msFor("/v1/projects/home"), 0);
  });

  it("becomes longer by another response, but not shorter", () => {
    for (const [seconds, expected] of [
      ["7", 7000],
      ["9", 9000],
      ["2", 9000],
    ] as const) {
      pauses.note(answer(429, { "retry-after": seconds }), orders);
      assert.equal(pauses.msFor(orders), expected);
    }
  });

  it("is the longer one of everybody's and the addon's", () => {
    pauses.note(usedUp, users);
    pauses.note(answer(429, { "retry-after": "50" }), orders);
    assert.deepEqual(waits(), [50_000, 40_000, 40_000]);
  });

  for (const remaining of ["1", "900"])
    it(`is over for everybody when a last poll sees ${remaining} requests remaining`, () => {
      pauses.note(usedUp, orders);
      pauses.note(answer(200, quota(remaining)), orders, true);
      assert.deepEqual(waits(), [0, 0, 0]);
    });

  const stays: Record<string, readonly [HttpResponse, boolean?]> = {
    "another response": [answer(200, quota("900"))],
    "a last poll that sees none remaining": [answer(200, quota("0")), true],
    "a last poll that is not told": [answer(200), true],
    "a last poll that is refused": [answer(429, quota("900")), true],
  };
  for (const [what, [response, isLast]] of Object.entries(stays))
    it(`goes on after ${what}`, () => {
      pauses.note(usedUp, orders);
      pauses.note(response, orders, isLast);
      assert.deepEqual(waits(), [40_000, 40_000, 40_000]);
    });
});

describe("the pause that a response asks for", () => {
  const date = "Thu, 15 Jan 2026 09:00:00 GMT";

  it("may be as long as the quota's window, and as short as nothing", () => {
    for (const [seconds, ms] of [
      ["3600", 3_600_000],
      ["0", 0],
    ] as const) {
      assert.equal(requestedPauseMs(answer(503, { "retry-after": seconds })), ms);
      assert.equal(requestedPauseMs(answer(429, quota("0", seconds))), ms);
    }
  });

  for (const header of ["2026-01-15T09:01:30Z", "2026-01-15 09:01:30 Z"])
    it(`is no date that HTTP does not write: ${header}`, () => {
      assert.equal(requestedPauseMs(answer(503, { "retry-after": header, date })), undefined);
    });
});
