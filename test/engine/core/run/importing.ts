import { InitError, type ReadResult } from "../provider/resourceProvider";
import type { Goal } from "../state/goal";
import { copyState, type ResourceState } from "../state/resourceState";
import { packageOf } from "../state/urn";
import type { ImportStep, Step } from "../step/step";
import { diffResult } from "../provider/resourceProvider";
import { failureMessages } from "./checkFailures";
import { providerFor } from "./applyStep";
import type { Operation } from "./operation";

/** A program imports what the state does not have yet, has under another id, or has only read. */
export function isImport({ custom, import: id }: Goal, old: ResourceState | undefined): boolean {
  if (!custom || id === "") return false;
  if (old === undefined || old.external) return true;
  return (old.importID === "" ? old.id : old.importID) !== id;
}

/** Reads the resource; what the program says of it is compared afterwards, by `continueWith`. */
export function importSteps(
  operation: Operation,
  old: ResourceState | undefined,
  state: ResourceState,
  continueWith: ImportStep["continueWith"],
): Step[] {
  const { urn } = state;
  const replacing = old !== undefined && !operation.deletes.has(urn);
  operation.imports.add(urn);
  const step: ImportStep = {
    kind: "import",
    planned: false,
    original: old,
    new: state,
    replacing,
    continueWith,
  };
  if (!replacing) return [step];
  operation.replaces.add(urn);
  return [step, { kind: "replace", old, new: state, diff: diffResult({ changes: "some" }) }];
}

/** What the program says of the resource, to be compared with what has been imported. */
export const stateAfterImport = (
  goal: Goal,
  imported: ResourceState,
  fresh: ResourceState,
): ResourceState => ({
  ...fresh,
  inputs: goal.properties,
  replacementTrigger: null,
  ...(imported.created === undefined ? {} : { created: imported.created }),
  ...(imported.modified === undefined ? {} : { modified: imported.modified }),
});

/** What is there but has not come up is imported all the same, with the reasons. */
async function readFor(operation: Operation, state: ResourceState): Promise<ReadResult> {
  const { urn, importID: id, customTimeouts } = state;
  try {
    return await providerFor(operation, state).read({ urn, id, timeout: customTimeouts.read ?? 0 });
  } catch (error) {
    if (!(error instanceof InitError)) throw error;
    state.initErrors = error.reasons;
    return { id: error.id, outputs: error.properties, ...(error.inputs && { inputs: error.inputs }) };
  }
}

/** Inputs that do not pass are imported all the same: they are what is there. */
async function checkPlanned(operation: Operation, state: ResourceState): Promise<void> {
  state.importID = "";
  const { urn, inputs, type } = state;
  const { failures } = await providerFor(operation, state).check({ urn, olds: inputs, news: inputs });
  if (failures.length === 0) return;
  const pkg = packageOf(type);
  operation.report(
    "warning",
    `One or more imported inputs failed to validate. This is almost certainly a bug in the \`${pkg}\` provider. ` +
      "The import will still proceed, but you will need to edit the generated code after copying it into your program.",
    urn,
  );
  for (const message of failureMessages(state, failures)) operation.report("warning", message, urn);
}

export async function applyImport(operation: Operation, step: ImportStep): Promise<void> {
  const { new: state, original, replacing } = step;
  const { id, inputs, outputs } = await readFor(operation, state);
  if (outputs === undefined) throw new Error(`resource '${state.importID}' does not exist`);
  if (inputs === undefined) {
    const plugin = packageOf(state.type);
    throw new Error(
      `provider does not support importing resources; please try updating the '${plugin}' plugin`,
    );
  }
  state.id = id === "" ? state.importID : id;
  state.inputs = inputs;
  state.outputs = outputs;
  step.old = copyState(state);
  state.created = new Date().toISOString();
  state.modified = state.created;
  if (replacing && original !== undefined) original.delete = true;
  if (step.planned) await checkPlanned(operation, state);
}
