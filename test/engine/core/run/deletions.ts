import { BailError } from "../step/diagnostic";
import type { Step } from "../step/step";
import { copyState, type ResourceState } from "../state/resourceState";
import { isStackUrn } from "../state/urn";
import { mustOutlive } from "./baseState";
import type { Operation } from "./operation";

export interface Deletions {
  /** Old resources that targets leave alone. */
  sames: Step[];
  deletes: Step[];
}

/** With `--target-dependents` a deletion takes along all that needs what is deleted, children included. */
function deletable(operation: Operation): ReadonlySet<string> | undefined {
  if (operation.targets.size === 0) return undefined;
  const urns = new Set(operation.targets);
  for (const resource of operation.base.resources) {
    const needs = mustOutlive(resource, operation.base.resources);
    if (needs.some(({ urn }) => urns.has(urn)) && !isStackUrn(resource.urn)) urns.add(resource.urn);
  }
  return urns;
}

function deletionOf(operation: Operation, resource: ResourceState): Step | undefined {
  if (resource.delete) {
    if (operation.pendingDeletes.has(resource)) return undefined;
    operation.deletes.add(resource.urn);
    return {
      kind: "delete",
      old: resource,
      replacing: true,
      pendingReplacement: false,
      deletions: operation.deletes,
    };
  }
  if (operation.isOperatedOn(resource.urn)) return undefined;
  operation.deletes.add(resource.urn);
  if (resource.pendingReplacement) return { kind: "remove-pending-replace", old: resource };
  return {
    kind: "delete",
    old: resource,
    replacing: false,
    pendingReplacement: false,
    deletions: operation.deletes,
  };
}

function keepUntargeted(operation: Operation, resource: ResourceState): Step | undefined {
  if (operation.isOperatedOn(resource.urn)) return undefined;
  const copy = { ...copyState(resource), id: "" };
  return { kind: "same", old: resource, new: copy, skippedCreate: false, untargeted: true };
}

function refuseUntargeted(operation: Operation, deletes: Step[]): void {
  if (operation.targets.size === 0 || operation.options.targetDependents) return;
  const unwanted = deletes.filter((step) => !operation.targets.has(step.old?.urn ?? ""));
  for (const urn of unwanted.map((step) => step.old?.urn ?? "")) {
    operation.fail(
      `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed.",
      urn,
    );
  }
  if (unwanted.length > 0 && !operation.options.dryRun) throw new BailError("delete untargeted resource");
}

/** What the program has not asked for again, and what it has replaced. */
export async function generateDeletions(operation: Operation): Promise<Deletions> {
  const allowed = deletable(operation);
  const sames: Step[] = [];
  const deletes: Step[] = [];
  for (const before of operation.base.resources) {
    const resource = operation.refreshed.get(before) ?? before;
    if (allowed !== undefined && !allowed.has(resource.urn)) {
      const same = keepUntargeted(operation, resource);
      if (same !== undefined) sames.push(same);
      continue;
    }
    const step = deletionOf(operation, resource);
    if (step === undefined) continue;
    await operation.ensureProvider(resource.provider);
    deletes.push(step);
  }
  for (const resource of operation.toDelete) {
    if (allowed !== undefined && !allowed.has(resource.urn)) continue;
    operation.deletes.add(resource.urn);
    deletes.push({
      kind: "delete",
      old: resource,
      replacing: false,
      pendingReplacement: false,
      deletions: operation.deletes,
    });
  }
  refuseUntargeted(operation, deletes);
  return { sames, deletes };
}

/** Rounds of deletions: within one, nothing needs anything else of it, and every round only needs later ones. */
export function scheduleDeletions(operation: Operation, deletes: Step[]): Step[][] {
  const all = [...operation.toDelete, ...operation.base.resources].map(
    (resource) => operation.refreshed.get(resource) ?? resource,
  );
  const rounds: Step[][] = [];
  let left = deletes;
  while (left.length > 0) {
    const condemned = new Set(left.map((step) => step.old));
    const round = left.filter(
      ({ old }) => old === undefined || !mustOutlive(old, all).some((needed) => condemned.has(needed)),
    );
    if (round.length === 0) throw new Error("resources depend on each other in a circle");
    rounds.unshift(round);
    left = left.filter((step) => !round.includes(step));
  }
  return rounds;
}

/** What a resource whose deletion has failed still needs, directly or not. */
export function stillNeeded(operation: Operation, failures: ResourceState[]): ReadonlySet<ResourceState> {
  const all = [...operation.toDelete, ...operation.base.resources];
  const needed = new Set<ResourceState>();
  const visit = (resource: ResourceState): void => {
    for (const other of mustOutlive(resource, all)) {
      if (needed.has(other)) continue;
      needed.add(other);
      visit(other);
    }
  };
  failures.forEach(visit);
  return needed;
}
