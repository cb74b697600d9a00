import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBackup } from "../../provider/northflank/schema";
import { backupIn } from "../../provider/state";

const names = ["uid", "createdAt", "completedAt"] as const;

/** As they are told by an answer of Northflank, and remembered by a state. */
function read(value: unknown): unknown[] {
  const values = Object.fromEntries(names.map((name) => [name, value]));
  const [answered, remembered] = [parseBackup({ id: "orders", ...values }), backupIn(values)];
  return names.flatMap((name) => [answered?.[name], remembered[name]]);
}

const nothing = Array<undefined>(6).fill(undefined);
const sixTimes = (value: string): string[] => Array<string>(6).fill(value);

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
        assert.deepEqual(read(value), sixTimes(value));
      }),
    );
    for (const value of ["ab", "01", "nullify", "none-1", "65a4f0c2e13b7d0012345678"])
      assert.deepEqual(read(value), sixTimes(value));
  });
});

describe("an empty text", () => {
  it("is none, in an answer and in a state", () => {
    const names = ["name", "status"] as const;
    const answered = parseBackup({ id: "orders", ...Object.fromEntries(names.map((name) => [name, " "])) });
    const remembered = backupIn(Object.fromEntries([...names, "backupName"].map((name) => [name, ""])));
    for (const name of names) assert.deepEqual([answered?.[name], remembered[name]], [undefined, undefined]);
  });
});
