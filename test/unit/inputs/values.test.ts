import assert from "node:assert/strict";
import {
  canonical,
  digest,
  hasUnknown,
  sameValue,
  unknownValue,
  withoutAbsent,
} from "../../../provider/inputs/values";

describe("two values are the same", () => {
  const same: Record<string, readonly [unknown, unknown]> = {
    "whatever the order of their members": [
      { a: 1, b: { c: 2, d: 3 }, e: 4 },
      { e: 4, b: { d: 3, c: 2 }, a: 1 },
    ],
    "whether a member is undefined, null or not there": [{ a: 1, b: undefined, c: null }, { a: 1 }],
    "when null stands for nothing": [null, undefined],
  };
  for (const [rule, [left, right]] of Object.entries(same))
    it(rule, () => {
      assert.ok(sameValue(left, right));
      assert.equal(digest(left), digest(right));
    });

  const different: Record<string, readonly [unknown, unknown]> = {
    "when a list has another order": [
      [1, 2],
      [2, 1],
    ],
    "when one is a list and the other an object with its positions": [["a"], { 0: "a" }],
    "when a list has a gap": [[1, null], [1]],
    "when two members of a list are one": [[1, 2], [12]],
    "when a text only looks like the number": ["1", 1],
    "when a member is false and not absent": [{ a: false }, {}],
    "when a member has another name": [{ a: 1 }, { b: 1 }],
    "when an object is empty and not absent": [{}, null],
  };
  for (const [rule, [left, right]] of Object.entries(different))
    it(`not ${rule}`, () => {
      assert.ok(!sameValue(left, right));
      assert.notEqual(digest(left), digest(right));
    });
});

describe("a value's canonical text", () => {
  it("is JSON that says the same, with its members sorted", () => {
    const value = { c: ["x", { f: null, e: true }], b: 'a "quoted" text', a: 1.5, d: {} };
    assert.equal(canonical(value), '{"a":1.5,"b":"a \\"quoted\\" text","c":["x",{"e":true}],"d":{}}');
    assert.equal(canonical(undefined), "null");
  });
});

describe("a value's digest", () => {
  // Names of backups and fingerprints in saved states contain it.
  it("never changes", () => {
    assert.equal(digest({}), "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });
});

describe("a value is unknown in a preview", () => {
  for (const value of [unknownValue, [1, unknownValue], { a: { b: [unknownValue] } }])
    it(`when anything in it is: ${JSON.stringify(value)}`, () => {
      assert.ok(hasUnknown(value));
    });

  for (const value of [undefined, null, "", `${unknownValue}!`, { [unknownValue]: 1 }, [[], {}], 5])
    it(`but not when nothing is: ${JSON.stringify(value)}`, () => {
      assert.ok(!hasUnknown(value));
    });
});

describe("absent inputs", () => {
  it("are those that are undefined or null, and no others", () => {
    const given = { a: false, b: 0, c: "" };
    assert.deepEqual(
      Object.entries(withoutAbsent({ ...given, d: undefined, e: null })),
      Object.entries(given),
    );
  });
});
