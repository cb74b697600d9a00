import type { Source } from "./identity";
import { sortedSet, type Selector, type Server, type SourceLocation } from "./location";
import { wordsOf } from "./queryKeys";

/** What differs in where two sources of one kind point, in words that show nothing of either; empty if unknown. */
export function howItMoved(before: Source, now: Source): readonly string[] {
  const [old, next] = [before.location, now.location];
  if (old === undefined || next === undefined) return [];
  const isDump = now.kind === "importUrl";
  return aspects
    .filter(({ of }) => !isSameSet(of(old), of(next)))
    .map(({ called }) => called(isDump, old, next));
}

interface Aspect {
  readonly of: (location: SourceLocation) => readonly unknown[];
  readonly called: (isDump: boolean, old: SourceLocation, next: SourceLocation) => string;
}

const aspects: readonly Aspect[] = [
  {
    of: ({ family }) => [family],
    called: (isDump) => (isDump ? "another scheme" : "another kind of server"),
  },
  { of: ({ servers }) => servers, called: (_, old, next) => addressMoved(old.servers, next.servers) },
  { of: ({ path }) => [path], called: (isDump) => (isDump ? "another path" : "another database") },
  {
    of: ({ selectors }) => selectors.filter(isVersion),
    called: (isDump) => (isDump ? "another object version" : "another point in time"),
  },
  {
    of: ({ selectors }) => selectors.filter((selector) => !isVersion(selector)),
    called: (isDump) => (isDump ? "another query" : "other options"),
  },
];

function addressMoved(old: readonly Server[], next: readonly Server[]): string {
  const hosts = ({ host }: Server): string => host;
  const what = isSameSet(old.map(hosts), next.map(hosts)) ? "port" : "host";
  return next.length === 1 ? `another ${what}` : `other ${what}s`;
}

const isVersion = ([key]: Selector): boolean =>
  /(?:^|-)(?:version|generation|snapshot|timestamp|lsn)/.test(wordsOf(key));

const isSameSet = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  JSON.stringify(sortedSet(one)) === JSON.stringify(sortedSet(other));
