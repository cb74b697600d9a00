import { sameValue, type Values } from "../inputs/values";
import type { Diff } from "../lifecycle/diff";

type Change = "add" | "delete" | "update";

export interface ShownChange {
  readonly change: Change;
  readonly isReason: boolean;
  /** False for what only the state has, such as a status. */
  readonly isInput: boolean;
}

/** The changes to show, by property; none means that there is nothing to do. */
export type ShownDiff = ReadonlyMap<string, ShownChange>;

/**
 * What the lifecycle found, in the form that a plugin has to show. Where the lifecycle leaves the comparison of the
 * inputs to the engine, it is done here as the engine does it: then a reason without a changed input is none.
 */
export function shownDiff(
  { changes, replaces }: Diff,
  oldInputs: Values,
  news: Values,
  ignored: readonly string[],
): ShownDiff {
  const changed = Object.keys({ ...oldInputs, ...news }).filter(
    (name) => !isIgnored(name, ignored) && !sameValue(oldInputs[name], news[name]),
  );
  if (changes === false || (changes === undefined && changed.length === 0)) return new Map();
  const others = changed.length === 0 && replaces.length === 0 ? ["status"] : replaces;
  const shown = (name: string): [string, ShownChange] => [
    name,
    {
      change: changeOf(oldInputs[name], news[name]),
      isReason: replaces.includes(name),
      isInput: changed.includes(name),
    },
  ];
  return new Map([...new Set([...changed, ...others])].map(shown));
}

function changeOf(before: unknown, after: unknown): Change {
  if (isAbsent(before) && !isAbsent(after)) return "add";
  return isAbsent(after) && !isAbsent(before) ? "delete" : "update";
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** The engine has undone ignored changes before check; only what check adds can still differ. */
const isIgnored = (name: string, ignored: readonly string[]): boolean =>
  ignored.includes("*") || ignored.includes(name) || ignored.includes(JSON.stringify([name]));
