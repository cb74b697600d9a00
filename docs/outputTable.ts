import { inputNames } from "../provider/inputs/table";
import { outputs } from "./outputs";
import { table } from "./table";

/** The outputs that are no inputs, with their types, from the properties of the resource class. */
export function outputTable(): string {
  const rows = outputs()
    .filter(({ name }) => !(inputNames as string[]).includes(name))
    .map(({ name, type, isOptional, text }) => [`\`${name}\``, `\`${type}${isOptional ? "?" : ""}\``, text]);
  return table(["output", "type", "what"], rows);
}
