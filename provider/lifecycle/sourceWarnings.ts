import { calledVariable, type GivenSource } from "../inputs/givenSource";
import { doubtfulParameters, type QueryPair } from "../source/dumpUrl";

export interface CheckedSource {
  readonly source: GivenSource | undefined;
  readonly fingerprint: string | undefined;
  readonly oldFingerprint: unknown;
  /** The previous source, if its value is known and no other change starts a new import. */
  readonly replaced?: string | undefined;
}

/** Warns when it matters: if a resource is new, is about to be replaced, or is not replaced but perhaps should be. */
export function sourceWarnings({ source, fingerprint, oldFingerprint, replaced }: CheckedSource): string[] {
  if (source === undefined) return [];
  const isKept = oldFingerprint === fingerprint;
  if (source.value === undefined) {
    const isMissing = isKept && source.variable !== undefined && fingerprint === undefined;
    return isMissing ? [missingVariable(source)] : [];
  }
  if (isKept) return replaced === undefined ? [] : ignoredChangeWarnings(source, source.value, replaced);
  if (source.identity === undefined) return [notUnderstood(source)];
  return doubtWarnings(source, source.value);
}

const missingVariable = (source: GivenSource): string =>
  `${calledVariable(source)}, which holds the source, is not set here; set it before \`pulumi up\`, ` +
  "which otherwise fails before sending anything";

const nameOf = (source: GivenSource): string =>
  `the ${source.kind}${source.variable === undefined ? "" : ` in ${calledVariable(source)}`}`;

const notUnderstood = (source: GivenSource): string =>
  `${nameOf(source)} cannot be parsed, so any change to it, even a new password, replaces the backup`;

function doubtWarnings(source: GivenSource, value: string): string[] {
  const doubts = doubtfulPairs(source, value);
  if (doubts.length === 0) return [];
  return [
    `${nameOf(source)} has ${whatItLooksLike} in ${positionsOf(doubts)} of its query; it is ignored, so changing only ` +
      "that does not import again; if it selects the file, change `triggers` as well",
  ];
}

function ignoredChangeWarnings(source: GivenSource, value: string, replaced: string): string[] {
  const [now, before] = [doubtfulPairs(source, value), doubtfulPairs(source, replaced)];
  const changed = now.filter((pair) => !before.some((other) => isSame(pair, other)));
  if (changed.length === 0 && now.length === before.length) return [];
  return [
    `${nameOf(source)} changed in ${positionsOf(changed)} of its query, in ${whatItLooksLike}, so this does ` +
      "not import again; if it selects another file, change `triggers`",
  ];
}

const whatItLooksLike = "what looks like a signature, a token or a date";

const doubtfulPairs = ({ kind }: GivenSource, value: string): readonly QueryPair[] =>
  kind === "importUrl" ? doubtfulParameters(value) : [];

const isSame = (one: QueryPair, other: QueryPair): boolean =>
  one.key.toLowerCase() === other.key.toLowerCase() && one.value === other.value;

/** By position, because the values and even the names may be secret; a removed parameter has no position. */
function positionsOf(pairs: readonly QueryPair[]): string {
  const places = pairs.map(({ position }) => ordinal(position));
  if (places.length === 0) return "a parameter";
  return `the ${places.join(" and ")} parameter${places.length === 1 ? "" : "s"}`;
}

function ordinal(number: number): string {
  const ending = /1[123]$/.test(`${number}`) ? undefined : ["st", "nd", "rd"][(number % 10) - 1];
  return `${number}${ending ?? "th"}`;
}
