import assert from "node:assert/strict";
import { expectedAfter, expectedState } from "../../../provider/lifecycle/state";
import { unknownValue } from "../../../provider/inputs/values";

const inputs = {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: "postgresql://app:s3cret@db.example.com/orders",
  name: "legacy-orders-1",
  sourceFingerprint: "1-a",
};
const computed = [
  "backupId",
  "backupName",
  "uid",
  "status",
  "createdAt",
  "completedAt",
  "sizeBytes",
  "sourceType",
];

describe("what a preview expects of a state", () => {
  it("is the inputs without the source, and an unknown backup", () => {
    const { connectionString: _, ...shown } = inputs;
    const unknowns = Object.fromEntries(computed.map((name) => [name, unknownValue]));
    assert.deepEqual(expectedState(inputs), { ...shown, ...unknowns });
  });

  it("is the very backup that is adopted", () => {
    assert.equal(expectedState({ ...inputs, adoptBackupId: "nightly" })["backupId"], "nightly");
  });

  const saved = {
    ...inputs,
    connectionString: undefined,
    backupId: "b",
    uid: "u",
    createdAt: "2026-01-01T00:00:00Z",
  };

  it("is the saved backup where an update only records, so that nothing that uses it looks changed", () => {
    const state = { ...saved, status: "completed", sizeBytes: 5 };
    const expected = expectedAfter(state, { ...inputs, teamId: "blue" });
    assert.deepEqual(
      ["backupId", "uid", "status", "sizeBytes", "teamId"].map((name) => expected[name]),
      ["b", "u", "completed", 5, "blue"],
    );
  });

  it("leaves open how the import ends that is waited for, and nothing else", () => {
    const expected = expectedAfter({ ...saved, status: "in-progress" }, inputs);
    const unknowns = Object.keys(expected).filter((name) => expected[name] === unknownValue);
    assert.deepEqual(unknowns.sort(), ["completedAt", "sizeBytes", "status"]);
    assert.equal(expected["backupId"], "b");
    const unawaited = expectedAfter(
      { ...saved, status: "in-progress" },
      { ...inputs, waitForCompletion: false },
    );
    assert.equal(unawaited["status"], "in-progress");
  });
});
