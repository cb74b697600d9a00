import { mapsEqual } from "../property/equality";
import type { PropertyMap } from "../property/value";
import { InitError, type ResourceProvider } from "../provider/resourceProvider";
import type { ResourceState } from "../state/resourceState";
import { isProviderType } from "../state/urn";
import type { Step } from "../step/step";
import { applyImport } from "./importing";
import { applyRefresh } from "./applyRefresh";
import type { Operation } from "./operation";
import { UNKNOWN_READ_ID } from "./reading";

type Of<K extends Step["kind"]> = Extract<Step, { kind: K }>;

export function providerFor(operation: Operation, state: ResourceState): ResourceProvider {
  if (isProviderType(state.type)) return operation.registry;
  const provider = operation.registry.get(state.provider);
  if (provider === undefined)
    throw new Error(`unknown provider '${state.provider}' for resource '${state.urn}'`);
  return provider;
}

const now = (): string => new Date().toISOString();

async function applySame(operation: Operation, step: Of<"same">): Promise<void> {
  const { old, new: state } = step;
  // Inputs are the new ones, outputs stay: what was only "the same" was never shown to the provider.
  state.id = old?.id ?? "";
  state.outputs = old?.outputs ?? {};
  if (old === undefined || step.skippedCreate || step.untargeted || !isProviderType(state.type)) return;
  await operation.registry.same({ ...state, inputs: old.inputs });
}

interface Made {
  id: string;
  outputs: PropertyMap;
}

/** A failed initialisation has made something all the same; it is recorded before the failure goes on. */
async function recordInitError<T extends Made | { outputs: PropertyMap }>(
  call: Promise<T>,
  record: (made: T | Made) => void,
  state: ResourceState,
): Promise<void> {
  try {
    record(await call);
  } catch (error) {
    if (!(error instanceof InitError)) throw error;
    state.initErrors = error.reasons;
    record({ id: error.id, outputs: error.properties });
    throw error;
  }
}

async function applyCreate(
  operation: Operation,
  { old, new: state, replacing, pendingDelete }: Of<"create">,
) {
  const made = (result: Made): void => {
    state.id = result.id;
    state.outputs = result.outputs;
    state.created = now();
    state.modified = state.created;
    if (replacing && pendingDelete && old !== undefined) old.delete = true;
  };
  if (!state.custom) {
    made({ id: "", outputs: {} });
    return;
  }
  const call = providerFor(operation, state).create({
    urn: state.urn,
    inputs: state.inputs,
    timeout: state.customTimeouts.create ?? 0,
  });
  await recordInitError(call, made, state);
}

async function applyUpdate(operation: Operation, { old, new: state }: Of<"update">): Promise<void> {
  state.id = old.id;
  if (!state.custom) return;
  const call = providerFor(operation, state).update({
    urn: state.urn,
    id: old.id,
    oldInputs: old.inputs,
    oldOutputs: old.outputs,
    newInputs: state.inputs,
    timeout: state.customTimeouts.update ?? 0,
  });
  const updated = ({ outputs }: { outputs: PropertyMap }): void => {
    state.outputs = outputs;
    state.modified = now();
  };
  await recordInitError(call, updated, state);
}

const protectedMessage = (urn: string): string =>
  `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the ` +
  "`protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n" +
  `\`pulumi state unprotect '${urn}'\``;

/** Does not stop the other deletions, so that one run names all that is protected. */
export class ProtectedError extends Error {
  override readonly name = "ProtectedError";
}

async function applyDelete(operation: Operation, step: Of<"delete">): Promise<void> {
  const { old, replacing, deletions } = step;
  if (!replacing && old.protect) throw new ProtectedError(protectedMessage(old.urn));
  const left = old.external || old.retainOnDelete || deletions.has(old.deletedWith) || !old.custom;
  if (!operation.options.dryRun && !left) {
    await providerFor(operation, old).delete({
      urn: old.urn,
      id: old.id,
      inputs: old.inputs,
      outputs: old.outputs,
      timeout: old.customTimeouts.delete ?? 0,
    });
  }
  // Only now: an interrupted delete has to be tried again, a finished one must not.
  if (step.pendingReplacement) old.pendingReplacement = true;
}

async function applyRead(operation: Operation, { old, new: state, replacing }: Of<"read">): Promise<void> {
  if (state.id !== UNKNOWN_READ_ID) {
    const provider = providerFor(operation, state);
    const { id, outputs } = await provider.read({
      urn: state.urn,
      id: state.id,
      inputs: state.inputs,
      state: state.inputs,
      timeout: state.customTimeouts.read ?? 0,
    });
    if (outputs === undefined) throw new Error(`resource '${state.id}' does not exist`);
    state.outputs = outputs;
    if (id !== "") state.id = id;
  }
  if (replacing && old !== undefined) old.delete = true;
  if (old?.created !== undefined) state.created = old.created;
  if (old?.modified !== undefined) state.modified = old.modified;
  if (old !== undefined && !mapsEqual(old.outputs, state.outputs)) state.modified = now();
}

export async function applyStep(operation: Operation, step: Step): Promise<void> {
  switch (step.kind) {
    case "same":
      return applySame(operation, step);
    case "create":
      return applyCreate(operation, step);
    case "update":
      return applyUpdate(operation, step);
    case "delete":
      return applyDelete(operation, step);
    case "read":
      return applyRead(operation, step);
    case "import":
      return applyImport(operation, step);
    case "refresh":
      return applyRefresh(operation, step);
    case "replace":
    case "remove-pending-replace":
      return;
  }
}
