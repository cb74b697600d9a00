import type { GivenSource } from "./givenSource";
import { namesWhere } from "./table";

type Values = Record<string, unknown>;

const bodyNames = namesWhere((row) => row.wire === "body");

/** The body of the import: the inputs that travel in it, under the name that is free, with the source's value. */
export function importBody(
  values: Values,
  source: Pick<GivenSource, "kind" | "value">,
  name: string,
): Values {
  const options = bodyNames
    .map((key) => [key, values[key]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(options), name, [source.kind]: source.value };
}
