import { inputNames, rowOf, type InputName } from "../provider/inputs/table";
import { effects, proseOf } from "./inputProse";
import { table } from "./table";

/** The inputs: the rules from the rows of provider/inputs/table.ts, the prose from the arguments of a program. */
export const inputTable = (): string => table(["input", "what", "when it changes"], inputNames.map(cells));

function cells(name: InputName): string[] {
  const { required, secret, onChange } = rowOf(name);
  const marks = [required === true ? ["required"] : [], secret === true ? ["secret"] : []].flat();
  const label = marks.length === 0 ? `\`${name}\`` : `\`${name}\` (${marks.join(", ")})`;
  return [label, proseOf(name), effects[onChange].cell];
}
