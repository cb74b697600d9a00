import { resetIgnored } from "../step/diffResource";
import { BailError } from "../step/diagnostic";
import type { Done, Step } from "../step/step";
import { diffResult, type ResourceProvider } from "../provider/resourceProvider";
import type { Goal } from "../state/goal";
import { copyState, type ResourceState } from "../state/resourceState";
import { isProviderType, typeOf } from "../state/urn";
import { reportCheckFailures } from "./checkFailures";
import { stepsFromDiff } from "./decision";
import type { Operation } from "./operation";
import { isTargeted, isTargetedReplace, reportSkippedDependencies } from "./targets";

export interface Registration {
  urn: string;
  goal: Goal;
  old: ResourceState | undefined;
  new: ResourceState;
  done: Done;
}

interface Checked extends Registration {
  provider: ResourceProvider | undefined;
  recreating: boolean;
}

/** Old inputs count for `check` only while the old resource is the one that goes on. */
function oldInputsForCheck(
  operation: Operation,
  { urn, old, recreating }: Checked,
): ResourceState | undefined {
  const fresh = recreating || old?.external === true || isTargetedReplace(operation, urn, old);
  return fresh ? undefined : old;
}

async function check(operation: Operation, checked: Checked): Promise<void> {
  const { urn, goal, provider } = checked;
  if (provider === undefined) return;
  const old = oldInputsForCheck(operation, checked);
  const news =
    old === undefined
      ? goal.properties
      : resetIgnored(goal.properties, old.inputs, goal.ignoreChanges, urn, operation.report);
  const { inputs, failures } = await provider.check({ urn, olds: old?.inputs ?? {}, news });
  if (reportCheckFailures(operation, checked.new, failures))
    throw new BailError(`resource ${urn} is invalid`);
  checked.new.inputs = inputs;
}

function recreate(operation: Operation, { urn, old, new: state, done }: Checked): Step[] {
  if (old === undefined) throw new Error("only what existed can have been deleted");
  operation.deletes.delete(urn);
  operation.replaces.add(urn);
  const diff = diffResult({ changes: "some", replaceKeys: operation.dependentReplaceKeys.get(urn) ?? [] });
  return [
    { kind: "replace", old, new: state, diff: diffResult({ changes: "some" }) },
    { kind: "create", old, new: state, done, replacing: true, pendingDelete: false, diff },
  ];
}

/** What was only read so far is now to be owned: a new one takes its place. */
function takeOwnership(operation: Operation, old: ResourceState, { urn, new: state, done }: Checked): Step[] {
  operation.creates.add(urn);
  const diff = diffResult({ changes: "some" });
  return [
    { kind: "create", old, new: state, done, replacing: true, pendingDelete: true, diff },
    { kind: "replace", old, new: state, diff },
  ];
}

function untargetedSame(operation: Operation, old: ResourceState, { urn, done }: Checked): Step[] {
  operation.sames.add(urn);
  operation.sames.add(old.urn);
  operation.urns.add(old.urn);
  const copy = { ...copyState(old), id: "" };
  return [{ kind: "same", old, new: copy, done, skippedCreate: false, untargeted: true }];
}

export function skippedCreate(operation: Operation, { urn, old, new: state, done }: Registration): Step[] {
  operation.sames.add(urn);
  operation.skippedCreates.add(urn);
  if (old !== undefined) state.outputs = old.outputs;
  return [{ kind: "same", old, new: state, done, skippedCreate: true, untargeted: false }];
}

function create(operation: Operation, { urn, new: state, done }: Registration): Step[] {
  operation.creates.add(urn);
  const diff = diffResult({ changes: "some" });
  return [{ kind: "create", new: state, done, replacing: false, pendingDelete: false, diff }];
}

/** From a registration to what is to be done about it. */
export async function stepsForRegistration(
  operation: Operation,
  registration: Registration,
): Promise<Step[]> {
  const { urn, goal, old, new: state } = registration;
  if (isProviderType(typeOf(urn))) operation.providers.set(urn, state);
  const targeted = isProviderType(typeOf(urn)) || isTargeted(operation, urn);
  const checked: Checked = {
    ...registration,
    provider: operation.providerOf(goal),
    recreating: operation.deletes.has(urn),
  };
  if (targeted) await check(operation, checked);
  else if (old !== undefined) state.inputs = old.inputs;
  const steps = await decide(operation, checked, targeted);
  reportSkippedDependencies(operation, steps);
  return steps;
}

async function decide(operation: Operation, checked: Checked, targeted: boolean): Promise<Step[]> {
  const { old } = checked;
  if (checked.recreating) return recreate(operation, checked);
  if (old?.external === true) return takeOwnership(operation, old, checked);
  if (old === undefined) return targeted ? create(operation, checked) : skippedCreate(operation, checked);
  if (!targeted) return untargetedSame(operation, old, checked);
  return stepsFromDiff(operation, { ...checked, old });
}
