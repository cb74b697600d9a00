import { rowOf, secretNames, type SourceKind } from "./inputs";
import { printable, Redactor, secretsOf } from "./source/redaction";

const longestText = 4_000;

/**
 * The secrets that this process has seen, so that none of them leaves it in a message: an API may repeat in
 * an error or a log line what it was sent.
 */
export class SecretVault {
  private readonly redactor = new Redactor();

  learn(secrets: readonly string[]): void {
    this.redactor.learn(secrets.filter((secret) => secret !== ""));
  }

  learnSource(kind: SourceKind, value: unknown): void {
    if (typeof value === "string") this.learn(secretsOf(kind, value));
  }

  /** Every value that could be a source, also of inputs that are wrong. */
  learnInputs(inputs: Readonly<Record<string, unknown>>): void {
    for (const name of secretNames) {
      const kind = rowOf(name).source;
      if (kind !== undefined) this.learnSource(kind, inputs[name]);
    }
  }

  redact(text: string): string {
    return printable(this.redactor.redact(text), longestText);
  }

  /** A secret may go over the end of a line, so lines that belong together are made fit to be shown together. */
  redactLines(lines: readonly string[]): string[] {
    const text = lines.map((line) => line.slice(0, longestText)).join("\n");
    return this.redactor
      .redact(text)
      .split("\n")
      .map((line) => printable(line, longestText));
  }
}
