import type { Environment } from "../configKeys";
import { readInputs, type ResourceContext } from "../inputs/checkedInputs";
import { calledSource, givenSource, type GivenSource } from "../inputs/givenSource";
import { sameValue, type Values } from "../inputs/values";
import type { Source, SourceKind } from "../source/identity";
import { howItMoved } from "../source/moved";

/** How checked inputs differ from the last ones, as far as a state cannot tell. */
export interface InputChanges {
  /** The changed inputs that `replaceOnChanges` lists. */
  readonly watched: readonly string[];
  /** What became of the source, as a clause. */
  readonly source?: string;
}

export function inputChanges(
  oldInputs: Values,
  checked: Values,
  env: Environment,
  context?: ResourceContext,
): InputChanges {
  const [olds, inputs] = [readInputs(oldInputs), readInputs(checked)];
  const given = givenSource(inputs, env);
  const isMoved = olds.sourceFingerprint !== undefined && olds.sourceFingerprint !== inputs.sourceFingerprint;
  return {
    watched: changedAmong(context?.replaceOnChanges ?? [], olds, inputs),
    ...(given !== undefined && isMoved ? { source: sourceChange(givenSource(olds, env), given) } : {}),
  };
}

/** Says what moved without showing it. The old value of a source by reference is stored nowhere. */
function sourceChange(old: GivenSource | undefined, given: GivenSource): string {
  const now = given.source;
  if (now === undefined) return `${calledSource(given)} is not known yet`;
  if (old !== undefined && old.kind !== given.kind) return `${calledSource(given)} replaces the ${old.kind}`;
  const former = before(old, given.kind);
  const moved = former === undefined ? [] : howItMoved(former, now);
  if (moved.length > 0) return `${calledSource(given)} points to ${listed(moved)}`;
  return now.identity === undefined
    ? `${calledSource(given)} changed and cannot be parsed`
    : `${calledSource(given)} points elsewhere than before`;
}

/** The old source, unless it came from an environment variable: then its value is not stored anywhere. */
export const before = (old: GivenSource | undefined, kind: SourceKind): Source | undefined =>
  old?.variable === undefined && old?.kind === kind ? old.source : undefined;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** The input at the start of a property path such as `triggers.day`, `triggers[0]` or `["triggers"]`. */
function inputOf(path: string): string | undefined {
  const [, quoted, plain] = /^(?:\["(.*?)"\]|([^.[]+))/.exec(path) ?? [];
  return quoted ?? plain;
}

/** Stored with the inputs of a dynamic resource, though no program sets them. */
const notInputs = ["__provider", "timeouts"];

/** The changed inputs that `replaceOnChanges` lists. */
export function changedAmong(paths: readonly string[], olds: Values, checked: Values): string[] {
  const wanted = new Set(paths.map(inputOf));
  return Object.keys({ ...olds, ...checked }).filter(
    (name) =>
      !notInputs.includes(name) &&
      (wanted.has(name) || wanted.has("*")) &&
      !sameValue(olds[name], checked[name]),
  );
}
