import type { Timeouts } from "./checkedInputs";

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

export const contextKey = "resourceContext";
