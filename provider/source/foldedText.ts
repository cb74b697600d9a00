/**
 * A text as it is searched: lower case, without white space and invisible characters, each unit knowing which
 * piece of the source it stands for. Folding looks at one code unit at a time, so that what surrounds a secret
 * can never change how the secret folds.
 */
export interface FoldedText {
  readonly text: string;
  /** Where in the source unit `i` begins. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const invisible = /[\s\p{Cc}\p{Cf}]/u;
const escape = "\u001b";

const foldedAnew = (unit: string): string =>
  unit !== escape && invisible.test(unit) ? "" : unit.toLowerCase();

// Nearly all there is to fold is ASCII, and a look into a table is many times faster.
const foldedAscii: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  foldedAnew(String.fromCharCode(code)),
);

const foldedUnit = (text: string, at: number): string =>
  foldedAscii[text.charCodeAt(at)] ?? foldedAnew(text.charAt(at));

export function foldedPattern(text: string): string {
  let folded = "";
  for (let at = 0; at < text.length; at += 1) folded += foldedUnit(text, at);
  return folded;
}

export function fold(source: string): FoldedText {
  const folding = new Folding();
  for (let at = 0; at < source.length; at += 1) folding.add(source.charAt(at), at, at + 1);
  return folding.finish();
}

// Percent-encoding; the escapes of JSON, JavaScript and HTML; the sequences that colour a terminal.
const escaped =
  /\u001b(?:\[[0-?]*[ -/]*[@-~])?|(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^]|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});/g;

/** One layer of escapes less, whichever they are; a second call takes off a second layer. */
export function unescape({ text, starts, ends }: FoldedText): FoldedText {
  const folding = new Folding();
  let at = 0;
  const take = (length: number, meaning: string): void => {
    folding.add(meaning, starts[at] ?? 0, ends[at + length - 1] ?? 0);
    at += length;
  };
  for (const match of text.matchAll(escaped)) {
    while (at < match.index) take(1, text.charAt(at));
    for (const { meaning, length } of unescaped(match[0])) take(length, meaning);
  }
  while (at < text.length) take(1, text.charAt(at));
  return folding.finish();
}

class Folding {
  private readonly units: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  add(piece: string, start: number, end: number): void {
    for (let at = 0; at < piece.length; at += 1) {
      // Most units fold to one, but some letters to two, and white space to none.
      const folded = foldedUnit(piece, at);
      for (let index = 0; index < folded.length; index += 1) {
        this.units.push(folded.charAt(index));
        this.starts.push(start);
        this.ends.push(end);
      }
    }
  }

  finish(): FoldedText {
    return { text: this.units.join(""), starts: this.starts, ends: this.ends };
  }
}

interface Unescaped {
  readonly meaning: string;
  /** How many units the escape takes. */
  readonly length: number;
}

function unescaped(sequence: string): readonly Unescaped[] {
  if (sequence.startsWith("%")) return percentDecodedRun(sequence);
  return [{ meaning: unescapedCharacter(sequence), length: sequence.length }];
}

const entities = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);

function unescapedCharacter(sequence: string): string {
  if (sequence.startsWith(escape) || /^\\[bfnrt]$/.test(sequence)) return "";
  const code = /^(?:\\[ux]|&#x)([0-9a-f]+);?$/.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
  const decimal = /^&#(\d+);$/.exec(sequence)?.[1];
  return decimal === undefined
    ? (entities.get(sequence) ?? sequence.slice(1))
    : String.fromCharCode(Number(decimal));
}

function percentDecodedRun(run: string): readonly Unescaped[] {
  const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
  const text = bytes.toString("utf8");
  // What is not UTF-8 is taken byte by byte: a part of the run may be, and it may be the secret.
  const isText = !text.includes("\ufffd");
  return Array.from(isText ? text : bytes.toString("latin1"), (character) => ({
    meaning: character,
    length: 3 * (isText ? Buffer.byteLength(character) : 1),
  }));
}
