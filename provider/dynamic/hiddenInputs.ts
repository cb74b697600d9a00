import { contextKey, readInputs, type ResourceContext, type Timeouts } from "../inputs/checkedInputs";
import { withoutAbsent, type Values } from "../inputs/values";

/** What the program sends besides its inputs, because the engine tells a dynamic provider none of it. */
export interface HiddenInputs {
  readonly context: ResourceContext | undefined;
  /** Stored with the inputs: destroy has no program that could send them. */
  readonly timeouts: Timeouts | undefined;
}

export function hiddenInputs(news: Values): HiddenInputs {
  const { [contextKey]: hidden } = withoutAbsent(news);
  const context = typeof hidden === "object" ? (hidden as ResourceContext) : undefined;
  // With `ignoreChanges: ["*"]` the engine replaces all inputs with the old ones, and nothing is hidden among them.
  const timeouts = hidden === undefined ? readInputs(news).timeouts : context?.timeouts;
  return { context, timeouts };
}
