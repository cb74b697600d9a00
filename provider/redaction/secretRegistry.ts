import { rowOf, secretNames } from "../inputs/table";
import { cleaned, shortened } from "./printable";
import { Redactor } from "./redactor";

type Values = Readonly<Record<string, unknown>>;

const longest = { read: 4_096, text: 600, line: 300 } as const;
const ownNames = ["projectId", "addonId", "teamId", "name", "backupName", "backupId", "adoptBackupId"];

/** The secrets that this process has seen, so that none of them leaves it in the words of somebody else. */
export class SecretVault extends Redactor {
  /** Every value that could be a source, also of inputs that are wrong. */
  learnSecrets(inputs: Values): void {
    for (const [kind, value] of secretNames.map((name) => [rowOf(name).source, inputs[name]] as const))
      if (kind !== undefined && typeof value === "string") this.learnSource(kind, value.trim());
  }

  learnIds(values: Values): void {
    for (const value of ownNames.map((name) => values[name]))
      if (typeof value === "string") this.learnOwn(value);
  }

  /** Words from outside as far as they may be shown; undefined where they are withheld. */
  told(text: string): string | undefined {
    return this.toldLines([text], longest.text)?.[0];
  }

  /** Lines that belong together are decided on together: a secret may go over the end of one. */
  toldLines(lines: readonly string[], length: number = longest.line): readonly string[] | undefined {
    const shown = this.redact(lines.map((line) => cleaned(line.slice(0, longest.read))).join("\n"));
    return shown?.split("\n").map((line) => shortened(line, length));
  }
}
