import assert from "node:assert/strict";
import { looksOpaque } from "../../../provider/source/opaqueText";

const random = "Qx7Qx7Qx7Qx7Qx7Q";

const opaque: readonly (readonly [what: string, value: string])[] = [
  ["sixteen random characters", random],
  ["random text that is padded", `${random}==`],
  ["random text with one mark in eight characters", "Qx7Qx7Q-x7Q-7Qx7"],
  ["lower case and digits in turn", "abcde1fghij2klmno3"],
  ["upper case and digits in turn", "ABCDE1FGHIJ2KLMNO3"],
  ["lower case that switches seldom", "abcdefgh1abcdefgh2"],
  ["upper case that switches seldom", "ABCDEFGH1ABCDEFGH2"],
  ["random text between separators", `_${random}..1767225600-`],
];

const readable: readonly (readonly [what: string, value: string])[] = [
  ["fifteen random characters", random.slice(1)],
  ["random text with padding in the middle", "Qx7Qx7Q=x7Qx7Qx7Q"],
  ["random text with a letter of another script before it", `é${random}`],
  ["random text with a letter of another script behind it", `${random}é`],
  ["random text with more marks than one in eight characters", "Qx7-x7Q-x7Q-7Qx7"],
  ["words run together, in both cases", "AbcdEfghIjklMnopQrst"],
  ["a word in capitals", "ORDERSORDERSORDERS"],
  ["marks alone", "-".repeat(16)],
  ["a file name", `${random}.gz`],
];

describe("a value of a URL", () => {
  for (const [what, value] of opaque)
    it(`tells nothing of its purpose: ${what}`, () => {
      assert.equal(looksOpaque(value), true);
    });

  for (const [what, value] of readable)
    it(`can be read: ${what}`, () => {
      assert.equal(looksOpaque(value), false);
    });
});
