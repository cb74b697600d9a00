/** A connection URI split into pieces, still encoded. */
export interface ConnectionUri {
  /** In lower case, with any leading `jdbc:`. */
  readonly scheme: string;
  readonly userinfo: string;
  /** Each is `host`, `host:port` or `[address]:port`. */
  readonly hosts: readonly string[];
  readonly path: string;
  readonly query: string;
}

/**
 * Splits like the client libraries, but gives up where they disagree about what belongs to the password: a wrong
 * guess would put part of the password into the identity.
 */
export function splitConnectionUri(value: string): ConnectionUri | undefined {
  const prefix = /^(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0];
  if (prefix === undefined) return undefined;
  const afterScheme = value.slice(prefix.length);
  const at = userinfoEnd(afterScheme);
  if (at === undefined) return undefined;

  const [beforeFragment, fragment] = cut(afterScheme.slice(at + 1), "#");
  const [hierarchy, query] = cut(beforeFragment, "?");
  const [hosts, path] = cut(hierarchy, "/");
  if (stray.path.test(path) || stray.query.test(query) || fragment.includes("@")) return undefined;
  return {
    scheme: prefix.slice(0, -"://".length).toLowerCase(),
    userinfo: afterScheme.slice(0, Math.max(at, 0)),
    hosts: hosts.split(","),
    path,
    query,
  };
}

// Left over from a password with a raw `/`, or from `/db&password=` written for `/db?password=`.
const stray = { path: /[@&=;]/, query: /(?:^|&)[^=&]*@|@[^&@]*\// };

/** The position of the `@` before the hosts, -1 without credentials, undefined if ambiguous. */
function userinfoEnd(afterScheme: string): number | undefined {
  const [authority] = cut(afterScheme, "/");
  const at = authority.lastIndexOf("@");
  const mark = authority.search(/[?#]/);
  if (mark < 0 || mark > at) return at;
  // libpq accepts `?` and `#` in a password. Other clients start a query there, so give up if it looks like one.
  const isAmbiguous = authority.indexOf("@") < mark || authority.slice(mark, at).includes("=");
  return isAmbiguous ? undefined : at;
}

/** Undefined if the piece is malformed. */
export function splitHost(piece: string): { readonly host: string; readonly port: string } | undefined {
  const bracketed = /^\[([^[\]]*)\](?::([^:]*))?$/.exec(piece);
  if (bracketed !== null) return { host: bracketed[1] ?? "", port: bracketed[2] ?? "" };
  const [host, port] = cut(piece, ":");
  return piece.includes("[") || port.includes(":") ? undefined : { host, port };
}

/** A query's decoded pairs, without those that cannot be decoded. */
export function queryPairs(query: string): readonly (readonly [key: string, value: string])[] {
  return query.split("&").flatMap((pair) => {
    const [key, value] = cut(pair, "=").map(percentDecoded);
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}

export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What comes before and after the first `separator`; without one, everything comes before it. */
export function cut(text: string, separator: string): readonly [before: string, after: string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + separator.length)];
}

/** libpq's connection parameters, by keyword. */
export type LibpqSettings = ReadonlyMap<string, string>;

/**
 * Reads `host=db.example.com password='it\'s'` like libpq; undefined if libpq would reject it. A keyword only has to
 * look like one, so that later versions' keywords work too.
 */
export function parseLibpqSettings(text: string): LibpqSettings | undefined {
  const settings = new Map<string, string>();
  let rest = skipBlanks(text, 0);
  while (rest < text.length) {
    const keyword = keywordAt(text, rest);
    if (keyword === undefined) return undefined;
    const value = text[keyword.end] === "'" ? quotedAt(text, keyword.end + 1) : plainAt(text, keyword.end);
    if (value === undefined) return undefined;
    settings.set(keyword.text, value.text);
    rest = skipBlanks(text, value.end);
  }
  return settings;
}

interface Token {
  readonly text: string;
  /** Where the next token starts. */
  readonly end: number;
}

function keywordAt(text: string, start: number): Token | undefined {
  const name = /[a-z_]+/y;
  name.lastIndex = start;
  const keyword = name.exec(text)?.[0];
  if (keyword === undefined) return undefined;
  const equals = skipBlanks(text, start + keyword.length);
  return text[equals] === "=" ? { text: keyword, end: skipBlanks(text, equals + 1) } : undefined;
}

function quotedAt(text: string, start: number): Token | undefined {
  const value = unescapedUntil(text, start, (character) => character === "'");
  return value.end < text.length ? { text: value.text, end: value.end + 1 } : undefined;
}

const plainAt = (text: string, start: number): Token => unescapedUntil(text, start, isBlank);

function unescapedUntil(text: string, start: number, ends: (character: string) => boolean): Token {
  let value = "";
  let at = start;
  for (; at < text.length && !ends(text.charAt(at)); at += 1) {
    if (text[at] === "\\") at += 1;
    value += text.charAt(at);
  }
  return { text: value, end: Math.min(at, text.length) };
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && isBlank(text.charAt(at))) at += 1;
  return at;
}

// C's whitespace; JavaScript's is wider.
const isBlank = (character: string): boolean => " \t\n\v\f\r".includes(character);
