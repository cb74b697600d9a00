import { cut, percentDecoded } from "./connectionUri";
import type { Selector } from "./location";
import { looksOpaque } from "./opaqueText";
import { accessPairs, isLabel, purposeOf, wordsOf } from "./queryKeys";

/** A decoded query pair. */
export interface QueryPair {
  /** Empty if there is none, as in `?orders.sql.gz`: then the value is all there is. */
  readonly key: string;
  readonly words: string;
  readonly value: string;
  /** Counted from 1. */
  readonly position: number;
}

export interface UrlQuery {
  /** What selects which bytes come back. */
  readonly selectors: readonly Selector[];
  /** What may select them, but looks like a signature, a token or a time, which change with every signing. */
  readonly doubtful: readonly QueryPair[];
}

/** Whatever is not known to grant access counts, unless it looks like a credential or a time. */
export function readQuery(url: URL): UrlQuery {
  const pairs = url.search.slice(1).split("&").flatMap(pairAt);
  const isWayIn = accessPairs(url, pairs);
  const others = pairs.filter((pair) => !isWayIn(pair));
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
  // An empty version selects none, and an empty signature signs nothing; any other name is all there is.
  if (piece.endsWith("=") && purposeOf(pair.words) !== undefined) return [];
  return [{ key: "", words: "", value: pair.key, position }];
}

/** Form-decoded; what is not UTF-8 stays as it is, so that two such names stay different. */
function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  return percentDecoded(spaced) ?? spaced;
}
