import { digest, type Values } from "../inputs/values";
import type { Session } from "../import/session";
import type { ResourceContext } from "../inputs/checkedInputs";

/** The resources checked with the same inputs, by URN. Create cannot tell which of them it is for. */
interface Checked {
  readonly contexts: Map<string, ResourceContext | undefined>;
  /** Those checked without old inputs: a create follows. */
  readonly fresh: Set<string>;
  creates: number;
}

/** What a create knows about its resource and about others with the same inputs. */
export type OwnContext = Pick<Session, "context" | "resourcesWithSameInputs">;

/** Carries each resource's context from check to the later steps, whose inputs no longer contain it. */
export class ContextMemory {
  private readonly checked = new Map<string, Checked>();

  remember(inputs: Values, context: ResourceContext | undefined, isFresh: boolean): void {
    const known = this.checked.get(inputsKey(inputs)) ?? {
      contexts: new Map(),
      fresh: new Set(),
      creates: 0,
    };
    const urn = context?.resourceUrn ?? "";
    known.contexts.delete(urn);
    known.contexts.set(urn, context);
    if (isFresh) known.fresh.add(urn);
    this.checked.set(inputsKey(inputs), known);
  }

  /**
   * The context of the resource checked last. `retainOnDelete` and `replacementTrigger` rule actions out, so they
   * count if any resource with these inputs sets them.
   */
  recall(inputs: Values): ResourceContext | undefined {
    const contexts = [...(this.checked.get(inputsKey(inputs))?.contexts.values() ?? [])];
    const last = contexts.at(-1);
    if (last === undefined || contexts.length === 1) return last;
    const trigger = contexts.find((context) => context?.replacementTrigger !== undefined);
    return {
      ...last,
      retainOnDelete: contexts.some((context) => context?.retainOnDelete === true),
      ...(trigger === undefined ? {} : { replacementTrigger: trigger.replacementTrigger }),
    };
  }

  /** False in refresh and destroy, which skip check and diff against the state's inputs. */
  isChecked(inputs: Values): boolean {
    return this.checked.has(inputsKey(inputs));
  }

  /** Counts one more create with these inputs. If creates have any fixed order, it is that of the checks. */
  forCreate(inputs: Values): OwnContext {
    const known = this.checked.get(inputsKey(inputs));
    const context = this.recall(inputs);
    const urns = [...(known?.fresh ?? [])];
    if (known === undefined || context === undefined) return { context, resourcesWithSameInputs: 1 };
    const resourceUrn = urns[Math.min(known.creates, urns.length - 1)] ?? context.resourceUrn;
    known.creates += 1;
    return { context: { ...context, resourceUrn }, resourcesWithSameInputs: Math.max(1, urns.length) };
  }
}

// Hashed, so that no secret input stays in memory longer than the call that brought it.
export const inputsKey = (checkedInputs: Values): string =>
  digest({ ...checkedInputs, __provider: undefined });
