import { diffResult } from "../provider/resourceProvider";
import type { ResourceState } from "../state/resourceState";
import type { RefreshStep } from "../step/step";
import { BaseState } from "./baseState";
import type { Operation } from "./operation";

export const refreshStep = (
  old: ResourceState,
  more: Pick<RefreshStep, "registered" | "continueWith"> = {},
): RefreshStep => ({ kind: "refresh", old, new: old, diff: diffResult({}), ...more });

/** One refresh for every resource that the program, if it ran, has not registered. */
export async function generateRefreshes(operation: Operation): Promise<RefreshStep[]> {
  const steps: RefreshStep[] = [];
  for (const resource of operation.base.resources) {
    if (operation.isOperatedOn(resource.urn)) continue;
    if (operation.targets.size > 0 && !operation.targets.has(resource.urn)) continue;
    await operation.ensureProvider(resource.provider);
    operation.refreshes.add(resource.urn);
    steps.push(refreshStep(resource));
  }
  return steps;
}

/** The base after a refresh: gone resources left out, and nobody refers to them any more. */
export function rebuildBase(operation: Operation, steps: RefreshStep[]): BaseState {
  const outcome = new Map(steps.map((step) => [step.old, step.new]));
  const resources: ResourceState[] = [];
  const present = new Set<string>();
  const parents = new Map<string, string>();
  for (const before of operation.base.resources) {
    const after = outcome.has(before) ? outcome.get(before) : before;
    if (after === undefined) {
      parents.set(before.urn, before.parent);
      continue;
    }
    const still = (urn: string): boolean => present.has(urn);
    after.dependencies = after.dependencies.filter(still);
    after.propertyDependencies = Object.fromEntries(
      Object.entries(after.propertyDependencies)
        .map(([key, urns]) => [key, urns.filter(still)] as const)
        .filter(([, urns]) => urns.length > 0),
    );
    if (!still(after.deletedWith)) after.deletedWith = "";
    after.replaceWith = after.replaceWith.filter(still);
    while (parents.has(after.parent)) after.parent = parents.get(after.parent) ?? "";
    resources.push(after);
    present.add(after.urn);
  }
  return new BaseState(resources);
}
