import { isUtf8 } from "node:buffer";

/** The form for comparisons: lower case, without invisible characters. */
export function folded(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
  if (/^[ -~]*$/.test(visible)) return visible.toLowerCase();
  // Letter by letter, because some letters fold by context; and the capital of "ß" is "SS".
  return Array.from(visible, (letter) => letter.toUpperCase().toLowerCase()).join("");
}

/** Finds a secret that is split over lines, or whose spaces are form-encoded. */
export const joined = (text: string): string => folded(text).replace(/[\s+]/g, "");

/** Runs of letters and digits. */
export const wordsIn = (text: string): readonly string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A text as it is, and unescaped. */
export const spellingsOf = (text: string): readonly string[] => [text, unescaped(text)];

/** What a text may say, kind by kind: its spellings, and what they encode in base64 or hexadecimal. */
export function kindsOf(text: string): readonly (readonly string[])[] {
  const spellings = spellingsOf(text);
  const encoded = spellings.map((spelling) => (spelling.match(encodedRun) ?? []).flatMap(decodings));
  return [...spellings.map((spelling) => [spelling]), ...encoded];
}

export const readingsOf = (text: string): readonly string[] => [...new Set(kindsOf(text).flat())];

/** Whether it is escaped twice, or in a way that is neither URL nor JSON, so that it could say anything. */
export const isObscure = (text: string): boolean =>
  /%[0-9a-f]{2}|\\[bfnrtux"\\]|&#?\w{1,7};/i.test(unescaped(text));

const unescaped = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\[^ux]/gi, (sequence) => {
    if (sequence.startsWith("%")) return fromBytes(sequence);
    if (sequence.length > 2) return String.fromCharCode(parseInt(sequence.slice(2), 16));
    return /[bfnrt]/.test(sequence) ? " " : sequence.slice(1);
  });

/** Bytes that are not text stay as they are, and count as obscure. */
function fromBytes(sequence: string): string {
  const bytes = Buffer.from(sequence.replaceAll("%", ""), "hex");
  return isUtf8(bytes) ? bytes.toString() : sequence;
}

const encodedRun = /[\w+/-]{8,}/g;

/** Where in a base64 group the secret begins is unknown, so every offset is tried. */
const decodings = (run: string): readonly string[] => [
  ...[0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), "base64").toString()),
  ...(run.match(/[0-9a-f]{12,}/gi) ?? []).flatMap((digits) =>
    [0, 1].map((start) => Buffer.from(digits.slice(start), "hex").toString()),
  ),
];
