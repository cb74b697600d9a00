import { Unknown } from "../property/value";
import { diffResult } from "../provider/resourceProvider";
import type { ReadGoal } from "../state/goal";
import { newState } from "../state/resourceState";
import type { Done, Step } from "../step/step";
import { claimUrn, findOld } from "./matching";
import type { Operation } from "./operation";

/** Stands for an id that a preview cannot know: such a resource is not read. */
export const UNKNOWN_READ_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const idOf = ({ id }: ReadGoal): string => {
  if (id instanceof Unknown) return UNKNOWN_READ_ID;
  return typeof id === "string" ? id : "";
};

/** `get`: read in every operation, previews included, and kept as external. */
export function stepsForRead(operation: Operation, goal: ReadGoal, done: Done): Step[] {
  const urn = claimUrn(operation, goal);
  const { old, alias } = findOld(operation, urn, { ...goal, aliases: [] });
  const id = idOf(goal);
  if (id === "") throw new Error(`Expected an ID for ${urn}`);
  const state = newState({
    type: goal.type,
    urn,
    custom: true,
    id,
    inputs: goal.properties,
    parent: goal.parent,
    external: true,
    dependencies: goal.dependencies,
    provider: goal.provider,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    aliases: alias === undefined ? [] : [alias],
  });
  if (old !== undefined && !old.external && old.id !== id) {
    operation.replaces.add(urn);
    return [
      { kind: "read", old, new: state, done, replacing: true },
      { kind: "replace", old, new: state, diff: diffResult({ changes: "some" }) },
    ];
  }
  if (operation.options.mode === "destroy") operation.toDelete.push(state);
  operation.reads.add(urn);
  return [{ kind: "read", old, new: state, done, replacing: false }];
}
