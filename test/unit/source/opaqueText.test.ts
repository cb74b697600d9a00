import assert from "node:assert/strict";
import { looksOpaque } from "../../../provider/source/opaqueText";

const random = "Qx7Qx7Qx7Qx7Qx7Q";
const hash = "5f2a9c4d5e6f7081";

const opaque: readonly (readonly [what: string, value: string])[] = [
  ["sixteen random characters", random],
  ["random text that is padded", `${random}==`],
  ["random text with one mark in eight characters", "Qx7Qx7Q-x7Q-7Qx7"],
  ["lower case and digits in turn", "abcde1fghij2klmno3"],
  ["upper case and digits in turn", "ABCDE1FGHIJ2KLMNO3"],
  ["lower case that switches seldom", "abcdefgh1abcdefgh2"],
  ["upper case that switches seldom", "ABCDEFGH1ABCDEFGH2"],
  ["a UUID of few digits", "00000000-0000-4000-8000-aaaaaaaaaaaa"],
  ["a UUID in capitals", "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA"],
  ["a UUID in braces", "{aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa}"],
  ["a JSON Web Token that ends like a file", "eyJhbGci.eyJzdWIi.sig"],
  ["a JSON Web Token without a signature", "eyJhbGci.eyJzdWIi."],
  ["sixteen hexadecimal digits", "aaaaaaaaaaaaaaaa"],
  ["sixteen hexadecimal digits in capitals", "AAAAAAAAAAAAAAAA"],
  ["seconds since 1970", "1767225600"],
  ["milliseconds since 1970", "1767225600000"],
  ["a day", "2026-01-15"],
  ["a day with dots", "15.12.2026"],
  ["a day without separators", "19991031"],
  ["a time", "2026-01-15T09:00"],
  ["a time to the second", "2026-01-15 09:00:00"],
  ["a time to the millisecond", "2026-01-15_09-00-00.123 UTC"],
  ["a time without separators", "20260115T090000Z"],
  ["a time with a zone", "2026-01-15t09:00:00,5 +0100"],
  ["a time with a zone by minutes", "2026-01-15T09:00:00-05:30"],
  ["a time as HTTP writes it", "Thu, 15 Jan 2026 09:00:00 GMT"],
  ["a digest by its name", `sha256:${hash}`],
  ["a digest by its name in capitals", `SHA512:${hash}`],
  ["a digest whose name is in the middle", `${hash}.md5.${hash}`],
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
  ["a file name that ends with a digit", `${hash}.md5`],
  ["almost a UUID: a letter before it", "xaaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"],
  ["almost a UUID: a digit too many", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaaa"],
  ["almost a UUID: a group missing", "aaaaaaaa-aaaa-aaaa-aaaaaaaaaaaa"],
  ["almost a UUID: a short first group", "a-aaaa-aaaa-aaaa-aaaaaaaaaaaa"],
  ["almost a UUID: short middle groups", "aaaaaaaa-a-a-a-aaaaaaaaaaaa"],
  ["almost a UUID: a short last group", "aaaaaaaa-aaaa-aaaa-aaaa-a"],
  ["almost a UUID: no hexadecimal digit at first", "gggggggg-aaaa-aaaa-aaaa-aaaaaaaaaaaa"],
  ["almost a UUID: no hexadecimal digit in the middle", "aaaaaaaa-gggg-gggg-gggg-aaaaaaaaaaaa"],
  ["almost a UUID: no hexadecimal digit at last", "aaaaaaaa-aaaa-aaaa-aaaa-gggggggggggg"],
  ["a file name that begins as a JSON Web Token", "eyJhbGci.eyJzdWIi.sig.gz"],
  ["a file name that ends as a JSON Web Token", "a~eyJhbGci.eyJzdWIi.sig"],
  ["fifteen hexadecimal digits", "aaaaaaaaaaaaaaa"],
  ["hexadecimal digits behind another letter", "gaaaaaaaaaaaaaaaa"],
  ["hexadecimal digits before another letter", "aaaaaaaaaaaaaaaag"],
  ["nine digits", "176722560"],
  ["eleven digits", "17672256000"],
  ["a letter before seconds", "a1767225600"],
  ["a letter behind seconds", "1767225600a"],
  ["month 0", "2026-00-15"],
  ["month 13", "2026-13-15"],
  ["day 0", "2026-01-00"],
  ["day 32", "2026-01-32"],
  ["day 32, first", "32-01-2026"],
  ["a year of another century", "2126-01-15"],
  ["a letter before a day", "x2026-01-15"],
  ["a letter behind a day", "2026-01-15x"],
  ["a time of one digit", "2026-01-15T9"],
  ["a time as HTTP writes it, without seconds", "Thu, 15 Jan 2026 09:00 GMT"],
  ["a time as HTTP writes it, in small letters", "thu, 15 jan 2026 09:00:00 gmt"],
  ["a word before a time as HTTP writes it", "on Thu, 15 Jan 2026 09:00:00 GMT"],
  ["a word behind a time as HTTP writes it", "Thu, 15 Jan 2026 09:00:00 GMT+1"],
  ["a digest by less than a name", `sha:${hash}`],
  ["a digest by more than a name", `xmd5:${hash}`],
  ["a digest by another name", `md5x:${hash}`],
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
