import assert from "node:assert/strict";
import fc from "fast-check";
import { readInputs } from "../../../provider/inputs/checkedInputs";
import { unknownValue } from "../../../provider/inputs/values";
import { diff } from "../../../provider/lifecycle/diff";
import { backupIn, inputsIn, readState, recorded, stateOf } from "../../../provider/lifecycle/state";

const inputs = { projectId: "shop", addonId: "orders-db", name: "legacy", nameOrigin: "given" } as const;
const backup = {
  id: "b-1",
  name: "legacy",
  uid: "u",
  status: "completed",
  createdAt: "2026-11-23T00:00:00Z",
};
const later = { dataCenter: { id: 7 }, checksum: "c0ffee" };

describe("a saved state", () => {
  it("is read as it was written", () => {
    const saved = stateOf(inputs, backup);
    assert.deepEqual(readState(saved), saved);
    assert.deepEqual(inputsIn(readState(saved)), inputs);
  });

  it("keeps what a later release has added to it, when it is read and when it is updated", () => {
    const saved = { ...stateOf(inputs, backup), ...later };
    const read = stateOf(inputsIn(readState(saved)), { ...backup, status: "failed" });
    assert.deepEqual(read, { ...saved, status: "failed" });
    const updated = recorded(readState(saved), { ...inputs, teamId: "blue" });
    assert.deepEqual(updated, { ...saved, teamId: "blue" });
  });

  it("drops an input that the program has dropped, when it is updated", () => {
    const saved = stateOf({ ...inputs, teamId: "blue", timeouts: { delete: 60 } }, backup);
    assert.deepEqual(recorded(readState(saved), inputs), stateOf(inputs, backup));
  });

  const wrong: Record<string, unknown> = {
    projectId: 5,
    importAllDatabases: "yes",
    nameOrigin: "guessed",
    timeouts: { delete: "soon" },
    sourceFingerprint: null,
    status: ["completed"],
    uid: {},
    sizeBytes: "12",
    takeOver: false,
  };
  for (const [name, value] of Object.entries(wrong)) {
    it(`lacks what is not as expected: ${name}`, () => {
      assert.equal(name in readState({ ...stateOf(inputs, backup), [name]: value }), false);
    });
  }

  // JSON may have them as names of its own.
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  for (const name of inherited)
    it(`keeps what it does not know, although every object inherits it: ${name}`, () => {
      const saved = JSON.parse(`{"backupId": "b-1", "${name}": "theirs"}`) as Record<string, unknown>;
      assert.deepEqual(Object.entries(readState(saved)), Object.entries(saved));
    });

  it("may be anything: reading, comparing and recording it never throws", () => {
    const aName = fc.oneof(
      fc.constantFrom(
        ...Object.keys(stateOf(inputs, backup)),
        ...Object.keys(wrong),
        "triggers",
        ...inherited,
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(aName, fc.jsonValue()), (props) => {
        const state = readState(props);
        backupIn(state);
        diff(state, inputs);
        diff(state, inputsIn(state));
        recorded(state, inputs);
      }),
    );
  });
});

describe("inputs in a preview", () => {
  it("may be unknown, whatever their type is", () => {
    const names = ["projectId", "importAllDatabases", "waitForCompletion", "compressionType", "triggers"];
    const unknown = Object.fromEntries(names.map((name) => [name, unknownValue]));
    assert.deepEqual(readInputs(unknown), unknown);
  });
});
