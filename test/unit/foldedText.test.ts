import assert from "node:assert/strict";
import { fold, foldedPattern, unescape } from "../../provider/source/foldedText";

/** Each folded unit with the piece of the source that it stands for. */
function pieces(source: string, layers: number): string {
  let folded = fold(source);
  for (let layer = 0; layer < layers; layer += 1) folded = unescape(folded);
  const { text, starts, ends } = folded;
  assert.equal(starts.length, text.length);
  assert.equal(ends.length, text.length);
  return Array.from(starts, (start, at) => `${text.charAt(at)}=${source.slice(start, ends[at])}`).join(" ");
}

describe("a folded text", () => {
  for (const [rule, source, expected] of [
    ["lower case, each unit knowing its own", "aB", "a=a b=B"],
    ["no white space", " a\n b\t", "a=a b=b"],
    ["no invisible or control characters", "a\u200b\u0000\u00a0b", "a=a b=b"],
    ["the beginning of a terminal's sequence", "\u001bA", "\u001b=\u001b a=A"],
    ["both units of a letter that folds to two", "İ", "i=İ \u0307=İ"],
    ["other letters in lower case", "Ä€", "ä=Ä €=€"],
  ] as const) {
    it(`has ${rule}`, () => {
      assert.equal(pieces(source, 0), expected);
      assert.equal(fold(source).text, foldedPattern(source));
    });
  }
});

describe("a text with a layer of escapes taken off", () => {
  for (const [rule, source, expected] of [
    ["nothing to take off", "ab", "a=a b=b"],
    ["a percent-encoded letter", "x%41y", "x=x a=%41 y=y"],
    ["several bytes of one character", "%C3%A4b", "ä=%C3%A4 b=b"],
    ["a character of two units", "%F0%9F%98%80!", "\ud83d=%F0%9F%98%80 \ude00=%F0%9F%98%80 !=!"],
    ["two characters in one run", "%41%C3%A4", "a=%41 ä=%C3%A4"],
    ["bytes that are no text, one by one", "%FF%41", "ÿ=%FF a=%41"],
    ["a percent sign that encodes nothing", "5%x%4", "5=5 %=% x=x %=% 4=4"],
    ["an escape of JSON", String.raw`\u0041b`, String.raw`a=\u0041 b=b`],
    ["an escape of JavaScript", String.raw`\x41b`, String.raw`a=\x41 b=b`],
    ["an escaped quote or slash", String.raw`\"\/\\`, String.raw`"=\" /=\/ \=\\`],
    ["an escaped line break, which is white space", String.raw`a\n\r\t\b\fb`, "a=a b=b"],
    ["an escape that stands for itself", String.raw`\q`, String.raw`q=\q`],
    ["the five names of HTML", "&amp;&lt;&gt;&quot;&apos;", "&=&amp; <=&lt; >=&gt; \"=&quot; '=&apos;"],
    ["a decimal number of HTML", "&#65;b", "a=&#65; b=b"],
    ["a hexadecimal number of HTML", "&#x41;&#X4a;", "a=&#x41; j=&#X4a;"],
    ["an ampersand that is one", "a&b;&;", "a=a &=& b=b ;=; &=& ;=;"],
    ["the colours of a terminal", "a\u001b[1;31mb\u001b[0mc", "a=a b=b c=c"],
    ["a terminal's sequence with blanks in it, which fold away", "a\u001b[1 qb", "a=a b=b"],
    ["an escape character alone", "a\u001bb", "a=a b=b"],
    ["only one layer", "%2541", "%=%25 4=4 1=1"],
  ] as const) {
    it(`has ${rule}`, () => {
      assert.equal(pieces(source, 1), expected);
    });
  }

  it("has two off after the second time", () => {
    assert.equal(pieces("%2541b", 2), "a=%2541 b=b");
    assert.equal(pieces(String.raw`\\u0041`, 2), String.raw`a=\\u0041`);
  });
});
