import assert from "node:assert/strict";
import type { HttpResponse, HttpFailure } from "../../../provider/process/http";
import { verdictOf, type Verdict } from "../../../provider/northflank/verdict";
import { pauseBeforeRetry, quotaOf, requestedPauseMs, serverTime } from "../../../provider/northflank/retry";

const answer = (status: number, more: Partial<HttpResponse> = {}): HttpResponse => ({
  status,
  headers: {},
  body: '{"data":{}}',
  complete: true,
  ...more,
});

const headed = (status: number, headers: HttpResponse["headers"]): HttpResponse =>
  answer(status, { headers });

const noAnswer = (reached: HttpFailure["reached"], final = false): HttpFailure => ({
  reached,
  final,
  code: "E",
});

describe("an exchange", () => {
  const verdicts: Record<Verdict, number[]> = {
    accepted: [200, 201, 204, 299],
    absent: [404, 410],
    conflict: [409],
    refused: [429],
    unknown: [408, 500, 501, 502, 503, 504, 599],
    rejected: [199, 300, 302, 400, 401, 403, 405, 407, 422, 428, 430, 499, 600],
  };
  for (const [verdict, statuses] of Object.entries(verdicts)) {
    it(`answered with ${statuses.join(", ")} counts as ${verdict}`, () => {
      for (const status of statuses) assert.equal(verdictOf(answer(status)), verdict, `${status}`);
    });
  }

  it("answered in the 200s by what is no JSON, or is cut off, proves nothing", () => {
    assert.equal(verdictOf(answer(200, { body: "<html>" })), "unknown");
    assert.equal(verdictOf(answer(200, { complete: false })), "unknown");
    assert.equal(verdictOf(answer(200, { body: "", complete: false })), "unknown");
  });

  it("answered with 503 is refused where Northflank itself says so; a gateway may have lost the answer", () => {
    const quota = { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "60" };
    const own: Partial<HttpResponse>[] = [
      { headers: { "retry-after": "5" } },
      ...Object.entries(quota).map(([name, value]) => ({ headers: { [name]: value } })),
      { body: '{"error":{"message":"unavailable"}}' },
    ];
    for (const given of own) assert.equal(verdictOf(answer(503, given)), "refused", JSON.stringify(given));
    for (const body of ["", "upstream connect error", "<html>", "null", '"error"', '{"message":"error"}'])
      assert.equal(verdictOf(answer(503, { body })), "unknown", body);
    assert.equal(verdictOf(answer(502, { headers: quota })), "unknown");
  });

  it("answered in the 200s without a body is taken, unless it asked something", () => {
    for (const body of ["", " \n"]) {
      assert.equal(verdictOf(answer(200, { body })), "accepted");
      assert.equal(verdictOf(answer(200, { body }), true), "unknown");
    }
    assert.equal(verdictOf(answer(200), true), "accepted");
  });

  it("is judged by its status alone when that is not in the 200s, whatever the body", () => {
    assert.equal(verdictOf(answer(404, { body: "<html>", complete: false })), "absent");
  });

  it("without an answer was refused when it did not arrive, and is open when it may have arrived", () => {
    assert.equal(verdictOf(noAnswer("no")), "refused");
    assert.equal(verdictOf(noAnswer("maybe")), "unknown");
  });

  it("without an answer is rejected when another try cannot help", () => {
    assert.equal(verdictOf(noAnswer("no", true)), "rejected");
    assert.equal(verdictOf(noAnswer("maybe", true)), "rejected");
  });
});

