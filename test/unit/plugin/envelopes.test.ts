import assert from "node:assert/strict";
import fc from "fast-check";
import { unknownValue } from "../../../provider/inputs/values";
import { openedAll, sealed } from "../../../provider/plugin/envelopes";
import { searching, tried } from "../../model/searching";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const output = (fields: Record<string, unknown>) => ({
  [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  ...fields,
});

const cases = 200;

describe("the envelopes of the engine", () => {
  it("come off at every depth", () => {
    const sent = {
      token: secret("a"),
      list: [1, secret({ deep: secret("b") })],
      object: { inner: output({ value: secret("c"), dependencies: ["urn"] }) },
    };
    assert.deepEqual(openedAll(sent), { token: "a", list: [1, { deep: "b" }], object: { inner: "c" } });
  });

  it("leave an output without a value unknown", () => {
    assert.deepEqual(openedAll({ a: output({ secret: true }), b: secret(output({})) }), {
      a: unknownValue,
      b: unknownValue,
    });
  });

  it("leave what is no envelope of theirs as it is", () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "a" };
    assert.deepEqual(openedAll({ asset, none: null, value: { value: 1 } }), {
      asset,
      none: null,
      value: { value: 1 },
    });
  });
});

describe("what goes back to the engine", () => {
  it("is sealed where the same name came sealed", () => {
    const came = { name: secret("n"), triggers: { day: secret(1), hour: 2 }, list: [1, secret(2)] };
    const values = { name: "n", triggers: { day: 1, hour: 2 }, list: [1, 2], status: "completed" };
    assert.deepEqual(sealed(values, came), {
      name: secret("n"),
      triggers: { day: secret(1), hour: 2 },
      list: secret([1, 2]),
      status: "completed",
    });
  });

  it("is sealed as a whole where its counterpart was, whatever it is by now", () => {
    assert.deepEqual(sealed({ a: { b: 1 }, c: "text" }, { a: secret("x"), c: { d: secret(1) } }), {
      a: secret({ b: 1 }),
      c: secret("text"),
    });
  });

  it("is sealed where it always is, also where the program forgot it", () => {
    assert.deepEqual(
      sealed({ connectionString: "a", name: "b" }, { connectionString: "a" }, ["connectionString"]),
      {
        connectionString: secret("a"),
        name: "b",
      },
    );
  });

  it("seals a secret output as any other secret", () => {
    assert.deepEqual(sealed({ a: "x" }, { a: output({ value: "x", secret: true }) }), { a: secret("x") });
  });

  it("puts no envelope around nothing", () => {
    assert.deepEqual(sealed({ a: null }, { a: secret(null) }, ["a"]), { a: null });
  });

  const plain = fc.jsonValue({ maxDepth: 3 });
  const maybeSealed = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(1, "planted", true),
      tie("value").map(secret),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value")),
    ),
  })).value;

  it(`never shows what came sealed, and is the same once opened (${tried(cases)})`, () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b"), fc.oneof(plain, maybeSealed)), (came) => {
        const back = sealed(openedAll(came), came);
        assert.deepEqual(openedAll(back), openedAll(came));
        assert.equal(shown(back).length <= shown(came).length, true);
      }),
      searching(cases),
    );
  });
});

/** The plain values outside of envelopes. */
function shown(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return signature in value ? [] : Object.values(value).flatMap(shown);
}
