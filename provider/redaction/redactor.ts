import type { SourceKind } from "../source/identity";
import { isOrdinary, isPlain, mayShowCredential, showsCredential } from "./looks";
import { isObscure, joined, kindsOf, readingsOf, spellingsOf, wordsIn } from "./readings";
import { secretParts } from "./secretParts";

/** Decides what may be shown of words from outside. Fails closed: where that cannot be told, nothing is. */
export class Redactor {
  /** Every piece of a key; and how keys begin, for one that is cut short. */
  private readonly pieces = new Set<string>();
  private readonly beginnings = new Set<string>();
  private readonly names = new Set<string>();
  /** Keys that may be words of any message: to cut these out would tell them. */
  private readonly plain = new Set<string>();
  /** Every piece of a source that can be read in more than one way. */
  private readonly opaque = new Set<string>();
  private readonly own = new Set<string>();
  private isBlind = false;

  learnKey(key: string): void {
    const text = joined(key);
    if (isOrdinary(text)) return;
    if (isPlain(text)) {
      this.plain.add(text);
      return;
    }
    this.learnPieces(text);
    this.beginnings.add(text.slice(0, 4)).add(text.slice(0, 5));
    this.learnName(key);
  }

  private learnName(name: string): void {
    const words = wordsIn(name);
    if (name.length < 3 || isPlain(words.join(" "))) return;
    if (between.test(name) || words.length === 0) this.learnPieces(joined(name));
    else this.names.add(spaced(words));
  }

  private learnPieces(text: string): void {
    for (const piece of piecesOf(text, 6)) this.pieces.add(piece);
  }

  learnSource(kind: SourceKind, value: string): void {
    const parts = secretParts(kind, value);
    for (const key of parts?.keys ?? []) this.learnKey(key);
    for (const name of parts?.names ?? []) this.learnName(name);
    if (parts !== undefined) return;
    const text = value.replace(/^[a-z][a-z0-9+.:-]*:\/\//i, "");
    this.learnPieces(joined(text));
    const words = wordsIn(text).filter((word) => word.length > 2);
    for (const piece of words.flatMap((word) => piecesOf(word, 3))) this.opaque.add(piece);
    for (const word of words) if (!isOrdinary(word)) this.beginnings.add(word);
  }

  /** A word that is in the program and the state anyway, such as an id. */
  learnOwn(word: string): void {
    this.own.add(word);
  }

  /** There is a source about that nobody tells us. */
  expectUnknown(): void {
    this.isBlind = true;
  }

  /** What may be shown of a text; undefined when that is nothing. */
  redact(text: string): string | undefined {
    const parts = text.split(between);
    const outside = parts.map((part) => (this.isOwn(part) ? "\n" : part));
    const isSecret = parts.map(
      (part, at) =>
        at % 2 === 0 && (this.isSecret(part) || this.isSplit(outside.slice(Math.max(0, at - 2), at + 3))),
    );
    const rest = outside.map((part, at) => (isSecret[at] ? "\n" : part)).join("");
    if (this.isAmbiguous(outside.join("")) || this.isLeftIn(rest)) return undefined;
    return parts.map((part, at) => (isSecret[at] ? mark : part)).join("");
  }

  /** Whether what stands together holds something of a secret that is known. */
  isSecret(part: string): boolean {
    const readings = readingsOf(part);
    const words = readings.map(wordsIn);
    return (
      !this.isOwn(part) &&
      (isObscure(part) ||
        readings.some(showsCredential) ||
        this.held(readings) > 0 ||
        words.flat().some((word) => this.beginnings.has(word)) ||
        [...this.names].some((name) => words.map(spaced).some((text) => text.includes(name))))
    );
  }

  /** Also as a name that was taken is made another one, and at the end of a sentence. */
  private isOwn(part: string): boolean {
    const word = part.replace(/(?<![.:;!?])[.:;!?]+$/, "");
    return this.own.has(word) || this.own.has(word.replace(/-\d{1,2}$/, ""));
  }

  /** A single word from outside that is shown or stored among our own, where a plain key would be told as well. */
  toldWord(word: string): string | undefined {
    const saysKey = !this.isOwn(word) && wordsIn(word).some((each) => this.saysPlain(each));
    return saysKey || this.isSecret(word) ? undefined : word;
  }

  private isAmbiguous(text: string): boolean {
    const isPart = (word: string): boolean =>
      this.saysPlain(word) || piecesOf(word, 3).some((piece) => this.opaque.has(piece));
    if (readingsOf(text).flatMap(wordsIn).some(isPart)) return true;
    const isTold = !this.isBlind && this.opaque.size === 0;
    return !isTold && (isObscure(text) || spellingsOf(text).some(mayShowCredential));
  }

  /** Also of a key that is cut short. */
  private saysPlain(word: string): boolean {
    const isBeginning = word.length >= 4 && !isOrdinary(word);
    return this.plain.has(word) || (isBeginning && [...this.plain].some((key) => key.startsWith(word)));
  }

  /** Whether a key goes over what is between parts: then all together holds more of it than each by itself. */
  private isSplit(parts: readonly string[]): boolean {
    const kinds = parts.map(kindsOf);
    return kindsOf(parts.join("").replace(/\s/g, "")).some(
      (together, kind) => this.held(together) > this.held(kinds.flatMap((each) => each[kind] ?? [])),
    );
  }

  private isLeftIn(rest: string): boolean {
    const together = rest.replace(/\s/g, "");
    if (readingsOf(rest).some(showsCredential)) return true;
    return isObscure(together) || this.held(readingsOf(together)) > 0;
  }

  /** How many pieces of keys are in these texts. */
  private held(texts: readonly string[]): number {
    const pieces = texts.flatMap((text) => piecesOf(joined(text), 6));
    return pieces.filter((piece) => this.pieces.has(piece)).length;
  }
}

const mark = "[secret]";

/** What is between the parts that are shown or cut out as a whole. */
const between = /([\s"'`<>(){}[\],]+)/;

const piecesOf = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

/** For a name that is found by itself, and not within a longer word. */
const spaced = (words: readonly string[]): string => ` ${words.join(" ")} `;
