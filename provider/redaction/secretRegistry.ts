import { cleaned, shortened } from "./printable";
import { Redactor } from "./redactor";

/** What may be shown of outside words: no secret, no control characters; undefined if nothing may. */
export interface OutsideWords {
  told(text: string): string | undefined;
  /** Lines that belong together are judged together: a secret may span two of them. */
  toldLines(lines: readonly string[]): readonly string[] | undefined;
  /** A single word, among our own. */
  toldWord(word: string): string | undefined;
}

const longest = { read: 4_096, text: 600, line: 300 } as const;

/** The secrets that this process has seen, so that none of them leaves it in somebody else's words. */
export class SecretRegistry extends Redactor implements OutsideWords {
  told(text: string): string | undefined {
    return this.shownLines([text], longest.text)?.[0];
  }

  toldLines(lines: readonly string[]): readonly string[] | undefined {
    return this.shownLines(lines, longest.line);
  }

  private shownLines(lines: readonly string[], length: number): readonly string[] | undefined {
    const shown = this.redact(lines.map((line) => cleaned(line.slice(0, longest.read))).join("\n"));
    return shown?.split("\n").map((line) => shortened(line, length));
  }
}
