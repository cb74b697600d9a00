import * as pulumi from "@pulumi/pulumi";

/**
 * Triggers as Pulumi can carry them to the provider: a time becomes a text, so that it imports again when it changes.
 * Of other objects than plain ones Pulumi carries what can be enumerated, often nothing, so these are refused.
 */
export function plainTriggers(triggers: unknown, resource: string): unknown {
  // Of an Output, only what is left of it when it arrives can be judged, by check: there this is within something.
  if (triggers instanceof Promise) return plainTriggers(pulumi.output(triggers), resource);
  if (pulumi.Output.isInstance(triggers))
    return triggers.apply((value: unknown) => (isEmptyObject(value) ? [value] : value));
  return plain(triggers, { path: "triggers", resource, within: [] });
}

interface Place {
  readonly path: string;
  readonly resource: string;
  /** What it is in, so that a circle ends. */
  readonly within: readonly unknown[];
}

function plain(value: unknown, place: Place): unknown {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (isCarried(value)) return value;
  const inner = (member: unknown, key: string): unknown =>
    plain(member, { ...place, path: `${place.path}${key}`, within: [...place.within, value] });
  if (place.within.includes(value)) throw refused("an object that holds itself", place);
  if (Array.isArray(value)) return value.map((member: unknown, at) => inner(member, `[${at}]`));
  if (!isPlainObject(value)) throw refused(kindOf(value), place);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(member, `.${key}`)]));
}

/** As it is: a value of JSON, or one that Pulumi itself waits for or knows. */
const isCarried = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === "string" ||
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  value instanceof Promise ||
  pulumi.Output.isInstance(value) ||
  pulumi.Resource.isInstance(value) ||
  pulumi.asset.Asset.isInstance(value) ||
  pulumi.asset.Archive.isInstance(value);

/** Also of another realm, such as that of a test runner. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const isEmptyObject = (value: unknown): boolean => isPlainObject(value) && Object.keys(value).length === 0;

const kindOf = (value: unknown): string => {
  if (typeof value === "number") return "a number that JSON does not have";
  if (value instanceof Date) return "a Date that is no time";
  const name = typeof value === "object" && value !== null ? value.constructor.name : undefined;
  return name === undefined ? `a ${typeof value}` : `an object of class ${name}`;
};

const refused = (kind: string, { path, resource }: Place): pulumi.RunError =>
  new pulumi.RunError(
    `${path} of AddonBackupImport "${resource}" is ${kind}, which Pulumi does not carry to the provider, so that a change ` +
      "of it would import nothing; give a text, a number or plain data that tells it apart",
  );
