import { dependenciesOf, type ResourceState } from "../state/resourceState";
import { parseReference } from "../state/urn";

/** The state an operation starts from: resources in dependency order. */
export class BaseState {
  readonly #live: Map<string, ResourceState>;

  constructor(readonly resources: ResourceState[]) {
    this.#live = new Map(
      resources.filter((resource) => !resource.delete).map((resource) => [resource.urn, resource]),
    );
  }

  find(urn: string): ResourceState | undefined {
    return this.#live.get(urn);
  }

  /** All that depends on a resource, directly or not, in dependency order. */
  dependents(root: ResourceState, ignored: ReadonlySet<string>): ResourceState[] {
    const reached = new Set([root.urn]);
    return this.resources.slice(this.resources.indexOf(root) + 1).filter((candidate) => {
      if (ignored.has(candidate.urn)) return false;
      const needs = [...dependenciesOf(candidate), parseReference(candidate.provider).urn];
      if (!needs.some((urn) => reached.has(urn))) return false;
      reached.add(candidate.urn);
      return true;
    });
  }
}

const isInside = (resource: ResourceState, container: string, byUrn: Map<string, ResourceState>): boolean => {
  for (let parent = resource.parent; parent !== ""; parent = byUrn.get(parent)?.parent ?? "") {
    if (parent === container) return true;
  }
  return false;
};

/** What must go only after this resource: its parent, provider and dependencies, and what is inside those. */
export function mustOutlive(resource: ResourceState, all: ResourceState[]): ResourceState[] {
  const earlier = all.slice(0, Math.max(0, all.indexOf(resource)));
  const byUrn = new Map(all.map((other) => [other.urn, other]));
  const needs = new Set([...dependenciesOf(resource), parseReference(resource.provider).urn]);
  const components = earlier.filter((other) => !other.custom && needs.has(other.urn));
  return earlier.filter(
    (other) =>
      needs.has(other.urn) ||
      other.urn === resource.parent ||
      components.some((component) => isInside(other, component.urn, byUrn)),
  );
}