describe("the pause before another try", () => {
  const longest = (): number => 0;
  const date = "Thu, 15 Jan 2026 09:00:00 GMT";
  const pause = (result: HttpResponse | HttpFailure, attempt = 0, random = longest): number =>
    pauseBeforeRetry(result, attempt, random);

  it("doubles from half a second to a quarter of a minute", () => {
    const pauses = [0, 1, 2, 3, 4, 5, 60].map((attempt) => pause(answer(502), attempt));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it("is the same without an answer", () => {
    assert.equal(pause(noAnswer("no"), 1), 1000);
  });

  it("is shortened by chance, by a quarter at most", () => {
    assert.equal(
      pause(answer(502), 1, () => 0.5),
      875,
    );
    assert.equal(
      pause(answer(502), 1, () => 1),
      750,
    );
  });

  for (const status of [429, 503]) {
    it(`is what Retry-After of a ${status} says, in seconds`, () => {
      assert.equal(pause(headed(status, { "retry-after": "7" })), 7000);
      assert.equal(pause(headed(status, { "retry-after": " 12.25 " })), 12_250);
    });

    it(`is what Retry-After of a ${status} says, as a date on the server's clock`, () => {
      const headers = { "retry-after": "Thu, 15 Jan 2026 09:01:30 GMT", date };
      assert.equal(pause(headed(status, headers)), 90_000);
    });
  }

  it("is never none, even when the server says at once, or a time that is over", () => {
    assert.equal(pause(headed(429, { "retry-after": "0" })), 500);
    assert.equal(pause(headed(429, { "retry-after": "Thu, 15 Jan 2026 08:00:00 GMT", date })), 500);
  });

  it("lasts to the end of the quota window when a 429 says no more", () => {
    const window = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40" };
    assert.equal(pause(headed(429, window)), 40_000);
    assert.equal(pause(headed(503, window)), 500);
  });

  it("follows Retry-After rather than the quota window", () => {
    const window = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40" };
    assert.equal(pause(headed(429, { ...window, "retry-after": "3" })), 3000);
    const over = { "retry-after": "Thu, 15 Jan 2026 08:00:00 GMT", date };
    assert.equal(pause(headed(429, { ...window, ...over })), 500);
  });

  for (const nonsense of ["soon", "7 s", "s 7", "-7", "1e3", "7.", ".7", ""]) {
    it(`takes Retry-After: ${JSON.stringify(nonsense)} for none`, () => {
      const window = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40" };
      assert.equal(pause(headed(429, { "retry-after": nonsense, ...window })), 40_000);
    });
  }

  for (const untrue of ["86400", "3601", "1768467600", "Fri, 01 Jan 2099 00:00:00 GMT"]) {
    const told = { "retry-after": untrue, date };

    it(`is our own when Retry-After: ${untrue} is longer than the window of the quota, up to a minute`, () => {
      for (const status of [429, 503]) assert.equal(pause(headed(status, told)), 500);
      assert.equal(pause(headed(429, told), 60), 60_000);
      assert.equal(pause(headed(503, told), 60), 15_000);
    });

    it(`is what the quota says when Retry-After: ${untrue} is longer than its window`, () => {
      const window = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40" };
      assert.equal(pause(headed(429, { ...told, ...window })), 40_000);
    });
  }

  it("takes no number for a date: a negative one would be a year", () => {
    const window = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40", date };
    assert.equal(pause(headed(429, { "retry-after": "-5", ...window })), 40_000);
  });

  it("takes a date for none when the server does not say what time it is", () => {
    assert.equal(pause(headed(429, { "retry-after": "Thu, 15 Jan 2026 09:01:30 GMT" })), 500);
  });
});

describe("the server's clock", () => {
  it("is the Date of an answer", () => {
    const time = serverTime(headed(200, { date: "Thu, 15 Jan 2026 09:00:00 GMT" }));
    assert.equal(time, Date.UTC(2026, 0, 15, 9));
  });

  it("is not known without a Date, or with one that is none", () => {
    assert.equal(serverTime(headed(200, {})), undefined);
    assert.equal(serverTime(headed(200, { date: "morning" })), undefined);
  });
});

describe("the quota", () => {
  const headers = { "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "12", "x-ratelimit-reset": "30.5" };

  it("is what the headers say, with the time in milliseconds", () => {
    assert.deepEqual(quotaOf(headed(200, headers)), { limit: 1000, remaining: 12, resetMs: 30_500 });
  });

  it("is renewed within the hour, also where the reset is a point in time", () => {
    const reset = (value: string) =>
      quotaOf(headed(200, { "x-ratelimit-remaining": "900", "x-ratelimit-reset": value }))?.resetMs;
    assert.equal(reset("3599"), 3_599_000);
    assert.equal(reset("1768467600"), 3_600_000);
  });

  for (const [reset, form] of [
    ["1768467690", "seconds"],
    ["1768467690000", "milliseconds"],
  ] as const) {
    const told = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };

    it(`is renewed at the moment that the reset names in ${form} since 1970, by the server's clock`, () => {
      const answer = headed(429, { ...told, date: "Thu, 15 Jan 2026 09:00:00 GMT" });
      assert.equal(quotaOf(answer)?.resetMs, 90_000);
      assert.equal(requestedPauseMs(answer), 90_000);
    });

    it(`asks for no pause where that moment, in ${form}, is not within the window`, () => {
      for (const date of ["Wed, 14 Jan 2026 09:00:00 GMT", "Fri, 16 Jan 2026 09:00:00 GMT", undefined])
        assert.equal(requestedPauseMs(headed(429, { ...told, date })), undefined);
    });
  }

  it("is known without its limit", () => {
    const quota = quotaOf(headed(200, { ...headers, "x-ratelimit-limit": undefined }));
    assert.deepEqual(quota, { limit: undefined, remaining: 12, resetMs: 30_500 });
  });

  for (const header of ["x-ratelimit-remaining", "x-ratelimit-reset"]) {
    it(`is not known unless ${header} is a number`, () => {
      for (const value of [undefined, "", "many", "1a", "a1", "-1"]) {
        assert.equal(quotaOf(headed(200, { ...headers, [header]: value })), undefined);
      }
    });
  }

  it("is read through blanks around a number", () => {
    assert.equal(quotaOf(headed(200, { ...headers, "x-ratelimit-remaining": " 12 " }))?.remaining, 12);
    assert.equal(quotaOf(headed(200, { ...headers, "x-ratelimit-reset": "0.125" }))?.resetMs, 125);
  });
});
