import { mapsEqual, valuesEqual } from "../property/equality";
import type { ResourceState } from "../state/resourceState";
import type { SnapshotManager } from "../state/snapshotManager";
import type { Step } from "../step/step";

/** A saved "under way" is all that is left of a step whose engine died. */
export function beginMutation(snapshots: SnapshotManager, step: Step): void {
  switch (step.kind) {
    case "create":
      snapshots.begin(step.new, "creating");
      return;
    case "update":
      snapshots.begin(step.new, "updating");
      return;
    case "import":
      snapshots.begin(step.new, "importing");
      return;
    case "read":
      snapshots.begin(step.new, "reading");
      return;
    case "delete":
      snapshots.begin(step.old, "deleting");
      return;
    default:
      return;
  }
}

/** Fields whose change alone is not worth writing. */
const ADVISORY = new Set([
  "inputs",
  "outputs",
  "replacementTrigger",
  "initErrors",
  "created",
  "modified",
  "aliases",
]);

/** Saving again what only repeats the saved state is left out. */
function needsSaving(old: ResourceState | undefined, state: ResourceState): boolean {
  if (old === undefined) return true;
  const before: Record<string, unknown> = { ...old };
  const others = Object.entries(state).filter(([key]) => !ADVISORY.has(key));
  return (
    !mapsEqual(old.inputs, state.inputs) ||
    !mapsEqual(old.outputs, state.outputs) ||
    !valuesEqual(old.replacementTrigger, state.replacementTrigger) ||
    others.some(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value))
  );
}

function applied(snapshots: SnapshotManager, step: Step): void {
  switch (step.kind) {
    case "import":
      snapshots.add(step.new);
      return;
    case "create":
      snapshots.add(step.new);
      if (step.old?.pendingReplacement === true) snapshots.done(step.old);
      return;
    case "same":
      if (step.old !== undefined) snapshots.done(step.old);
      if (!step.skippedCreate) snapshots.add(step.new);
      return;
    case "update":
    case "read":
      if (step.old !== undefined) snapshots.done(step.old);
      snapshots.add(step.new);
      return;
    case "delete":
      if (!step.old.pendingReplacement) snapshots.done(step.old);
      return;
    case "remove-pending-replace":
      snapshots.done(step.old);
      return;
    case "refresh":
      // A refresh without program rebuilds the base as a whole instead.
      if (step.continueWith === undefined) return;
      snapshots.done(step.old);
      if (step.new !== undefined) snapshots.add(step.new);
      return;
    case "replace":
      return;
  }
}

/** `successful` includes what was made but did not come up: that is kept. */
export function endMutation(snapshots: SnapshotManager, step: Step, successful: boolean): void {
  if ("new" in step && step.new !== undefined) snapshots.end(step.new);
  if (step.old !== undefined) snapshots.end(step.old);
  // An update that did not come up keeps its old inputs, so that the next one sees the same difference again.
  if (step.kind === "update" && successful && step.new.initErrors.length > 0)
    step.new.inputs = step.old.inputs;
  if (successful) applied(snapshots, step);
  const quiet = step.kind === "replace" || (step.kind === "refresh" && step.continueWith === undefined);
  if (quiet || (step.kind === "same" && (step.skippedCreate || !needsSaving(step.old, step.new)))) return;
  snapshots.write();
}
