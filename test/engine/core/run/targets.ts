import { BailError } from "../step/diagnostic";
import { newOf, type Step } from "../step/step";
import { dependenciesOf, type ResourceState } from "../state/resourceState";
import { isStackUrn, parseReference } from "../state/urn";
import type { Operation } from "./operation";

export const isTargeted = (operation: Operation, urn: string): boolean =>
  operation.targets.size === 0 || isStackUrn(urn) || operation.targets.has(urn);

/** By `--target-replace`, or by a taint in the state, which the replacement takes away. */
export const isTargetedReplace = (
  operation: Operation,
  urn: string,
  old: ResourceState | undefined,
): boolean => operation.options.replace.includes(urn) || old?.taint === true;

/** A step cannot go on without what `--target` left out. A preview names all of them, anything else stops. */
export function reportSkippedDependencies(operation: Operation, steps: Step[]): void {
  if (operation.targets.size === 0) return;
  for (const step of steps) {
    const state = newOf(step);
    if (state === undefined || (step.kind === "same" && step.skippedCreate)) continue;
    const needs = [...dependenciesOf(state), state.parent, parseReference(state.provider).urn];
    for (const urn of needs.filter((needed) => operation.skippedCreates.has(needed))) {
      operation.fail(
        `Resource '${state.urn}' depends on '${urn}' which was was not specified in --target list.`,
        state.urn,
      );
      if (!operation.options.dryRun) throw new BailError("untargeted create");
    }
  }
}
