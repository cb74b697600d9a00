import { digest } from "./canonical";

/**
 * What a program knows of its resource and the dynamic provider is not told. The constructor sends it as one
 * hidden input; check takes it out again, so that it is never stored.
 */
export interface ResourceContext {
  readonly resourceUrn: string;
  readonly organization: string;
  readonly retainOnDelete?: boolean;
  readonly replacementTrigger?: unknown;
  /** From the program every path; from check only the inputs among them that have changed. */
  readonly replaceOnChanges?: readonly string[];
  readonly timeouts?: Timeouts;
}

/** Seconds that a step may take, from `customTimeouts`. */
export interface Timeouts {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
}

export const contextKey = "resourceContext";

/** Remembers what was checked, and the context from check to create, which gets the same inputs but not the hidden one. */
export class ContextMemory {
  private readonly contexts = new Map<string, ResourceContext | undefined>();

  remember(checkedInputs: Record<string, unknown>, context: ResourceContext | undefined): void {
    this.contexts.set(key(checkedInputs), context);
  }

  recall(checkedInputs: Record<string, unknown>): ResourceContext | undefined {
    return this.contexts.get(key(checkedInputs));
  }

  /** False in refresh and destroy, which compare with the inputs of the state and check nothing. */
  isChecked(inputs: Record<string, unknown>): boolean {
    return this.contexts.has(key(inputs));
  }
}

// Hashed, so that no secret input stays in memory longer than the call that brought it.
function key(checkedInputs: Record<string, unknown>): string {
  return digest({ ...checkedInputs, __provider: undefined });
}
