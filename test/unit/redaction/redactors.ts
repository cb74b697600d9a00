import { Redactor } from "../../../provider/redaction/redactor";
import type { SourceKind } from "../../../provider/source/identity";

/** What a redactor that knows these keys shows of a text; undefined where it is withheld. */
export function knowing(...keys: readonly string[]): (text: string) => string | undefined {
  const redactor = new Redactor();
  for (const key of keys) redactor.learnKey(key);
  return (text) => redactor.redact(text);
}

export function knowingSource(
  value: string,
  kind: SourceKind = "connectionString",
): (text: string) => string | undefined {
  const redactor = new Redactor();
  redactor.learnSource(kind, value);
  return (text) => redactor.redact(text);
}

/** As refresh and destroy are, which are told no source. */
export function blind(): (text: string) => string | undefined {
  const redactor = new Redactor();
  redactor.expectUnknown();
  return (text) => redactor.redact(text);
}
