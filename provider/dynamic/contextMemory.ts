import type { ResourceContext } from "../inputs/checkedInputs";
import { digest, type Values } from "../inputs/values";
import type { InputChanges } from "../lifecycle/inputChanges";
import type { Declared, Own } from "../lifecycle/told";

/** What check has learned of one resource. */
interface CheckedResource {
  readonly context: ResourceContext | undefined;
  readonly changes: InputChanges;
  /** It was checked without old inputs: a create follows. */
  readonly isFresh: boolean;
}

/** The resources checked with the same inputs, by URN. Create cannot tell which of them it is for. */
interface Checked {
  readonly resources: Map<string, CheckedResource>;
  readonly fresh: Set<string>;
  creates: number;
}

/** Carries each resource's context from check to the later steps, whose inputs no longer contain it. */
export class ContextMemory {
  private readonly checked = new Map<string, Checked>();

  remember(inputs: Values, resource: CheckedResource): void {
    const known = this.checked.get(inputsKey(inputs)) ?? {
      resources: new Map(),
      fresh: new Set(),
      creates: 0,
    };
    const urn = resource.context?.resourceUrn ?? "";
    known.resources.delete(urn);
    known.resources.set(urn, resource);
    if (resource.isFresh) known.fresh.add(urn);
    this.checked.set(inputsKey(inputs), known);
  }

  /** What diff and update may know. Refresh and destroy skip check, and compare a state with its own inputs. */
  declared(inputs: Values): Declared {
    const known = this.checked.get(inputsKey(inputs));
    const last = [...(known?.resources.values() ?? [])].at(-1);
    return {
      isChecked: known !== undefined,
      context: recall(known),
      changes: last?.changes ?? { watched: [] },
    };
  }

  /** Counts one more create with these inputs. If creates have any fixed order, it is that of the checks. */
  forCreate(inputs: Values): Own {
    const key = inputsKey(inputs);
    const known = this.checked.get(key);
    const context = recall(known);
    if (known === undefined || context === undefined) return { context, createKey: { key, resources: 1 } };
    const urns = [...known.fresh];
    const resourceUrn = urns[Math.min(known.creates, urns.length - 1)] ?? context.resourceUrn;
    known.creates += 1;
    return { context: { ...context, resourceUrn }, createKey: { key, resources: Math.max(1, urns.length) } };
  }
}

/**
 * The context of the resource checked last. `retainOnDelete` and `replacementTrigger` rule actions out, so they count
 * if any resource with these inputs sets them.
 */
function recall(known: Checked | undefined): ResourceContext | undefined {
  const contexts = [...(known?.resources.values() ?? [])].map(({ context }) => context);
  const last = contexts.at(-1);
  if (last === undefined || contexts.length === 1) return last;
  const trigger = contexts.find((context) => context?.replacementTrigger !== undefined);
  return {
    ...last,
    retainOnDelete: contexts.some((context) => context?.retainOnDelete === true),
    ...(trigger === undefined ? {} : { replacementTrigger: trigger.replacementTrigger }),
  };
}

// Hashed, so that no secret input stays in memory longer than the call that brought it.
const inputsKey = (checkedInputs: Values): string => digest({ ...checkedInputs, __provider: undefined });
