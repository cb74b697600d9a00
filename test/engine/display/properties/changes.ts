import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { valuesEqual } from "../../core/property/equality";
import { parsePath } from "../../core/property/path";
import { isPropertyMap, type PropertyMap, type PropertyValue } from "../../core/property/value";
import { visible } from "../subject";

/** How a value became another one, down to its leaves. */
export type Change =
  | { readonly kind: "same" | "add" | "delete"; readonly value: PropertyValue }
  | { readonly kind: "update"; readonly before: PropertyValue; readonly after: PropertyValue }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Change> }
  | { readonly kind: "list"; readonly entries: ReadonlyMap<number, Change> };

type Maybe = PropertyValue | undefined;
const isThere = (value: Maybe): value is Exclude<PropertyValue, null> =>
  value !== undefined && value !== null;

/** Undefined: there is nothing on either side. */
function changeOf(before: Maybe, after: Maybe): Change | undefined {
  if (!isThere(before)) return isThere(after) ? { kind: "add", value: after } : undefined;
  if (!isThere(after)) return { kind: "delete", value: before };
  if (valuesEqual(before, after)) return { kind: "same", value: before };
  if (isPropertyMap(before) && isPropertyMap(after))
    return { kind: "map", entries: changesOf(before, after) };
  if (Array.isArray(before) && Array.isArray(after)) {
    const count = Math.max(before.length, after.length);
    const found = Array.from({ length: count }, (_, index) => changeOf(before[index], after[index]));
    return { kind: "list", entries: new Map([...found.entries()].flatMap(kept)) };
  }
  return { kind: "update", before, after };
}

const kept = <Key>([key, change]: [Key, Change | undefined]): [Key, Change][] =>
  change === undefined ? [] : [[key, change]];

/** Every key of both, in the order of the alphabet; also those that stay as they are. */
export function changesOf(before: PropertyMap, after: PropertyMap): Map<string, Change> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return new Map(keys.flatMap((key) => kept([key, changeOf(before[key], after[key])])));
}

export const isChange = ({ kind }: Change): boolean => kind !== "same";

const at = (value: Maybe, path: readonly (string | number)[]): Maybe =>
  path.reduce<Maybe>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return isPropertyMap(inner) ? inner[String(key)] : undefined;
  }, value);

/** A leaf that was named as changed is shown as changed, also where both sides are only known to be secret. */
function leaf(kind: string, before: Maybe, after: Maybe): Change {
  if (kind.startsWith("add")) return { kind: "add", value: after ?? null };
  if (kind.startsWith("delete")) return { kind: "delete", value: before ?? null };
  return { kind: "update", before: before ?? null, after: after ?? null };
}

/** What the engine says has changed, and nothing else. */
export function namedChanges({ detailedDiff, old, new: state }: StepEventMetadata): Map<string, Change> {
  const root = new Map<string, Change>();
  for (const [path, { diffKind, inputDiff }] of Object.entries(detailedDiff ?? {}).sort()) {
    const keys = parsePath(path) ?? [path];
    const before = visible(inputDiff ? old?.inputs : old?.outputs);
    place(root, keys, leaf(diffKind, at(before, keys), at(visible(state?.inputs), keys)));
  }
  return root;
}

function place(
  entries: Map<string | number, Change>,
  [key, ...rest]: readonly (string | number)[],
  change: Change,
): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    entries.set(key, change);
    return;
  }
  const known = entries.get(key);
  const inner = known !== undefined && "entries" in known ? known.entries : new Map();
  place(inner as Map<string | number, Change>, rest, change);
  const kind = typeof rest[0] === "number" ? "list" : "map";
  entries.set(key, { kind, entries: inner } as Change);
}
