import assert from "node:assert/strict";
import fc from "fast-check";
import { cleaned, shortened } from "../../../provider/redaction/printable";

describe("a printable text", () => {
  it("has no control or invisible characters, is bounded, and stays as it is the second time", () => {
    const text = fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u001b[31m", "\u001b]0;x\u0007", "\ud800")),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (pieces, maxLength) => {
        const shown = shortened(cleaned(pieces.join("")), maxLength);
        assert(!/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(shown));
        assert(shown.length <= maxLength);
        assert.equal(shortened(cleaned(shown), maxLength), shown.trim());
      }),
    );
  });

  for (const [rule, text, shown] of [
    ["without colours", "\u001b[1;31mred\u001b[0m \u009b2Jend", "red end"],
    ["without window titles and links", "\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b", "ab"],
    ["with one space for line breaks and tabs", "one\r\n\ttwo", "one two"],
    ["without what turns the direction of writing", "a\u202eb\u2066c", "abc"],
    ["with a space for a vertical tab, and none around", "\v one\vtwo\n", "one two"],
    ["with a mark for half a character", "a\ud800b", "a\ufffdb"],
    ["with its letters", "Zürich 東京 😀", "Zürich 東京 😀"],
  ] as const) {
    it(`is shown ${rule}`, () => {
      assert.equal(cleaned(text), shown);
    });
  }

  it("says where it was cut off, never within a character", () => {
    assert.equal(shortened("abcdef", 4), "abc…");
    assert.equal(shortened("abcd", 4), "abcd");
    assert.equal(shortened("ab😀def", 4), "ab…");
  });
});
