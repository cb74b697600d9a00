import type { GivenSource } from "./givenSource";
import { namesWhere, type Inputs } from "./table";
import type { Values } from "./values";

const bodyNames = namesWhere((row) => row.wire === "body");

/** The body of the import: the inputs that travel in it, under the name that is free, with the source's value. */
export function importBody(
  inputs: Inputs,
  source: Pick<GivenSource, "kind" | "value">,
  name: string,
): Values {
  const options = bodyNames
    .map((key) => [key, inputs[key]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(options), name, [source.kind]: source.value };
}
