import { percentDecoded } from "./connectionUri";
import { foldedPattern } from "./foldedText";

/** A text by which a secret is recognised, folded. */
export interface SecretForm {
  readonly pattern: string;
  /** Only where it stands as a word of its own. */
  readonly isWord: boolean;
  /** White space within the secret itself, so that any may be within what is found. */
  readonly hasSpaces: boolean;
  readonly isEncoded: boolean;
}

/**
 * A short text occurs by chance: "test" is within "latest". So one of 4 to 7 characters counts only as a word of
 * its own, and one below 4 only where its place gives it away, as in `://user:pw@`.
 */
const shortest = 4;
const shortestAnywhere = 8;

// Blanking these out would tell that they are the secret, and would make a riddle of every message.
export const commonWords: ReadonlySet<string> = new Set(
  (
    "admin backup connectionstring database default disable example import importurl localhost mongodb mysql " +
    "northflank password postgres postgresql prefer primary public pulumi require root secret service source test " +
    "true false user username"
  ).split(" "),
);

export function formsOf(secret: string): readonly SecretForm[] {
  const spellings = new Set([secret, percentDecoded(secret) ?? secret, formDecoded(secret)]);
  return [...spellings].flatMap(formsOfSpelling);
}

function formsOfSpelling(spelling: string): readonly SecretForm[] {
  const folded = foldedPattern(spelling);
  if (folded.length < shortest || commonWords.has(folded)) return [];
  const isWord = folded.length < shortestAnywhere;
  const form = (text: string, isEncoded: boolean): SecretForm => ({
    pattern: foldedPattern(text),
    isWord,
    hasSpaces: /\s/.test(spelling),
    isEncoded: isEncoded && !isWord,
  });
  const encoded = isWord
    ? [base64(spelling)]
    : [...base64Pieces(spelling), Buffer.from(spelling).toString("hex")];
  return [
    ...writtenOut(spelling).map((text) => form(text, false)),
    ...encoded.flatMap((text) => [form(text, true), form(urlSafe(text), true)]),
  ].filter(({ pattern }) => pattern.length >= shortest);
}

/** Forms that keep the characters apart; unescaping finds these too, but not when what surrounds them misleads it. */
function writtenOut(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  const strictlyEncoded = encoded.replace(/[!'()*]/g, (piece) => `%${piece.charCodeAt(0).toString(16)}`);
  const jsonInJson = JSON.stringify(json).slice(1, -1);
  return [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    encoded,
    strictlyEncoded,
    formEncoded(text),
    json,
    jsonInJson,
  ];
}

const formEncoded = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);

const formDecoded = (text: string): string => percentDecoded(text.replaceAll("+", " ")) ?? text;

const base64 = (text: string): string => withoutPadding(Buffer.from(text).toString("base64"));

/**
 * What base64 makes of a text within another depends on where in a group of three bytes it starts. The
 * characters at the edges, which hold bits of the neighbours too, are left out.
 */
function base64Pieces(text: string): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const characters = withoutPadding(bytes.toString("base64"));
    return characters.slice(offset === 0 ? 0 : offset + 1, bytes.length % 3 === 0 ? undefined : -1);
  });
}

const withoutPadding = (text: string): string => text.replace(/={1,2}$/, "");

const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");
