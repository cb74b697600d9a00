import { digest, type Values } from "../inputs/values";
import type { ResourceContext } from "../inputs/resourceContext";

/** What was checked with the same inputs: resources by their URN, of which create cannot tell which one it is for. */
interface Checked {
  readonly contexts: Map<string, ResourceContext | undefined>;
  /** Those that were checked without old inputs, so that a create follows. */
  readonly fresh: Set<string>;
  creates: number;
}

/** What a create knows of its resource, and of others that it cannot tell from it. */
export interface CreateContext {
  readonly context: ResourceContext | undefined;
  /** How many resources are created with the same inputs. */
  readonly resources: number;
}

/** Remembers what was checked, and the context from check to create, which gets the same inputs but not the hidden one. */
export class ContextMemory {
  private readonly checked = new Map<string, Checked>();

  remember(inputs: Values, context: ResourceContext | undefined, isFresh: boolean): void {
    const known = this.checked.get(key(inputs)) ?? { contexts: new Map(), fresh: new Set(), creates: 0 };
    const urn = context?.resourceUrn ?? "";
    known.contexts.delete(urn);
    known.contexts.set(urn, context);
    if (isFresh) known.fresh.add(urn);
    this.checked.set(key(inputs), known);
  }

  /** The context of the resource that was checked last. What forbids something counts if any of them says it. */
  recall(inputs: Values): ResourceContext | undefined {
    const contexts = [...(this.checked.get(key(inputs))?.contexts.values() ?? [])];
    const last = contexts.at(-1);
    if (last === undefined || contexts.length === 1) return last;
    const trigger = contexts.find((context) => context?.replacementTrigger !== undefined);
    return {
      ...last,
      retainOnDelete: contexts.some((context) => context?.retainOnDelete === true),
      ...(trigger === undefined ? {} : { replacementTrigger: trigger.replacementTrigger }),
    };
  }

  /** False in refresh and destroy, which compare with the inputs of the state and check nothing. */
  isChecked(inputs: Values): boolean {
    return this.checked.has(key(inputs));
  }

  /** For one more create with these inputs. The engine creates in the order in which it checks, if at all in one. */
  forCreate(inputs: Values): CreateContext {
    const known = this.checked.get(key(inputs));
    const context = this.recall(inputs);
    const urns = [...(known?.fresh ?? [])];
    if (known === undefined || context === undefined) return { context, resources: 1 };
    const resourceUrn = urns[Math.min(known.creates, urns.length - 1)] ?? context.resourceUrn;
    known.creates += 1;
    return { context: { ...context, resourceUrn }, resources: Math.max(1, urns.length) };
  }
}

// Hashed, so that no secret input stays in memory longer than the call that brought it.
function key(checkedInputs: Values): string {
  return digest({ ...checkedInputs, __provider: undefined });
}
