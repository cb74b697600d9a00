import type { SourceKind } from "../source/identity";
import { isOrdinary, isPlain, mayShowCredential, showsCredential } from "./looks";
import { cleaned, shortened } from "./printable";
import { folded, isObscure, joined, kindsOf, readingsOf, spellingsOf, wordsIn } from "./readings";
import { secretParts } from "./secretParts";

/** What may be shown of outside words: no secret, no control characters; undefined if nothing may. */
export interface OutsideWords {
  told(text: string): string | undefined;
  /** Lines that belong together are judged together: a secret may span two of them. */
  toldLines(lines: readonly string[]): readonly string[] | undefined;
  /** A single word, among our own. */
  toldWord(word: string): string | undefined;
}

const maxLength = { read: 4_096, text: 600, line: 300 } as const;

/**
 * The secrets that this process has seen, so that none of them leaves it in somebody else's words. Fails closed: in
 * doubt, nothing is shown.
 */
export class Redactor implements OutsideWords {
  /** Every piece of a key. */
  private readonly pieces = new Set<string>();
  /** What must match as a whole; also how keys begin, for one that is cut short. */
  private readonly names = new Set<string>();
  /** Keys that may be words in any message: cutting them out would reveal them. */
  private readonly plain = new Set<string>();
  /** Every piece of a source with more than one reading. */
  private readonly opaque = new Set<string>();
  private readonly own = new Set<string>();
  private isBlind = false;

  learnKey(key: string): void {
    const text = folded(key);
    if (isPlain(text)) {
      if (!isOrdinary(text)) this.plain.add(text);
      return;
    }
    this.learnPieces(key);
    this.learnName(key);
    for (const length of text.length < 6 ? [] : [4, 5]) this.names.add(bounded(text.slice(0, length)));
  }

  private learnName(name: string): void {
    const text = folded(name);
    if (text.length < 3 || isPlain(text)) return;
    this.names.add(bounded(text));
    if (between.test(text)) this.learnPieces(name);
  }

  private learnPieces(text: string): void {
    for (const piece of piecesOf(joined(text), 6)) this.pieces.add(piece);
  }

  learnSource(kind: SourceKind, value: string): void {
    const parts = secretParts(kind, value);
    for (const key of parts?.keys ?? []) this.learnKey(key);
    for (const name of parts?.names ?? []) this.learnName(name);
    if (parts !== undefined) return;
    const text = value.replace(/^[a-z][a-z0-9+.:-]*:\/\//i, "");
    this.learnPieces(text);
    for (const piece of runsOfThree(text)) this.opaque.add(piece);
    for (const word of wordsIn(text)) if (word.length > 2 && !isOrdinary(word)) this.names.add(bounded(word));
    this.isBlind = true;
  }

  /** A word that the program and the state show anyway, such as an id. */
  learnOwn(word: string): void {
    this.own.add(word);
  }

  /** There is a source that we do not receive, or that has two readings. */
  expectUnknown(): void {
    this.isBlind = true;
  }

  told(text: string): string | undefined {
    return this.shownLines([text], maxLength.text)?.[0];
  }

  toldLines(lines: readonly string[]): readonly string[] | undefined {
    return this.shownLines(lines, maxLength.line);
  }

  private shownLines(lines: readonly string[], length: number): readonly string[] | undefined {
    const shown = this.redact(lines.map((line) => cleaned(line.slice(0, maxLength.read))).join("\n"));
    return shown?.split("\n").map((line) => shortened(line, length));
  }

  /** The part of a text that may be shown; undefined if there is none. */
  redact(text: string): string | undefined {
    const parts = text.split(between);
    const outside = parts.map((part) => (this.isOwn(part) ? "\n" : part));
    const isSecret = parts.map(
      (part, at) =>
        at % 2 === 0 && (this.isSecret(part) || this.isSplit(outside.slice(Math.max(0, at - 2), at + 3))),
    );
    const rest = outside.map((part, at) => (isSecret[at] ? "\n" : part)).join("");
    const isLeft = this.isSecret(rest) || this.isSecret(rest.replace(/\s/g, ""));
    if (isLeft || this.isAmbiguous(outside.join(""))) return undefined;
    return parts.map((part, at) => (isSecret[at] ? "[secret]" : part)).join("");
  }

  /** Whether a run of text contains part of a known secret. */
  isSecret(part: string): boolean {
    const readings = readingsOf(part);
    const texts = readings.map((reading) => bounded(folded(reading)));
    return (
      !this.isOwn(part) &&
      (isObscure(part) ||
        readings.some(showsCredential) ||
        this.held(readings) > 0 ||
        [...this.names].some((name) => texts.some((text) => text.includes(name))))
    );
  }

  /** Also with the suffix that a taken name gets, and at the end of a sentence. */
  private isOwn(part: string): boolean {
    const word = part.replace(/(?<![.:;!?])[.:;!?]+$/, "");
    return this.own.has(word) || this.own.has(word.replace(/-\d{1,2}$/, ""));
  }

  /** A single outside word to show or store among our own, where even a plain key would be revealed. */
  toldWord(word: string): string | undefined {
    const saysKey = !this.isOwn(word) && wordsIn(word).some((each) => this.saysPlain(each));
    return saysKey || this.isSecret(word) ? undefined : word;
  }

  private isAmbiguous(text: string): boolean {
    const readings = readingsOf(text);
    return (
      readings.flatMap(wordsIn).some((word) => this.saysPlain(word)) ||
      readings.flatMap(runsOfThree).some((piece) => this.opaque.has(piece)) ||
      (this.isBlind && (isObscure(text) || spellingsOf(text).some(mayShowCredential)))
    );
  }

  /** Also for a key that is cut short, or that follows a flag as in `-psecret`. */
  private saysPlain(word: string): boolean {
    const isBeginning = word.length >= 4 && !isOrdinary(word);
    const isIn = (key: string): boolean => word === key || (key.length > 4 && word.includes(key));
    return [...this.plain].some((key) => isIn(key) || (isBeginning && key.startsWith(word)));
  }

  /** Whether a key spans several parts: then together they contain more of it than each by itself. */
  private isSplit(parts: readonly string[]): boolean {
    const kinds = parts.map(kindsOf);
    return kindsOf(parts.join("").replace(/\s/g, "")).some(
      (together, kind) => this.held(together) > this.held(kinds.flatMap((each) => each[kind] ?? [])),
    );
  }

  private held(texts: readonly string[]): number {
    const pieces = texts.flatMap((text) => piecesOf(joined(text), 6));
    return pieces.filter((piece) => this.pieces.has(piece)).length;
  }
}

/** Separates the parts that are shown or cut out as a whole. */
const between = /([\s"'`<>(){}[\],]+)/;

const piecesOf = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

const runsOfThree = (text: string): readonly string[] =>
  (folded(text).match(/\S+/g) ?? []).flatMap((run) => piecesOf(run, 3));

/** Makes a name match only as a whole word. */
const bounded = (text: string): string => text.replace(/[\p{L}\p{N}]+/gu, "\0$&\0");
