import { valuesEqual } from "./equality";
import { formatPath, type PropertyPath } from "./path";
import { isPropertyMap, mapWithoutSecrets, type PropertyMap, type PropertyValue } from "./value";

export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface PropertyDiff {
  kind: DiffKind;
  /** Old inputs against new inputs, as opposed to old outputs against new inputs. */
  inputDiff: boolean;
}

export type DetailedDiff = Record<string, PropertyDiff>;

const absent = (value: PropertyValue | undefined): boolean => value === undefined || value === null;

function kindOf(before: PropertyValue | undefined, after: PropertyValue | undefined): DiffKind {
  if (absent(before)) return "add";
  return absent(after) ? "delete" : "update";
}

/** Every leaf path at which two values differ. */
function collect(
  path: PropertyPath,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
  found: DetailedDiff,
): void {
  if (absent(before) && absent(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    for (let index = 0; index < length; index++)
      collect([...path, index], before[index], after[index], found);
  } else if (isPropertyMap(before) && isPropertyMap(after)) {
    collectMap(path, before, after, found);
  } else if (!valuesEqual(before ?? null, after ?? null)) {
    found[formatPath(path)] = { kind: kindOf(before, after), inputDiff: true };
  }
}

function collectMap(path: PropertyPath, before: PropertyMap, after: PropertyMap, found: DetailedDiff): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    collect([...path, key], before[key], after[key], found);
  }
}

export interface InputDiff {
  changedKeys: string[];
  detailedDiff: DetailedDiff;
}

/** What the engine computes itself when a provider leaves `changes` open. Secrets are compared by content. */
export function diffInputs(oldInputs: PropertyMap, newInputs: PropertyMap): InputDiff {
  const before = mapWithoutSecrets(oldInputs);
  const after = mapWithoutSecrets(newInputs);
  const detailedDiff: DetailedDiff = {};
  collectMap([], before, after, detailedDiff);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].filter((key) => {
    const found: DetailedDiff = {};
    collect([key], before[key], after[key], found);
    return Object.keys(found).length > 0;
  });
  return { changedKeys: changed.sort(), detailedDiff };
}

const INVERSE: Record<DiffKind, DiffKind> = {
  add: "delete",
  "add-replace": "delete-replace",
  delete: "add",
  "delete-replace": "add-replace",
  update: "update",
  "update-replace": "update-replace",
};

export const invert = (kind: DiffKind): DiffKind => INVERSE[kind];

export const asReplace = (kind: DiffKind): DiffKind =>
  kind.endsWith("-replace") ? kind : (`${kind}-replace` as DiffKind);
