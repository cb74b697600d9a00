import { calledSource, calledVariable, type GivenSource } from "../inputs/givenSource";
import { doubtfulParameters, type QueryPair } from "../source/dumpUrl";
import type { Source, SourceKind } from "../source/identity";
import { isOnlyLocal } from "../source/reach";

export interface CheckedSource {
  readonly given: GivenSource | undefined;
  readonly fingerprint: string | undefined;
  readonly oldFingerprint: unknown;
  /** The previous source, if its value is known and no other change starts a new import. */
  readonly replaced?: Source | undefined;
}

/** Warns when it matters: if a resource is new, is about to be replaced, or is not replaced but perhaps should be. */
export function sourceWarnings({ given, fingerprint, oldFingerprint, replaced }: CheckedSource): string[] {
  if (given === undefined) return [];
  const isKept = oldFingerprint === fingerprint;
  const { source } = given;
  if (source === undefined) {
    const isMissing = isKept && given.variable !== undefined && fingerprint === undefined;
    return isMissing ? [missingVariable(given)] : [];
  }
  const name = calledSource(given);
  if (isKept) return replaced === undefined ? [] : ignoredChangeWarnings(name, source, replaced);
  const { location } = source;
  if (location === undefined) return [notUnderstood(name, source.kind)];
  return [...(isOnlyLocal(location) ? [outOfReach(name)] : []), ...doubtWarnings(name, source)];
}

const missingVariable = (given: GivenSource): string =>
  `${calledVariable(given)}, which holds the source, is not set here; set it before \`pulumi up\`, ` +
  `which otherwise fails before sending anything. ${onlyProcessEnvironment}`;

/** The provider is another process than the program. */
export const onlyProcessEnvironment =
  "A variable that the program sets itself, as with dotenv, does not count: Pulumi must be started with it";

const notUnderstood = (name: string, kind: SourceKind): string =>
  `${name} cannot be parsed, so any change to it, even a new password, replaces the backup` +
  (kind === "importUrl"
    ? ""
    : "; percent-encode user and password with encodeURIComponent, and write the scheme without a driver's " +
      "name (postgresql://, not postgresql+psycopg2://)");

const outOfReach = (name: string): string =>
  `${name} points to localhost, a private address or a socket; Northflank's servers, not this machine, connect to ` +
  "it, and may not reach it";

function doubtWarnings(name: string, source: Source): string[] {
  const doubts = doubtfulPairs(source);
  if (doubts.length === 0) return [];
  return [
    `${name} has ${whatItLooksLike} in ${positionsOf(doubts)} of its query; it is ignored, so changing only ` +
      "that does not import again; if it selects the file, change `triggers` as well",
  ];
}

function ignoredChangeWarnings(name: string, source: Source, replaced: Source): string[] {
  if (source.value === replaced.value) return [];
  const [now, before] = [doubtfulPairs(source), doubtfulPairs(replaced)];
  const changed = now.filter((pair) => !before.some((other) => isSame(pair, other)));
  if (changed.length === 0 && now.length === before.length) return [];
  return [
    `${name} changed in ${positionsOf(changed)} of its query, in ${whatItLooksLike}, so this does ` +
      "not import again; if it selects another file, change `triggers`",
  ];
}

const whatItLooksLike = "what looks like a signature, a token or a date";

const doubtfulPairs = ({ kind, value }: Source): readonly QueryPair[] =>
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
