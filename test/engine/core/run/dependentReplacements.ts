import { type PropertyMap, unknown } from "../property/value";
import { isReplacement } from "../provider/resourceProvider";
import type { ResourceState } from "../state/resourceState";
import { isProviderType, parseReference } from "../state/urn";
import { diffResource } from "../step/diffResource";
import { applyReplaceOnChanges } from "../step/replaceOnChanges";
import type { Operation } from "./operation";

export interface DependentReplacement {
  resource: ResourceState;
  keys: string[];
}

/** The inputs as they would be if whatever comes from the condemned resources were open again. */
function inputsWithoutCondemned(
  { inputs, propertyDependencies }: ResourceState,
  condemned: Set<string>,
): PropertyMap | undefined {
  const affected = Object.keys(inputs).filter((key) =>
    propertyDependencies[key]?.some((urn) => condemned.has(urn)),
  );
  if (affected.length === 0) return undefined;
  return { ...inputs, ...Object.fromEntries(affected.map((key) => [key, unknown])) };
}

async function replaceKeys(
  operation: Operation,
  resource: ResourceState,
  condemned: Set<string>,
): Promise<string[] | undefined> {
  if (!resource.custom || resource.external) return undefined;
  if (condemned.has(resource.deletedWith) || condemned.has(parseReference(resource.provider).urn)) return [];
  const newInputs = inputsWithoutCondemned(resource, condemned);
  if (newInputs === undefined) return undefined;
  await operation.ensureProvider(resource.provider);
  const provider = isProviderType(resource.type)
    ? operation.registry
    : operation.registry.get(resource.provider);
  if (provider === undefined) return undefined;
  const request = {
    urn: resource.urn,
    id: resource.id,
    oldInputs: resource.inputs,
    oldOutputs: resource.outputs,
    newInputs,
    ignoreChanges: resource.ignoreChanges,
    allowUnknowns: true,
  };
  const answer = await diffResource(provider, request, operation.report);
  const diff = applyReplaceOnChanges(answer, resource.replaceOnChanges, false);
  return isReplacement(diff) ? diff.replaceKeys : undefined;
}

/** Who must go before `root` can be deleted first: dependents that would be replaced by the change anyway. */
export async function dependentReplacements(
  operation: Operation,
  root: ResourceState,
): Promise<DependentReplacement[]> {
  const { reads, creates, sames, updates, deletes, replaces } = operation;
  const handled = new Set([reads, creates, sames, updates, deletes, replaces].flatMap((set) => [...set]));
  const condemned = new Set([root.urn]);
  const found: DependentReplacement[] = [];
  for (const resource of operation.base.dependents(root, handled)) {
    const keys = await replaceKeys(operation, resource, condemned);
    if (keys === undefined) continue;
    found.push({ resource, keys });
    condemned.add(resource.urn);
  }
  const follows = ({ replaceWith, deletedWith, urn }: ResourceState): boolean =>
    !condemned.has(urn) && (replaceWith.includes(root.urn) || deletedWith === root.urn);
  return [...found, ...operation.base.resources.filter(follows).map((resource) => ({ resource, keys: [] }))];
}
