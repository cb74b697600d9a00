import assert from "node:assert/strict";
import fc from "fast-check";
import { annotateSecrets, markSecretOutputs } from "../core/property/annotateSecrets";
import { diffInputs } from "../core/property/diff";
import { mapsEqual } from "../core/property/equality";
import { ignoreChanges } from "../core/property/ignoreChanges";
import { formatPath, parsePath, pathContains } from "../core/property/path";
import {
  containsSecrets,
  type PropertyMap,
  type PropertyValue,
  secret,
  Secret,
  unknown,
} from "../core/property/value";
import { decodeProperties, encodeProperties } from "../core/property/wire";
import { applyReplaceOnChanges } from "../core/step/replaceOnChanges";
import { isTriggered } from "../core/step/diffResource";
import { diffResult } from "../core/provider/resourceProvider";

const WIRE = { keepUnknowns: true, keepSecrets: true, keepResources: true };

const key = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,6}$/);
const { map: propertyMap } = fc.letrec<{ value: PropertyValue; map: PropertyMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<PropertyValue>(null, unknown),
    fc.boolean(),
    fc.integer(),
    fc.stringMatching(/^[ -~]{0,12}$/),
    tie("value").map((inner) => new Secret(inner instanceof Secret ? inner.element : inner)),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

describe("the engine's property values", () => {
  it("come back from the wire as they went", () => {
    fc.assert(
      fc.property(propertyMap, (map) => {
        assert.deepEqual(decodeProperties(encodeProperties(map, WIRE)), map);
      }),
    );
  });

  it("reach a provider that takes no secrets without an envelope", () => {
    const json = encodeProperties(
      { a: secret({ b: secret("c") }), u: unknown },
      { keepUnknowns: false, keepSecrets: false, keepResources: false },
    );
    assert.deepEqual(json, { a: { b: "c" } });
  });

  it("have no diff to themselves, secret or not", () => {
    fc.assert(
      fc.property(propertyMap, (map) => {
        const hidden = Object.fromEntries(Object.entries(map).map(([name, value]) => [name, secret(value)]));
        assert.deepEqual(diffInputs(map, hidden), { changedKeys: [], detailedDiff: {} });
      }),
    );
  });

  it("have a diff exactly when they differ", () => {
    fc.assert(
      fc.property(propertyMap, propertyMap, (before, after) => {
        const plain = (map: PropertyMap) =>
          decodeProperties(encodeProperties(map, { ...WIRE, keepSecrets: false }));
        const { changedKeys, detailedDiff } = diffInputs(before, after);
        assert.equal(changedKeys.length === 0, mapsEqual(plain(before), plain(after)));
        assert.equal(changedKeys.length === 0, Object.keys(detailedDiff).length === 0);
      }),
    );
  });

  it("are told apart path by path", () => {
    const before = { same: 1, gone: "x", list: [1, { a: 1 }], map: { deep: { x: 1 } }, "odd key": 1 };
    const after = { same: 1, come: true, list: [1, { a: 2 }, 3], map: { deep: {} }, "odd key": 2 };
    const { changedKeys, detailedDiff } = diffInputs(before, after);
    assert.deepEqual(changedKeys, ["come", "gone", "list", "map", "odd key"]);
    assert.deepEqual(
      Object.fromEntries(Object.entries(detailedDiff).map(([path, { kind }]) => [path, kind])),
      {
        gone: "delete",
        "list[1].a": "update",
        "list[2]": "add",
        "map.deep.x": "delete",
        '["odd key"]': "update",
        come: "add",
      },
    );
  });
});

describe("a property path", () => {
  it("reads as it is written", () => {
    for (const text of ["a", "a.b", "a[0].b", 'a["b c"]', '["x.y"][2]', "a[0][1]"]) {
      assert.equal(formatPath(parsePath(text) ?? []), text);
    }
    assert.deepEqual(parsePath("a[*].b"), ["a", "*", "b"]);
  });

  it("contains what lies under it", () => {
    const contains = (container: string, path: string): boolean =>
      pathContains(parsePath(container) ?? [], parsePath(path) ?? []);
    assert.ok(contains("a", "a.b[0]") && contains("*", "a") && contains("a[*].b", "a[3].b"));
    assert.ok(!contains("a.b", "a") && !contains("a", "ab") && !contains("a[0]", "a[1]"));
  });
});

describe("ignoreChanges", () => {
  const inputs = { a: "new", list: [1, 2], map: { x: "new", y: "new" } };
  const old = { a: "old", list: [9, 8, 7], map: { x: new Secret("old") } };

  it("puts values back, as secret as they were", () => {
    assert.deepEqual(ignoreChanges(inputs, old, ["a", "map.x"]), {
      inputs: { a: "old", list: [1, 2], map: { x: new Secret("old"), y: "new" } },
      invalid: [],
    });
  });

  it("removes what was not there, and leaves its argument alone", () => {
    assert.deepEqual(ignoreChanges(inputs, old, ["map.y"]).inputs["map"], { x: "new" });
    assert.deepEqual(inputs.map, { x: "new", y: "new" });
  });

  it("names paths into arrays of different lengths", () => {
    assert.deepEqual(ignoreChanges(inputs, old, ["list[2]", "list[0]"]).invalid, ["list[2]"]);
    assert.deepEqual(ignoreChanges(inputs, old, ["list[0]"]).inputs["list"], [9, 2]);
  });

  it("with a star puts everything back", () => {
    assert.deepEqual(ignoreChanges(inputs, old, ["*"]).inputs, old);
  });
});

describe("secrecy", () => {
  it("follows equal keys into objects, and takes arrays as a whole", () => {
    const ins = { p: secret("p"), o: { deep: secret("d"), open: 1 }, l: ["x", secret("y")] };
    const outs = annotateSecrets({ p: "p", o: { deep: "d", open: 1 }, l: ["y", "x"], other: "p" }, ins);
    assert.deepEqual(outs, {
      p: secret("p"),
      o: { deep: secret("d"), open: 1 },
      l: secret(["y", "x"]),
      other: "p",
    });
  });

  it("is never lost by annotating", () => {
    fc.assert(
      fc.property(propertyMap, propertyMap, (outs, ins) => {
        const annotated = annotateSecrets(outs, ins);
        for (const [name, value] of Object.entries(outs)) {
          assert.ok(!containsSecrets(value) || containsSecrets(annotated[name] ?? null));
        }
      }),
    );
  });

  it("comes with additionalSecretOutputs, and with a secret input of the same name", () => {
    const outputs = markSecretOutputs({ a: 1, b: 2, c: 3 }, { b: secret(0), c: [secret(0)] }, ["a"]);
    assert.deepEqual(outputs, { a: secret(1), b: secret(2), c: 3 });
  });
});

describe("replaceOnChanges", () => {
  const diff = diffResult({
    changes: "some",
    changedKeys: ["map", "note"],
    detailedDiff: { "map.x": { kind: "update", inputDiff: true }, note: { kind: "add", inputDiff: true } },
  });

  it("turns the paths and keys that it contains into reasons to replace", () => {
    const changed = applyReplaceOnChanges(diff, ["note"], false);
    assert.deepEqual(changed.replaceKeys, ["note"]);
    assert.equal(changed.detailedDiff?.["note"]?.kind, "add-replace");
    assert.equal(changed.detailedDiff["map.x"]?.kind, "update");
  });

  it("finds nothing in a bare `something changed`", () => {
    assert.deepEqual(applyReplaceOnChanges(diffResult({ changes: "some" }), ["*"], false).replaceKeys, []);
  });

  it("can name a failed initialisation, which is then a change", () => {
    const failed = applyReplaceOnChanges(diffResult({}), ["#initerror"], true);
    assert.deepEqual([failed.changes, failed.replaceKeys], ["some", ["#initerror"]]);
  });
});

describe("replacementTrigger", () => {
  it("fires on another value, known or not, and not on being given or taken away", () => {
    assert.ok(isTriggered("b", "a") && isTriggered(unknown, "a"));
    assert.ok(!isTriggered(secret("a"), "a") && !isTriggered("a", null) && !isTriggered(null, "a"));
  });
});
