import assert from "node:assert/strict";
import type { Values } from "../../../provider/inputs/values";
import { backupIn, recorded, stateOf, stillAdopted } from "../../../provider/lifecycle/state";

const addon = { projectId: "shop", addonId: "orders-db" };
const imported = { sourceFingerprint: "1-old", name: "legacy-1", nameOrigin: "automatic" } as const;
const renamed = { sourceFingerprint: "1-new", name: "legacy-2", nameOrigin: "given" } as const;
const backup = { id: "b-1", name: "legacy-1" };
let saved: Values;

describe("a state that is updated without a request", () => {
  beforeEach(() => {
    saved = stateOf({ ...addon, ...imported }, backup);
  });

  it("takes the source and the name from the inputs", () => {
    assert.deepEqual(recorded(saved, { ...addon, ...renamed }), { ...saved, ...renamed });
  });

  it("still says what the backup was imported from while the source is unknown", () => {
    const { name, nameOrigin } = renamed;
    assert.deepEqual(recorded(saved, { ...addon, name, nameOrigin }), saved);
  });

  it("forgets what was imported once a backup is adopted", () => {
    const adopted = recorded(saved, { ...addon, adoptBackupId: "b-1" });
    assert.deepEqual(adopted, { ...stateOf(addon, backup), adoptBackupId: "b-1" });
  });

  it("stays adopted, as what is now adopted or as what was", () => {
    const before = { ...saved, adoptBackupId: "b-1" };
    for (const [adoptBackupId, expected] of [
      [undefined, "b-1"],
      ["b-2", "b-2"],
    ] as const)
      assert.equal(stillAdopted(before, { ...addon, adoptBackupId }).adoptBackupId, expected);
    assert.equal(stillAdopted(saved, { ...addon, adoptBackupId: "b-2" }).adoptBackupId, "b-2");
    assert.equal(recorded(before, addon)["adoptBackupId"], "b-1");
  });

  it("never holds a secret", () => {
    const secret = { connectionString: "postgresql://a:s3cret@b/c" };
    assert.ok(!JSON.stringify(recorded(saved, { ...addon, ...renamed, ...secret })).includes("s3cret"));
    assert.ok(!JSON.stringify(stateOf({ ...addon, ...secret }, backup)).includes("s3cret"));
  });
});

describe("what Pulumi's protocol cannot carry", () => {
  const triggersAfter = (triggers: unknown): unknown => stateOf({ ...addon, triggers }, backup)["triggers"];
  const nothing = [undefined, () => 1, Symbol("x")];

  it("is left out of an object, at any depth, and null in a list", () => {
    for (const none of nothing) {
      assert.equal("triggers" in stateOf({ ...addon, triggers: none }, backup), false);
      assert.deepEqual(triggersAfter({ deep: { kept: 1, none } }), { deep: { kept: 1 } });
      assert.deepEqual(triggersAfter(["kept", none]), ["kept", null]);
    }
  });

  it("becomes text when it has one", () => {
    const texts = { count: "12", since: "2026-01-15T09:00:00.000Z" };
    assert.deepEqual(triggersAfter({ count: 12n, since: new Date(texts.since) }), texts);
  });

  it("does not change anything else", () => {
    for (const value of [null, "a", 0, false, [], {}, [{ a: [1, null] }]])
      assert.deepEqual(triggersAfter(value), value);
  });
});

describe("the backup in a state", () => {
  it("has its size and its source's type", () => {
    const config = { size: 2048, source: { type: "externalDump" } };
    assert.deepEqual(backupIn(stateOf(addon, { ...backup, config })).config, config);
  });

  it("need not have a size, or a source", () => {
    for (const config of [undefined, {}, { size: 7 }])
      assert.deepEqual(backupIn(stateOf(addon, { ...backup, config })).config, {
        size: config?.size,
        source: { type: undefined },
      });
  });

  it("lacks what is blank, and keeps a text as it is", () => {
    for (const blank of ["", " \n"]) assert.equal(backupIn({ status: blank }).status, undefined);
    assert.equal(backupIn({ status: " in progress" }).status, " in progress");
  });
});
