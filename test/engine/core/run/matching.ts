import { copyMap } from "../property/value";
import { BailError } from "../step/diagnostic";
import { aliasUrns } from "../state/aliases";
import type { Goal } from "../state/goal";
import { newState, type ResourceState } from "../state/resourceState";
import { createUrn } from "../state/urn";
import type { Operation } from "./operation";

type Identity = Pick<Goal, "type" | "name" | "parent" | "aliases">;

export function claimUrn(operation: Operation, { parent, type, name }: Omit<Identity, "aliases">): string {
  if (parent !== "" && !operation.urns.has(parent))
    throw new Error(`could not find parent resource ${parent}`);
  const urn = createUrn({ ...operation.target, parent, type, name });
  if (operation.urns.has(urn)) {
    operation.bail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
  }
  operation.urns.add(urn);
  return urn;
}

export interface Match {
  old: ResourceState | undefined;
  /** The URN it was found under, when that is not its own. */
  alias: string | undefined;
}

/** Its own URN counts before any alias, and every former URN can be claimed once. */
export function findOld(operation: Operation, urn: string, identity: Identity): Match {
  const own = operation.base.find(urn);
  if (own !== undefined) return { old: own, alias: undefined };
  const former = aliasUrns({ ...operation.target, ...identity, matched: operation.former });
  const alias = former.find((candidate) => operation.base.find(candidate) !== undefined);
  const old = alias === undefined ? undefined : operation.base.find(alias);
  if (alias === undefined || old === undefined) return { old: undefined, alias: undefined };
  const claimed = operation.urns.has(alias) ? alias : operation.aliased.get(alias);
  if (claimed !== undefined) {
    const message = `Duplicate resource alias '${alias}' applied to resource with URN '${urn}' conflicting with resource with URN '${claimed}'`;
    operation.fail(message, urn);
    throw new BailError(message);
  }
  operation.aliased.set(alias, urn);
  operation.former.set(urn, alias);
  operation.registerAlias(urn, alias, old.id);
  return { old, alias };
}

/** The state that a registration is going to have, as far as the program tells. */
export function stateOf(goal: Goal, urn: string, { old, alias }: Match): ResourceState {
  return newState({
    type: goal.type,
    urn,
    custom: goal.custom,
    importID: goal.import,
    inputs: copyMap(goal.properties),
    parent: goal.parent,
    protect: goal.protect ?? false,
    dependencies: goal.dependencies,
    provider: goal.provider,
    propertyDependencies: goal.propertyDependencies,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    aliases: alias === undefined ? [] : [alias],
    customTimeouts: goal.customTimeouts,
    retainOnDelete: goal.retainOnDelete ?? false,
    deletedWith: goal.deletedWith,
    replaceWith: goal.replaceWith,
    replacementTrigger: goal.replacementTrigger,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
    hideDiff: goal.hideDiff,
    ...(old?.created === undefined ? {} : { created: old.created }),
    ...(old?.modified === undefined ? {} : { modified: old.modified }),
  });
}
