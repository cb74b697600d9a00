import { invert } from "../property/diff";
import { mapsEqual } from "../property/equality";
import { diffResult, type DiffResult, type ResourceProvider } from "../provider/resourceProvider";
import { copyState, type ResourceState } from "../state/resourceState";
import { isProviderType } from "../state/urn";
import { diffResource } from "../step/diffResource";
import type { RefreshStep } from "../step/step";
import { providerFor } from "./applyStep";
import type { Operation } from "./operation";

function inverted(diff: DiffResult): DiffResult {
  const detailedDiff =
    diff.detailedDiff &&
    Object.fromEntries(
      Object.entries(diff.detailedDiff).map(([path, { kind, inputDiff }]) => [
        path,
        { kind: invert(kind), inputDiff },
      ]),
    );
  return { ...diff, ...(detailedDiff === undefined ? {} : { detailedDiff }) };
}

/** The diff of an `up` right after this refresh, read backwards: what reality has changed. */
async function drift(
  operation: Operation,
  provider: ResourceProvider,
  old: ResourceState,
  state: ResourceState,
): Promise<DiffResult> {
  if (old.external) {
    return diffResult({ changes: mapsEqual(old.outputs, state.outputs) ? "none" : "some" });
  }
  const request = {
    urn: state.urn,
    id: state.id,
    oldInputs: state.inputs,
    oldOutputs: state.outputs,
    newInputs: old.inputs,
    ignoreChanges: old.ignoreChanges,
  };
  return inverted(await diffResource(provider, request, operation.report));
}

async function readAgain(operation: Operation, step: RefreshStep): Promise<void> {
  const { old, registered = old } = step;
  const provider = providerFor(operation, registered);
  const read = await provider.read({
    urn: old.urn,
    id: old.id,
    inputs: old.inputs,
    state: old.outputs,
    timeout: old.customTimeouts.read ?? 0,
  });
  if (read.id === "") {
    step.new = undefined;
    return;
  }
  const state = {
    ...copyState(registered),
    id: read.id,
    initErrors: [],
    inputs: read.inputs ?? old.inputs,
    outputs: read.outputs ?? {},
  };
  if (!mapsEqual(state.inputs, old.inputs) || !mapsEqual(state.outputs, old.outputs)) {
    state.modified = new Date().toISOString();
  }
  step.new = state;
  step.diff = await drift(operation, provider, old, state);
}

/** Components, providers and what is deleted already have nothing to read. */
const isReadable = (state: ResourceState): boolean =>
  state.custom && !isProviderType(state.type) && !state.pendingReplacement;

export async function applyRefresh(operation: Operation, step: RefreshStep): Promise<void> {
  if (isReadable(step.old)) await readAgain(operation, step);
  // The registration goes on from a state of its own, as if it had been read.
  else if (step.continueWith !== undefined) step.new = copyState(step.old);
}
