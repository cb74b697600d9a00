import { cut, parseLibpqSettings, percentDecoded, queryPairs, splitHost } from "../source/notations";
import { locateSource, type SourceKind } from "../source/identity";
import { looksOpaque } from "../source/opaqueText";
import { purposeOf, wordsOf } from "../source/queryKeys";

type Pair = readonly [key: string, value: string];

/**
 * The secret parts of a source: keys, of which any piece is sensitive, and names, which match only as a whole.
 * Undefined if two programs may disagree about what belongs to the password.
 */
export function secretParts(kind: SourceKind, value: string) {
  const isUri = /^[\w:+.-]+:\/\//.test(value);
  const read = isUri ? uriPairs(kind, value) : parseLibpqSettings(value);
  if (read === undefined || locateSource(kind, value) === undefined) return undefined;
  const given = [...read];
  const pairs = [...given, ...given.map(([key, text]): Pair => [key, percentDecoded(text) ?? text])];
  const isKey = ([key, text]: Pair): boolean =>
    /pass|secret|scram|token|key|sig|cred/i.test(key) ||
    (!address.test(key) && purposeOf(wordsOf(key)) === "credential") ||
    (kind === "importUrl" && key !== "host" && isRandom(text));
  // What a signature names beside the access key appears in every message from the service.
  const keys = pairs
    .filter(isKey)
    .map(([, text]) => text.replace(/(?:\/|%2F)\d{8}(?:\/|%2F).*_request$/i, ""));
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
  const randoms = segments.flatMap((text) =>
    looksOpaque(text) ? [text] : text.split(/[-_.]/).filter(isRandom),
  );
  return [
    ...Object.entries({ user, password, host: hosts, key: fragment }),
    ...query.split("&").map((pair) => (pair.includes("=") ? cut(pair, "=") : (["", pair] as const))),
    ...queryPairs(query),
    ...randoms.map((text) => ["key", text] as const),
  ];
}

// Every source has these, and most have no other key: judging keys takes long the first time.
const address = /^(?:user|host|port|dbname)$/;

// One program takes any other character in credentials literally, another ends them there.
const plain = /^[^\s:[\]\\]*(?::[^\s:[\]\\]*)?$/;

const isRandom = (text: string): boolean =>
  text.length >= 16 || (text.length >= 8 && /\d/.test(text) && /[a-z]/i.test(text));

/** Without a port and the root dot; nothing for localhost, which its messages mention all the time. */
const hostIn = (piece: string): string =>
  (splitHost(piece)?.host ?? piece).replace(/\.$|^(?:localhost|127\.[\d.]+|::1)$/i, "");
