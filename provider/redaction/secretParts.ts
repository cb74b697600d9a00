import { cut, percentDecoded, queryPairs, splitHost } from "../source/connectionUri";
import { locateSource, type SourceKind } from "../source/identity";
import { parseLibpqSettings } from "../source/libpqSettings";
import { purposeOf, wordsOf } from "../source/queryKeys";

/** What nobody should read of a source. */
export interface SecretParts {
  /** A piece of these gives them away. */
  readonly keys: readonly string[];
  /** Users, hosts and the like: known by all of it. */
  readonly names: readonly string[];
}

type Pair = readonly [key: string, value: string];

/** The parts of a source; undefined where two programs may disagree about what belongs to the password. */
export function secretParts(kind: SourceKind, value: string): SecretParts | undefined {
  const isUri = /^[\w:+.-]+:\/\//.test(value);
  const given = isUri ? uriPairs(kind, value) : [...(parseLibpqSettings(value) ?? [])];
  if (locateSource(kind, value) === undefined || given === undefined) return undefined;
  const pairs = [...given, ...given.map(([key, text]): Pair => [key, percentDecoded(text) ?? text])];
  // A connection string within the connection string.
  if (pairs.some(([key, text]) => key === "dbname" && /:\/\/|=/.test(text))) return undefined;
  const isKey = ([key, text]: Pair): boolean =>
    /pass|secret|scram|token|key|sig|cred|auth/i.test(key) ||
    (kind === "importUrl" &&
      !/^(?:user|host)$/.test(key) &&
      (isRandom(text) || purposeOf(wordsOf(key)) === "credential"));
  const keys = pairs.filter(isKey).map(([, text]) => text);
  const names = pairs
    .filter((pair) => !isKey(pair))
    .flatMap(([key, text]) => (/^host/.test(key) ? text.split(",").map(hostIn) : [text]));
  return { keys, names };
}

function uriPairs(kind: SourceKind, value: string): readonly Pair[] | undefined {
  const [beforeFragment, fragment] = cut(cut(value, "://")[1], "#");
  const [hierarchy, query] = cut(beforeFragment, "?");
  const [authority, path] = cut(hierarchy, "/");
  const userinfo = authority.slice(0, Math.max(0, authority.indexOf("@")));
  const hosts = authority.slice(authority.indexOf("@") + 1);
  const isClear = plain.test(userinfo) && percentDecoded(userinfo) !== undefined;
  if (!isClear || `${hosts}/${path}?${query}#${fragment}`.includes("@")) return undefined;
  const [user, password] = cut(userinfo, ":");
  const segments = kind === "importUrl" ? path.split("/") : []; // a database's path is its name
  return [
    ...Object.entries({ user, password, host: hosts, key: fragment }),
    ...query.split("&").map((pair) => cut(pair, "=")),
    ...queryPairs(query),
    ...segments.filter(isRandom).map((segment) => ["key", segment] as const),
  ];
}

// What else is in credentials, one program takes as it is and another for their end.
const plain = /^[^\s:[\]\\]*(?::[^\s:[\]\\]*)?$/;

const isRandom = (text: string): boolean => text.length >= 16 || /^(?=.*\d)(?=.*[a-z]).{8,}$/i.test(text);

/** Without a port, and without the dot of the root; nothing for this machine, which is in every message of it. */
const hostIn = (piece: string): string =>
  (splitHost(piece)?.host ?? piece).replace(/\.$|^(?:localhost|127\.[\d.]+|::1)$/i, "");
