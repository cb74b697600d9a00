export interface Occurrences {
  /** Where the pattern begins, overlapping ones included. */
  readonly starts: readonly number[];
  /** How much of the pattern's beginning the text ends with, short of all of it. */
  readonly cutShort: number;
}

/**
 * Finds a pattern in any text in time linear in both (Knuth, Morris and Pratt): the text comes from outside and
 * may be made to be slow to search.
 */
export function searcher(pattern: string): (text: string) => Occurrences {
  const borders = bordersOf(pattern);
  return (text) => {
    const starts: number[] = [];
    let matched = 0;
    for (let at = 0; at < text.length; at += 1) {
      matched = advanced(pattern, borders, matched, text.charCodeAt(at));
      if (matched < pattern.length) continue;
      starts.push(at + 1 - matched);
      matched = borders[matched] ?? 0;
    }
    return { starts, cutShort: matched };
  };
}

/** For each length, that of the longest proper beginning of the pattern which is also an end of its first `length` units. */
function bordersOf(pattern: string): Uint32Array {
  const borders = new Uint32Array(pattern.length + 1);
  let matched = 0;
  for (let at = 1; at < pattern.length; at += 1) {
    matched = advanced(pattern, borders, matched, pattern.charCodeAt(at));
    borders[at + 1] = matched;
  }
  return borders;
}

function advanced(pattern: string, borders: Uint32Array, matched: number, unit: number): number {
  let length = matched;
  while (length > 0 && pattern.charCodeAt(length) !== unit) length = borders[length] ?? 0;
  return pattern.charCodeAt(length) === unit ? length + 1 : 0;
}
