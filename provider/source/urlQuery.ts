import { cut, percentDecoded } from "./connectionUri";
import type { Selector } from "./location";
import { looksOpaque } from "./opaqueText";
import { purposeOf, wordsOf } from "./queryKeys";
import { isLabel, waysIn } from "./queryKeys";

/** A pair of a query, decoded. */
export interface QueryPair {
  /** Empty where there is none, as in `?orders.sql.gz`: then all that is said is the value. */
  readonly key: string;
  readonly words: string;
  readonly value: string;
  /** The first one is 1. */
  readonly position: number;
}

export interface UrlQuery {
  /** What says which bytes come back. */
  readonly selectors: readonly Selector[];
  /** What may say so, but looks like a signature, a token or a time, which change with every signing. */
  readonly doubtful: readonly QueryPair[];
}

/** Whatever is not known as a way in counts, unless it looks like one. */
export function readQuery(url: URL): UrlQuery {
  const pairs = url.search.slice(1).split("&").flatMap(pairAt);
  const isWayIn = waysIn(url, pairs);
  const others = pairs.filter((pair) => !isWayIn(pair));
  const doubtful = others.filter(({ words, value }) => purposeOf(words) === undefined && looksOpaque(value));
  const counting = others.filter((pair) => !doubtful.includes(pair));
  return { selectors: inOrder(counting), doubtful };
}

/** In which order two values of one key stand may matter; in which order keys do does not. */
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
  // An empty version chooses none, and an empty signature signs nothing; any other name is all there is.
  if (piece.endsWith("=") && purposeOf(pair.words) !== undefined) return [];
  return [{ key: "", words: "", value: pair.key, position }];
}

/** As forms write it; what is not UTF-8 stays as it is, so that two such names are two. */
function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  return percentDecoded(spaced) ?? spaced;
}
