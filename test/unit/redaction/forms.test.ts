import assert from "node:assert/strict";
import fc from "fast-check";
import { knowing } from "./redactors";

/** Any text with at least eight visible characters in it that is no word. */
const aSecret = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "grapheme-ascii" }),
    codeUnits(),
  )
  .map((text) => `${text}Zx0-7`)
  .filter((text) => text.replace(/[\s\p{Cc}\p{Cf}]/gu, "").length >= 8 && !/\[secret\]|\p{Cs}/u.test(text));

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
  ["encoded for a URL twice", (secret) => inUrl(inUrl(secret))],
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
          const shown = knowing(secret)(before + write(secret) + after);
          assert(shown?.includes(write(secret)) !== true, JSON.stringify(shown));
        }),
        { numRuns: 300 },
      );
    });

    it(`does not survive ${name}, split over lines`, () => {
      const aLineBreak = fc.constantFrom("\n", "\r\n", "\n    ", " \n\t");
      fc.assert(
        fc.property(aSecret, fc.integer({ min: 1, max: 30 }), aLineBreak, (secret, width, lineBreak) => {
          const form = write(secret);
          const shown = knowing(secret)(`said: ${wrapped(form, width, lineBreak)}.`) ?? "";
          assert(!shown.replace(/\s/g, "").includes(form.replace(/\s/g, "")), JSON.stringify(shown));
        }),
      );
    });
  }

  it("does not survive when it was given encoded and comes back decoded, once its source is read", () => {
    fc.assert(
      fc.property(aSecret, aText, aText, (secret, before, after) => {
        const shown = knowing(secret, inUrl(secret))(before + inUrl(secret) + after);
        assert(shown?.includes(inUrl(secret)) !== true, JSON.stringify(shown));
      }),
    );
  });

  it("does not survive within something that is in base64, wherever it starts", () => {
    const kinds = fc.constantFrom<BufferEncoding>("base64", "base64url");
    fc.assert(
      fc.property(aSecret, aText, aText, kinds, (secret, before, after, encoding) => {
        const shown = knowing(secret)(bytes(before + wellFormed(secret) + after).toString(encoding)) ?? "";
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
    const ways = [inUrl, inJson, (text: string) => text, html, hexEscaped];
    const pieces = fc.array(
      fc.tuple(fc.string({ unit: "grapheme-ascii", minLength: 1 }), fc.constantFrom(...ways)),
      { minLength: 3 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const secret = parts.map(([text]) => text).join("");
        fc.pre(/^[^%\\&+;\s]{8,}$/.test(secret) && /\d/.test(secret) && /[a-z]{2}/.test(secret));
        const shown = knowing(secret)(`said: <${parts.map(([text, write]) => write(text)).join("")}>`);
        assert.ok(shown === undefined || /\[secret\]/.test(shown), JSON.stringify(shown));
      }),
    );
  });

  it("does not show its beginning, its end or a piece of it, wherever it is cut", () => {
    const secret = fc.stringMatching(/^[a-z]{3}\d[A-Z][\w!$*@-]{6,30}$/);
    const places = fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 6, max: 40 }));
    fc.assert(
      fc.property(
        secret,
        places,
        fc.constantFrom("", "...", "…", '"', "'..."),
        (key, [from, length], end) => {
          const piece = key.slice(from, from + length);
          fc.pre(piece.length >= 6);
          assert(knowing(key)(`said: ${piece}${end} is wrong`)?.includes(piece) !== true);
          const beginning = key.slice(0, 4);
          assert(knowing(key)(`said: ${beginning}${end} is wrong`)?.includes(beginning) !== true);
        },
      ),
    );
  });
});

const html = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

const hexEscaped = (text: string): string =>
  text.replace(/[^]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);

describe("redaction", () => {
  it("leaves a text alone in which there is no secret", () => {
    const prose = fc.string({ unit: fc.constantFrom(..."aeiou .,:;()\n".split("")) });
    fc.assert(
      fc.property(prose, fc.array(fc.stringMatching(/^[xyz0-9]{1,20}$/)), (text, secrets) => {
        assert.equal(knowing(...secrets)(text), text);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(aSecret), ordinaryText, ordinaryText, (secrets, before, after) => {
        const redact = knowing(...secrets);
        const shown = redact(before + secrets.join(" ") + after);
        if (shown !== undefined) assert.equal(redact(shown), shown);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.array(aText), aText, (secrets, text) => {
        knowing(...secrets)(text);
      }),
    );
  });
});
