import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBackup } from "../../../provider/northflank/schema";
import { backupIn, readState } from "../../../provider/lifecycle/state";

const names = ["uid", "createdAt", "completedAt"] as const;

/** As they are told by an answer of Northflank, and remembered by a state. */
function read(value: unknown): unknown[] {
  const values = Object.fromEntries(names.map((name) => [name, value]));
  const [answered, remembered] = [parseBackup({ id: "orders", ...values }), backupIn(readState(values))];
  return names.flatMap((name) => [answered?.[name], remembered[name]]);
}

const nothing = Array<undefined>(6).fill(undefined);
/** As a uid. */
const told = (value: string): unknown[] => read(value).slice(0, 2);

describe("a uid, or a time,", () => {
  for (const value of [
    ...["", " ", "\t", "-", "{}", "0", "0000", "x"],
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "{11111111-1111-1111-1111-111111111111}",
    "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    ...["null", "NULL", "nil", "undefined", "None", "<none>", "NaN", "n/a", "unknown", "[object Object]"],
    ...[null, undefined, 0, 17, {}, false],
  ])
    it(`that says nothing is none: ${JSON.stringify({ value })}`, () => {
      assert.deepEqual(read(value), nothing);
    });

  it("of two different letters or digits is one, unless they are a word for nothing", () => {
    fc.assert(
      fc.property(fc.uuid(), (value) => {
        assert.deepEqual(told(value), [value, value]);
      }),
    );
    for (const value of ["ab", "01", "nullify", "none-1", "65a4f0c2e13b7d0012345678"])
      assert.deepEqual(told(value), [value, value]);
  });

  it("is none as a time if it is no time", () => {
    for (const value of ["lately", "65a4f0c2e13b7d0012345678", "S3cretPassw0rd 15 Jan 2026 10:00:00 GMT"])
      assert.deepEqual(read(value).slice(2), Array<undefined>(4).fill(undefined), value);
    const time = "2026-01-15T10:00:00Z";
    assert.deepEqual(read(time).slice(2), Array<string>(4).fill(time));
  });
});

describe("an empty text", () => {
  it("is none, in an answer and in a state", () => {
    const names = ["name", "status"] as const;
    const answered = parseBackup({ id: "orders", ...Object.fromEntries(names.map((name) => [name, " "])) });
    const remembered = backupIn(
      readState(Object.fromEntries([...names, "backupName"].map((name) => [name, ""]))),
    );
    for (const name of names) assert.deepEqual([answered?.[name], remembered[name]], [undefined, undefined]);
  });
});
