import { mapsEqual } from "../property/equality";
import { containsUnknowns } from "../property/value";
import {
  diffResult,
  type DiffResult,
  isReplacement,
  type ResourceProvider,
} from "../provider/resourceProvider";
import { DiffUnavailableError } from "../provider/unconfiguredProvider";
import type { ResourceState } from "../state/resourceState";
import { diffResource, isTriggered } from "../step/diffResource";
import { applyReplaceOnChanges } from "../step/replaceOnChanges";
import type { Step } from "../step/step";
import type { Operation } from "./operation";
import type { Registration } from "./registration";
import { replacementSteps } from "./replacement";
import { isTargetedReplace } from "./targets";

export interface Existing extends Registration {
  old: ResourceState;
  provider: ResourceProvider | undefined;
}

/** Reasons to replace that the provider is not asked about, or only as far as its own configuration goes. */
async function forcedReplaceKey(
  operation: Operation,
  { urn, old, new: state }: Existing,
): Promise<string | undefined> {
  if (isTargetedReplace(operation, urn, old)) return "id";
  if (state.replaceWith.some((other) => operation.replaces.has(other))) return "replaceWith";
  if (operation.replaces.has(state.deletedWith)) return "deletedWith";
  return (await operation.replacesResources(old.provider, state.provider)) ? "provider" : undefined;
}

async function providerDiff(operation: Operation, existing: Existing): Promise<DiffResult> {
  const { urn, goal, old, new: state, provider } = existing;
  if (provider === undefined) {
    return diffResult({ changes: mapsEqual(old.inputs, state.inputs) ? "none" : "some" });
  }
  const request = {
    urn,
    id: old.id,
    oldInputs: old.inputs,
    oldOutputs: old.outputs,
    newInputs: state.inputs,
    ignoreChanges: goal.ignoreChanges,
  };
  try {
    return await diffResource(provider, request, operation.report);
  } catch (error) {
    if (!(error instanceof DiffUnavailableError)) throw error;
    operation.report("warning", error.message, urn);
    return diffResult({ changes: "some" });
  }
}

interface Decision {
  diff: DiffResult;
  triggered: boolean;
}

async function judge(operation: Operation, existing: Existing): Promise<Decision> {
  const { urn, goal, old, new: state } = existing;
  if (!operation.options.dryRun && containsUnknowns(state.replacementTrigger)) {
    operation.bail(`replacement trigger contains unknowns for ${urn}`, urn);
  }
  if (isTriggered(state.replacementTrigger, old.replacementTrigger)) {
    return { diff: diffResult({ changes: "some" }), triggered: true };
  }
  const key = await forcedReplaceKey(operation, existing);
  const diff =
    key === undefined
      ? await providerDiff(operation, existing)
      : diffResult({ changes: "some", replaceKeys: [key] });
  const hasInitErrors = old.initErrors.length > 0;
  return { diff: applyReplaceOnChanges(diff, goal.replaceOnChanges, hasInitErrors), triggered: false };
}

/** Same, update or replacement of a resource that is there already. */
export async function stepsFromDiff(operation: Operation, existing: Existing): Promise<Step[]> {
  const { urn, old, new: state, done } = existing;
  const { diff, triggered } = await judge(operation, existing);
  const changed = diff.changes === "some" || old.pendingReplacement;
  if (changed && (isReplacement(diff) || triggered || old.pendingReplacement)) {
    return replacementSteps(operation, existing, diff);
  }
  // Without a change, what did not come up is given another chance by an update that changes nothing.
  if (changed || old.initErrors.length > 0) {
    operation.updates.add(urn);
    return [{ kind: "update", old, new: state, done, diff }];
  }
  if (operation.imports.has(urn)) {
    // Imported just now, and as the program says: that was the step.
    done({ state: old });
    return [];
  }
  operation.sames.add(urn);
  return [{ kind: "same", old, new: state, done, skippedCreate: false, untargeted: false }];
}
