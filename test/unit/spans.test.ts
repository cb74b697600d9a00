import assert from "node:assert/strict";
import { replaceSpans, type Span } from "../../provider/source/spans";

const plain = (start: number, end: number): Span => ({ start, end, isEncoded: false });
const encoded = (start: number, end: number): Span => ({ start, end, isEncoded: true });

describe("the pieces of a text that are hidden", () => {
  for (const [rule, text, spans, shown] of [
    ["none", "abc", [], "abc"],
    ["one", "abcd", [plain(1, 3)], "a[secret]d"],
    ["the whole text", "abc", [plain(0, 3)], "[secret]"],
    ["two, in any order", "abcdef", [plain(4, 5), plain(1, 2)], "a[secret]cd[secret]f"],
    ["two that overlap, as one", "abcdef", [plain(1, 4), plain(2, 5)], "a[secret]f"],
    ["one within another, as one", "abcdef", [plain(1, 5), plain(2, 3)], "a[secret]f"],
    ["two that touch, as one", "abcdef", [plain(1, 3), plain(3, 5)], "a[secret]f"],
    ["two at the beginning that touch, as one", "abc", [plain(0, 1), plain(1, 2)], "[secret]c"],
    ["with all of the encoding around", "<YW+/-_=%Jj>", [encoded(3, 5)], "<[secret]>"],
    ["with an encoding that is the whole text", "YWJj", [encoded(1, 2)], "[secret]"],
    ["with an encoding on one side only", "<YWJj", [encoded(1, 3)], "<[secret]"],
    ["an encoding from the secret before it on", "abYWJj.", [plain(0, 2), encoded(4, 5)], "[secret]."],
    ["not twice what an encoding holds already", "<YWJj>", [encoded(1, 2), plain(3, 4)], "<[secret]>"],
    ["the encoding of any of those that overlap", "<YWJj>", [plain(1, 3), encoded(2, 4)], "<[secret]>"],
    ["the encoding of any of those that touch", "<YWJj>", [plain(2, 3), encoded(3, 4)], "<[secret]>"],
    ["the encoding of the first of those that overlap", "<YWJj>", [encoded(1, 3), plain(2, 4)], "<[secret]>"],
  ] as const) {
    it(`are replaced: ${rule}`, () => {
      assert.equal(replaceSpans(text, spans), shown);
    });
  }
});
