import { createHash } from "node:crypto";

/** Values by name, as Pulumi's wire protocol carries inputs and states. */
export type Values = Readonly<Record<string, unknown>>;

/** JSON with sorted keys and no absent members, so that equal values give equal strings. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}

export const sameValue = (left: unknown, right: unknown): boolean => canonical(left) === canonical(right);

export const digest = (value: unknown): string => createHash("sha256").update(canonical(value)).digest("hex");

/** What the engine sends in a preview for a value that only `up` will know. Part of Pulumi's wire protocol. */
export type Unknown = typeof unknownValue;
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value, or anything inside it, is still unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

/** Pulumi passes an omitted input as undefined or null, or not at all. */
export const withoutAbsent = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
