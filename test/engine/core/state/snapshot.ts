import { createUrn, formatReference, isStackUrn, parseReference, parseUrn } from "./urn";
import type { ResourceState } from "./resourceState";

export type OperationType = "creating" | "updating" | "deleting" | "reading" | "importing";

export interface PendingOperation {
  resource: ResourceState;
  type: OperationType;
}

/** What is saved: resources in dependency order, and what was under way when it was saved. */
export interface Snapshot {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
}

export const emptySnapshot = (): Snapshot => ({ resources: [], pendingOperations: [] });

function renames(resources: ResourceState[]): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { urn, aliases, parent } of resources) {
    for (const alias of aliases) renamed.set(alias, urn);
    const newParent = renamed.get(parent);
    if (newParent === undefined || isStackUrn(newParent)) continue;
    const { stack, project, type, name } = parseUrn(urn);
    renamed.set(urn, createUrn({ stack, project, parent: newParent, type, name }));
  }
  return renamed;
}

/** Saved references always name a resource by the URN that it has now. */
export function normalizeUrns(snapshot: Snapshot): Snapshot {
  const renamed = renames(snapshot.resources);
  if (renamed.size === 0) return snapshot;
  const now = (urn: string): string => renamed.get(urn) ?? urn;
  const normalize = (state: ResourceState): ResourceState => {
    const provider = parseReference(state.provider);
    return {
      ...state,
      urn: now(state.urn),
      aliases: [],
      parent: now(state.parent),
      provider: state.provider === "" ? "" : formatReference({ urn: now(provider.urn), id: provider.id }),
      dependencies: state.dependencies.map(now),
      propertyDependencies: Object.fromEntries(
        Object.entries(state.propertyDependencies).map(([key, urns]) => [key, urns.map(now)]),
      ),
      deletedWith: now(state.deletedWith),
      replaceWith: state.replaceWith.map(now),
    };
  };
  return { ...snapshot, resources: snapshot.resources.map(normalize) };
}
