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
  return childrenOf({ path: "", values: bodies, isInAll: true }, reading.depth, reading);
}

/** What stands at one path, wherever that is. */
interface Place {
  readonly path: string;
  readonly values: readonly unknown[];
  readonly isInAll: boolean;
}

function childrenOf({ path, values, isInAll }: Place, depth: number, reading: Reading): Field[] {
  const byName = new Map<string, unknown[]>();
  for (const [key, value] of values.filter(isRecord).flatMap((object) => Object.entries(object))) {
    const name = reading.names.field(key) ?? withheld;
    const found = byName.get(name);
    if (found === undefined) byName.set(name, [value]);
    else found.push(value);
  }
  return [...byName].flatMap(([name, found]) => {
    const isEverywhere = isInAll && name !== withheld && found.length === values.length;
    const inner = { path: path === "" ? name : `${path}.${name}`, values: found, isInAll: isEverywhere };
    return fieldsAt(inner, depth - 1, reading);
  });
}

function fieldsAt(place: Place, depth: number, reading: Reading): Field[] {
  const { path, values, isInAll } = place;
  const lists = values.filter((value): value is unknown[] => Array.isArray(value));
  const items = lists.flat();
  const single = { ...place, values: values.filter((value) => !Array.isArray(value)) };
  const children = depth > 0 ? childrenOf(single, depth, reading) : [];
  const forms = [
    ...single.values
      .filter((value) => !isRecord(value) || children.length === 0)
      .map((value) => form(path, value, reading)),
    ...(lists.length > 0 && items.length === 0 ? ["an empty list"] : []),
  ];
  const own = forms.length > 0 ? [{ path, isInAll, forms: fewest(forms) }] : [];
  const inList =
    items.length > 0 ? fieldsAt({ path: `${path}[]`, values: items, isInAll }, depth, reading) : [];
  return [...own, ...children, ...inList];
}

function form(path: string, value: unknown, { isAddon }: Reading): string {
  const name = path.slice(path.lastIndexOf(".") + 1).replaceAll("[]", "");
  return formOf(value, name, isAddon);
}

function fewest(forms: readonly string[]): readonly string[] {
  const all = [...new Set(forms)].sort();
  return all.length > mostForms ? [...all.slice(0, mostForms), "other forms"] : all;
}
