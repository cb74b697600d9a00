import assert from "node:assert/strict";
import fc from "fast-check";
import { searcher } from "../../provider/source/search";

describe("the search for a pattern", () => {
  for (const [pattern, text, starts, cutShort] of [
    ["ab", "ab-ab", [0, 3], 0],
    ["aba", "ababa", [0, 2], 1],
    ["aaa", "aaaaa", [0, 1, 2], 2],
    ["aab", "aaab", [1], 0],
    ["abcabd", "abcabcabd", [3], 0],
    ["abcd", "xabc", [], 3],
    ["abab", "xaba", [], 3],
    ["a", "", [], 0],
    ["a", "b", [], 0],
  ] as const) {
    it(`finds ${pattern} in ${JSON.stringify(text)}, overlaps and a beginning at the end included`, () => {
      assert.deepEqual(searcher(pattern)(text), { starts, cutShort });
    });
  }

  it("finds what looking at every position finds", () => {
    const letters = (minLength: number) => fc.string({ unit: fc.constantFrom("a", "b"), minLength });
    fc.assert(
      fc.property(letters(1), letters(0), (pattern, text) => {
        const positions = Array.from(text, (_, index) => index);
        const lengths = Array.from(pattern, (_, length) => length);
        assert.deepEqual(searcher(pattern)(text), {
          starts: positions.filter((start) => text.startsWith(pattern, start)),
          cutShort: Math.max(...lengths.filter((length) => text.endsWith(pattern.slice(0, length)))),
        });
      }),
    );
  });
});
