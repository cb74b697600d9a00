import * as pulumi from "@pulumi/pulumi";

/**
 * Converts triggers to what Pulumi can pass to the provider: a Date becomes a string, so changing it imports again.
 * Of other objects Pulumi keeps only the enumerable properties, often none, so they are rejected.
 */
export function plainTriggers(triggers: unknown, resource: string): unknown {
  const refuse = (kind: string, path: string): never => {
    throw refused(kind, path, resource);
  };
  const sent = plain(triggers, { path: "triggers", refuse, within: [] });
  // Inside an Output, `lost` leaves an empty object; check rejects one only inside a list or an object, so wrap it.
  return pulumi.Output.isInstance(sent)
    ? sent.apply(marked)
    : sent instanceof Promise
      ? sent.then(marked)
      : sent;
}

const marked = (value: unknown): unknown =>
  isPlainObject(value) && Object.keys(value).length === 0 ? [value] : value;

interface Place {
  readonly path: string;
  readonly refuse: (kind: string, path: string) => unknown;
  /** The values around it, to detect cycles. */
  readonly within: readonly unknown[];
}

function plain(value: unknown, place: Place): unknown {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  const later = (known: unknown): unknown => plain(known, { ...place, refuse: lost });
  if (pulumi.Output.isInstance(value)) return value.apply(later);
  if (value instanceof Promise) return value.then(later);
  if (isCarried(value)) return value;
  const inner = (member: unknown, key: string): unknown =>
    plain(member, { ...place, path: `${place.path}${key}`, within: [...place.within, value] });
  if (place.within.includes(value)) return place.refuse("an object that contains itself", place.path);
  if (Array.isArray(value)) return value.map((member: unknown, at) => inner(member, `[${at}]`));
  if (!isPlainObject(value)) return place.refuse(kindOf(value), place.path);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(member, `.${key}`)]));
}

/** What Pulumi would keep of it, for check to reject: throwing inside an Output makes the SDK wait half a minute. */
const lost = (): object => ({});

/** Passed on unchanged: JSON values and what Pulumi itself handles. */
const isCarried = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === "string" ||
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  pulumi.Resource.isInstance(value) ||
  pulumi.asset.Asset.isInstance(value) ||
  pulumi.asset.Archive.isInstance(value);

/** Even if it is from another realm, such as a test runner's. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const kindOf = (value: unknown): string => {
  if (typeof value === "number") return "a number that JSON cannot represent";
  if (value instanceof Date) return "an invalid Date";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return `an object of class ${value.constructor.name || "unknown"}`;
};

const refused = (kind: string, path: string, resource: string): pulumi.RunError =>
  new pulumi.RunError(
    `${path} of AddonBackupImport "${resource}" is ${kind}, which Pulumi cannot pass to the provider, so changing it ` +
      "would import nothing; use a string, a number or plain data that changes with it",
  );
