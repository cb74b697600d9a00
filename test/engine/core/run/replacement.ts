import type { DiffResult } from "../provider/resourceProvider";
import type { ResourceState } from "../state/resourceState";
import { BailError } from "../step/diagnostic";
import type { Step } from "../step/step";
import { redact } from "../state/sealing";
import { reportCheckFailures, shown } from "./checkFailures";
import type { Existing } from "./decision";
import { dependentReplacements } from "./dependentReplacements";
import type { Operation } from "./operation";
import { isTargetedReplace } from "./targets";

function refuseProtected(operation: Operation, { urn, old, new: state }: Existing): void {
  if (!state.protect || !old.protect) return;
  const message =
    `unable to replace resource "${urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
    "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
  operation.fail(message, urn);
  if (!operation.options.dryRun) throw new BailError(message);
}

/** A replacement has another id than the program asks for. */
function refuseImported(
  operation: Operation,
  { urn, goal, old, new: state }: Existing,
  diff: DiffResult,
): void {
  if (goal.import === "") return;
  const [before, after] = [redact(old.inputs), redact(state.inputs)];
  const changes = diff.replaceKeys.map((key) => `${key}: ${shown(before[key])} => ${shown(after[key])}`);
  const message =
    "previously-imported resources that still specify an ID may not be replaced; " +
    `please remove the \`import\` declaration from your program;\n${changes.join("\n")}`;
  if (!operation.options.dryRun) throw new Error(message);
  operation.report("warning", message, urn);
}

/** The first check carried defaults over from the old inputs, which a replacement must not. */
async function checkAfresh(
  operation: Operation,
  { urn, goal, old, new: state, provider }: Existing,
): Promise<void> {
  if (provider === undefined || isTargetedReplace(operation, urn, old)) return;
  const { inputs, failures } = await provider.check({ urn, olds: {}, news: goal.properties });
  if (reportCheckFailures(operation, state, failures))
    throw new BailError(`resource ${urn} has check errors`);
  state.inputs = inputs;
}

function deleteFirst(operation: Operation, condemned: ResourceState, pendingReplacement: boolean): Step {
  operation.deletes.add(condemned.urn);
  return {
    kind: "delete",
    old: condemned,
    replacing: !condemned.delete,
    pendingReplacement,
    deletions: operation.deletes,
  };
}

async function deletionsBefore(operation: Operation, { urn, old }: Existing): Promise<Step[]> {
  const steps: Step[] = [];
  const dependents = await dependentReplacements(operation, old);
  for (const { resource, keys } of dependents.reverse()) {
    if (operation.pendingDeletes.has(resource)) continue;
    operation.dependentReplaceKeys.set(resource.urn, keys);
    if (resource.protect && !resource.delete) {
      operation.bail(
        `unable to replace resource "${resource.urn}" as part of replacing "${urn}" as it is currently marked for protection.`,
        urn,
      );
    }
    steps.push(deleteFirst(operation, resource, !resource.delete));
    operation.pendingDeletes.add(resource);
  }
  await operation.ensureProvider(old.provider);
  if (!old.pendingReplacement) steps.push(deleteFirst(operation, old, true));
  return steps;
}

/** Create before delete, unless the provider or, with the last word, the program wants it the other way round. */
export async function replacementSteps(
  operation: Operation,
  existing: Existing,
  diff: DiffResult,
): Promise<Step[]> {
  const { urn, goal, old, new: state, done } = existing;
  refuseProtected(operation, existing);
  refuseImported(operation, existing, diff);
  operation.replaces.add(urn);
  await checkAfresh(operation, existing);
  const createReplacement = { kind: "create", old, new: state, done, replacing: true, diff } as const;
  const replace = { kind: "replace", old, new: state, diff } as const;
  if (goal.deleteBeforeReplace ?? diff.deleteBeforeReplace) {
    const deletions = await deletionsBefore(operation, existing);
    return [...deletions, replace, { ...createReplacement, pendingDelete: false }];
  }
  return [{ ...createReplacement, pendingDelete: true }, replace];
}
