import { hiddenInputs } from "../../provider/dynamic/hiddenInputs";
import type { ResourceContext } from "../../provider/inputs/checkedInputs";
import { withoutAbsent, type Values } from "../../provider/inputs/values";
import { checkInputs, type Checked, type CheckSurroundings } from "../../provider/lifecycle/check";

/** What a dynamic provider answers to a program's inputs, hidden ones included, and what it remembers of them. */
export function checkProgram(
  olds: Values,
  news: Values,
  surroundings: CheckSurroundings,
): Checked & { readonly context: ResourceContext | undefined } {
  const { context, timeouts } = hiddenInputs(news);
  const checked = checkInputs(olds, news, surroundings, context);
  if (checked.problems.length > 0) return { ...checked, context };
  return { ...checked, inputs: withoutAbsent({ ...checked.inputs, timeouts }), context };
}
