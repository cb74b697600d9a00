import assert from "node:assert/strict";
import fc from "fast-check";
import { matchIdentity } from "../../../provider/import/identity";
import { parseBackup, parseLogLines } from "../../../provider/northflank/schema";
import { timeIn } from "../../../provider/northflank/time";
import { backupIn } from "../../../provider/lifecycle/state";
import { inTimeZones } from "../../timeZone";

const ten = Date.UTC(2026, 0, 15, 10);

describe("a time of Northflank's", () => {
  inTimeZones(() => {
    for (const text of [
      "2026-01-15T10:00:00.000Z",
      "2026-01-15T10:00:00Z",
      "2026-01-15t10:00:00z",
      "2026-01-15T10:00:00",
      "2026-01-15T10:00:00.000000",
      "2026-01-15T10:00",
      "2026-01-15 10:00",
      "2026-01-15 10:00:00",
      "2026-01-15 10:00:00.000",
      "2026-01-15 10:00:00 UTC",
      "2026-01-15 10:00:00.000000000 +0000 UTC",
      "2026-01-15T11:00:00+01:00",
      "2026-01-15 11:00:00+01",
      "2026-01-15 04:30:00-0530",
      "Thu, 15 Jan 2026 10:00:00 GMT",
      "Thu, 15 Jan 2026 11:00:00 +0100",
    ])
      it(`is in UTC unless it names another zone: ${text}`, () => {
        assert.equal(timeIn(text), ten);
      });

    it("may be a day", () => {
      assert.equal(timeIn("2026-01-15"), Date.UTC(2026, 0, 15));
    });

    for (const text of [
      "lately",
      "",
      "10:00:00",
      "Jan 15, 2026 10:00:00",
      "2026-13-15T10:00:00",
      "15.1.2026",
    ])
      it(`is none where each machine would read another: ${JSON.stringify(text)}`, () => {
        assert.ok(Number.isNaN(timeIn(text)));
      });

    it("is the same with its zone and without, at every moment of a year", () => {
      const moment = fc.date({
        min: new Date("2026-01-01"),
        max: new Date("2027-01-01"),
        noInvalidDate: true,
      });
      fc.assert(
        fc.property(moment, fc.constantFrom("T", " "), (date, between) => {
          const bare = date.toISOString().replace("T", between).replace("Z", "");
          assert.equal(timeIn(bare), date.getTime());
          const [zoned, plain] = [date.toISOString(), bare].map((createdAt) => ({ id: "a", createdAt }));
          assert.ok(zoned !== undefined && plain !== undefined);
          assert.equal(matchIdentity(zoned, plain), "same");
        }),
      );
    });

    it("orders the lines of a log, whatever zone each of them names", () => {
      const lines = [
        { log: "second", ts: "2026-01-15T10:00:02" },
        { log: "third", ts: "2026-01-15T11:00:03+01:00" },
        { log: "first", ts: "2026-01-15T10:00:01Z" },
      ];
      assert.deepEqual(parseLogLines({ data: lines }), ["first", "second", "third"]);
    });
  });

  for (const zero of [
    "0001-01-01T00:00:00Z",
    "0001-01-01 00:00:00 +0000 UTC",
    "1970-01-01T00:00:00.000Z",
    "1970-01-01",
    "0000-00-00 00:00:00",
  ])
    it(`is none where it is what a language has for none: ${zero}`, () => {
      const [answered, remembered] = [
        { id: "a", createdAt: zero, completedAt: zero },
        backupIn({ createdAt: zero }),
      ];
      const { createdAt, completedAt } = parseBackup(answered) ?? { id: "a" };
      assert.deepEqual([createdAt, completedAt, remembered.createdAt], [undefined, undefined, undefined]);
    });
});
