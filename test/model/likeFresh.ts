import assert from "node:assert/strict";
import type { ResourceState } from "@test/engine";
import type { Saved } from "./expectedStack";

/** Which backup it is, and how it was come by. */
const ofOneBackup = ["backupId", "backupName", "uid", "createdAt", "completedAt", "takeOver"];
/** A change of these needs no step, so the outputs keep what they were at the last one. */
const notRecorded = ["waitForCompletion", "connectionStringFromEnv", "importUrlFromEnv", "compressionType"];

const without = (values: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** A resource is as if its last declaration had been there from the start, but for what is history by intent. */
export function assertLikeFresh(ours: ResourceState, fresh: ResourceState, expected: Saved): void {
  // A name lasts for as long as the same is asked for; the model tells of which resource an automatic one was made.
  const isOwnName = expected.inputs.name?.startsWith(`${expected.resource} `) === true;
  const names = isOwnName ? [] : ["name", "nameOrigin"];
  assert.deepEqual(without(ours.inputs, names), without(fresh.inputs, names), "inputs");
  for (const key of ["protect", "retainOnDelete", "initErrors", "delete", "customTimeouts"] as const)
    assert.deepEqual(ours[key], fresh[key], key);
  // What was adopted once is another's import.
  if (expected.isAdopted) return;
  const history = [...names, ...ofOneBackup, ...notRecorded];
  assert.deepEqual(without(ours.outputs, history), without(fresh.outputs, history), "outputs");
}
