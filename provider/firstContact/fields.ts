import { formOf } from "./forms";
import type { ShownNames } from "./names";
import { isRecord } from "./values";

/** A field of a response, in all places where it stands. */
export interface Field {
  /** Such as `data.backups[].config.size`. */
  readonly path: string;
  /** Whether every object that could have it has it. */
  readonly isInAll: boolean;
  readonly forms: readonly string[];
}

export interface Reading {
  readonly names: ShownNames;
  /** How many names a path may have; what is deeper is an object or a list. */
  readonly depth: number;
  /** Its status words are those of addons. */
  readonly isAddon: boolean;
}

const withheld = "(a name that is withheld)";
const mostForms = 6;

/** All fields of like bodies. The values of a path are seen together, so that its forms tell of none in particular. */
export function fieldsOf(bodies: readonly unknown[], reading: Reading): readonly Field[] {
  return childrenOf(bodies, "", reading.depth, reading);
}

function childrenOf(values: readonly unknown[], path: string, depth: number, reading: Reading): Field[] {
  const objects = values.filter(isRecord);
  const byName = new Map<string, unknown[]>();
  for (const [key, value] of objects.flatMap((object) => Object.entries(object))) {
    const name = reading.names.field(key) ?? withheld;
    const found = byName.get(name);
    if (found === undefined) byName.set(name, [value]);
    else found.push(value);
  }
  return [...byName].flatMap(([name, found]) => {
    const inner = path === "" ? name : `${path}.${name}`;
    return fieldsAt(inner, found, found.length === objects.length, depth - 1, reading);
  });
}

function fieldsAt(
  path: string,
  values: readonly unknown[],
  isInAll: boolean,
  depth: number,
  reading: Reading,
): Field[] {
  const name = path.slice(path.lastIndexOf(".") + 1).replaceAll("[]", "");
  const items = values.filter((value): value is unknown[] => Array.isArray(value)).flat();
  const hasLists = values.some((value) => Array.isArray(value));
  const plain = values.filter((value) => !Array.isArray(value));
  const inner = depth > 0 ? childrenOf(plain, path, depth, reading) : [];
  const forms = plain
    .filter((value) => !(isRecord(value) && inner.length > 0))
    .map((value) =>
      isRecord(value) && Object.keys(value).length === 0
        ? "an empty object"
        : formOf(value, name, reading.isAddon),
    );
  const listForms = hasLists && items.length === 0 ? ["an empty list"] : [];
  const all = [...new Set([...forms, ...listForms])].sort();
  const told = all.length > mostForms ? [...all.slice(0, mostForms), "other forms"] : all;
  const own = told.length > 0 ? [{ path, isInAll, forms: told }] : [];
  return [
    ...own,
    ...inner,
    ...(items.length > 0 ? fieldsAt(`${path}[]`, items, isInAll, depth, reading) : []),
  ];
}
