import { cut, percentDecoded } from "./notations";
import { parseUrl, type Selector, type SourceLocation, withoutRootDot } from "./location";
import { looksOpaque } from "./opaqueText";
import { accessPairs, isLabel, purposeOf, wordsOf } from "./queryKeys";

/** The URL as an HTTP client reads it; `queryKeys.ts` knows what its query keys are for. */
export function locateDumpUrl(text: string): SourceLocation | undefined {
  const url = parseUrl(text);
  const family = url?.protocol.slice(0, -1);
  if (url === undefined || (family !== "http" && family !== "https")) return undefined;
  const host = withoutRootDot(url.hostname);
  const port = url.port === "" ? defaultPorts[family] : Number(url.port);
  return {
    family,
    servers: [{ host, port }],
    path: canonicalPath(url.pathname),
    selectors: readQuery(url).selectors,
  };
}

/** Query parameters of a dump's URL that are ignored although they may select the file. */
export function doubtfulParameters(text: string): readonly QueryPair[] {
  const url = parseUrl(text.trim());
  return url === undefined ? [] : readQuery(url).doubtful;
}

const defaultPorts = { http: 80, https: 443 };

// No `+`: S3 reads it as a space, so `+` and `%2B` are two paths. So are `/` and `%2F`.
const sameWhenEncoded = /^[\w.~!$&'()*,;=:@-]$/;

/** One spelling per path; which characters `URL` encodes depends on the Node.js version. */
function canonicalPath(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^\w.~!$&'()*,;=:@/+-]/gi, (piece) => {
    if (piece.length === 1) return encodeURIComponent(piece);
    const character = String.fromCharCode(parseInt(piece.slice(1), 16));
    return sameWhenEncoded.test(character) ? character : piece.toUpperCase();
  });
}

/** A decoded query pair. */
export interface QueryPair {
  /** Empty for a bare value, such as `?orders.sql.gz`. */
  readonly key: string;
  readonly words: string;
  readonly value: string;
  /** Counted from 1. */
  readonly position: number;
}

interface UrlQuery {
  /** Parameters that select which bytes come back. */
  readonly selectors: readonly Selector[];
  /** Parameters that may do so, but look like a signature, a token or a time, which change with every signing. */
  readonly doubtful: readonly QueryPair[];
}

/** A parameter counts unless it is known to grant access, or looks like a credential or a time. */
function readQuery(url: URL): UrlQuery {
  const pairs = url.search.slice(1).split("&").flatMap(pairAt);
  const grantsAccess = accessPairs(url, pairs);
  const others = pairs.filter((pair) => !grantsAccess(pair));
  const doubtful = others.filter(({ words, value }) => purposeOf(words) === undefined && looksOpaque(value));
  const counting = others.filter((pair) => !doubtful.includes(pair));
  return { selectors: inOrder(counting), doubtful };
}

/** The order of one key's values may matter; the order of keys does not. */
function inOrder(pairs: readonly QueryPair[]): readonly Selector[] {
  const keys = new Set(pairs.map(({ key }) => key.toLowerCase()));
  return [...keys].map((each) => {
    const values = pairs.filter(({ key }) => key.toLowerCase() === each).map(({ value }) => value);
    return [each, values.length > 1 ? JSON.stringify(values) : (values[0] ?? "")];
  });
}

function pairAt(piece: string, index: number): readonly QueryPair[] {
  const [written, value] = cut(piece, "=");
  const pair = { key: decoded(written), words: wordsOf(decoded(written)), value: decoded(value) };
  const position = index + 1;
  if (piece === "") return [];
  if (value !== "" || isLabel(pair)) return [{ ...pair, position }];
  // An empty version selects nothing and an empty signature signs nothing; any other name is a bare value.
  if (piece.endsWith("=") && purposeOf(pair.words) !== undefined) return [];
  return [{ key: "", words: "", value: pair.key, position }];
}

/** Form-decoded; anything but UTF-8 stays encoded, so that two such names stay different. */
function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  return percentDecoded(spaced) ?? spaced;
}
