import assert from "node:assert/strict";
import fc from "fast-check";
import { redactor } from "../../provider/source/redaction";

/** Any text with at least eight visible characters in it, halves of surrogate pairs included. */
const aSecret = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "grapheme-ascii" }),
    codeUnits(),
  )
  .map((text) => `${text}Zx0`)
  .filter((text) => text.replace(/[\s\p{Cc}\p{Cf}]/gu, "").length >= 8 && !text.includes("[secret]"));

const ordinaryText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme-ascii" }),
  codeUnits(),
  // Change what follows, when read from the left.
  fc.constantFrom("%", "%4", "\\", "\\u00", "&#", "\u001b[", "\ud83d"),
);

/** Also texts that make a secret of whatever follows. */
const aText = fc.oneof(ordinaryText, fc.constantFrom("password=", "Bearer ", "://", "%3a%2f%2f"));

function codeUnits(): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
}

const bytes = (text: string): Buffer => Buffer.from(text, "utf8");
const wellFormed = (text: string): string => bytes(text).toString();
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inForm = (text: string): string => new URLSearchParams([["a", text]]).toString().slice("a=".length);
const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (piece) => piece.toLowerCase());
const inUrl = (text: string): string => encodeURIComponent(wellFormed(text));

const wrapped = (text: string, width: number, lineBreak: string): string =>
  (text.match(new RegExp(`[^]{1,${width}}`, "g")) ?? []).join(lineBreak);

const forms: readonly (readonly [name: string, write: (secret: string) => string])[] = [
  ["as it is", (secret) => secret],
  ["in upper case", (secret) => secret.toUpperCase()],
  ["in lower case", (secret) => secret.toLowerCase()],
  ["encoded for a URL", inUrl],
  ["encoded for a URL in small letters", (secret) => lowerHex(inUrl(secret))],
  ["encoded as a form", inForm],
  ["encoded as a form in small letters", (secret) => lowerHex(inForm(secret))],
  ["escaped in JSON", inJson],
  ["escaped in JSON within JSON", (secret) => inJson(inJson(secret))],
  ["in base64", (secret) => bytes(secret).toString("base64")],
  ["in base64url", (secret) => bytes(secret).toString("base64url")],
  ["in hexadecimal", (secret) => bytes(secret).toString("hex")],
];

describe("a secret of eight or more characters", () => {
  for (const [name, write] of forms) {
    it(`does not survive ${name}, whatever surrounds it`, () => {
      fc.assert(
        fc.property(aSecret, aText, aText, (secret, before, after) => {
          const shown = redactor([secret])(before + write(secret) + after);
          assert(!shown.includes(write(secret)), JSON.stringify(shown));
        }),
        { numRuns: 300 },
      );
    });

    it(`does not survive ${name}, split over lines`, () => {
      const aLineBreak = fc.constantFrom("\n", "\r\n", "\n    ", " \n\t");
      fc.assert(
        fc.property(aSecret, fc.integer({ min: 1, max: 30 }), aLineBreak, (secret, width, lineBreak) => {
          const form = write(secret);
          const shown = redactor([secret])(`said: ${wrapped(form, width, lineBreak)}.`);
          assert(!shown.replace(/\s/g, "").includes(form.replace(/\s/g, "")), JSON.stringify(shown));
        }),
      );
    });
  }

  it("does not survive when it was given encoded and comes back decoded", () => {
    fc.assert(
      fc.property(aSecret, aText, aText, (secret, before, after) => {
        const shown = redactor([inUrl(secret)])(before + wellFormed(secret) + after);
        assert(!shown.includes(wellFormed(secret)), JSON.stringify(shown));
      }),
    );
  });

  it("does not survive within something that is in base64, wherever it starts", () => {
    const kinds = fc.constantFrom<BufferEncoding>("base64", "base64url");
    fc.assert(
      fc.property(aSecret, aText, aText, kinds, (secret, before, after, encoding) => {
        const shown = redactor([secret])(bytes(before + wellFormed(secret) + after).toString(encoding));
        for (const offset of [0, 1, 2, 3]) {
          const decoded = Buffer.from(
            "AAAA".slice(0, offset) + shown.replace(/\W/g, ""),
            "base64",
          ).toString();
          assert(!decoded.includes(wellFormed(secret)), JSON.stringify(shown));
        }
      }),
    );
  });

  it("does not survive in pieces that are escaped in different ways", () => {
    const ways = [
      inUrl,
      inJson,
      (text: string) => text,
      (text: string) => `\u001b[1;31m${text}\u001b[0m`,
      html,
    ];
    const pieces = fc.array(
      fc.tuple(fc.string({ unit: "grapheme-ascii", minLength: 1 }), fc.constantFrom(...ways)),
      {
        minLength: 3,
      },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const secret = parts.map(([text]) => text).join("");
        fc.pre(/^[^%\\&+;\s]{8,}$/.test(secret));
        const shown = redactor([secret])(`said: <${parts.map(([text, write]) => write(text)).join("")}>`);
        assert.match(shown, /^said: <(?:\u001b\[1;31m)?\[secret\](?:\u001b\[0m)?>$/);
      }),
    );
  });

  it("does not show its beginning when the text is cut off within it", () => {
    const length = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", minLength: 9 }), length, (secret, cut) => {
        fc.pre(/^\S{9,}$/.test(secret));
        const beginning = secret.slice(0, cut);
        assert(!redactor([secret])(`said: ${beginning}`).includes(beginning));
      }),
    );
  });
});

const html = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

describe("redaction", () => {
  it("leaves a text alone in which there is no secret", () => {
    const prose = fc.string({ unit: fc.constantFrom(..."aeiou .,:;()\n".split("")) });
    fc.assert(
      fc.property(prose, fc.array(fc.stringMatching(/^[xyz0-9]{1,20}$/)), (text, secrets) => {
        assert.equal(redactor(secrets)(text), text);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(aSecret), ordinaryText, ordinaryText, (secrets, before, after) => {
        const redact = redactor(secrets);
        const shown = redact(before + secrets.join(" ") + after);
        assert.equal(redact(shown), shown);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.array(aText), aText, (secrets, text) => {
        redactor(secrets)(text);
      }),
    );
  });
});
