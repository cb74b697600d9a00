import type { Deployment, Json, JsonObject } from "@test/engine";

/** Every key that the state of an import holds, with the type of its value, as one line each. */
export function shapeOf({ deployment }: Deployment): string[] {
  const imports = (deployment.resources ?? []).filter(({ type }) => type.endsWith(":AddonBackupImport"));
  return imports
    .flatMap(({ urn, inputs = {}, outputs = {}, initErrors }) => [
      ...linesOf(inputs, `${nameIn(urn)} inputs`),
      ...linesOf(outputs, `${nameIn(urn)} outputs`),
      ...(initErrors === undefined ? [] : [`${nameIn(urn)} initErrors`]),
    ])
    .sort();
}

const nameIn = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** What it holds is the program's, not ours. */
const opaque = new Set(["triggers"]);

const linesOf = (values: JsonObject, path: string): string[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const line = `${path}.${name}`;
    return isPlainObject(value) && !opaque.has(name) ? linesOf(value, line) : [`${line}: ${typeOf(value)}`];
  });

const isPlainObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("plaintext" in value);

function typeOf(value: Json): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  if (Array.isArray(value)) return "array";
  return "plaintext" in value ? "secret" : "object";
}
