import { Redactor } from "../../../provider/redaction/redactor";
import type { SourceKind } from "../../../provider/source/identity";

type Shown = (text: string) => string | undefined;

/** What a redactor that knows these keys shows of a text; undefined where it is withheld. */
export const knowing = (...keys: readonly string[]): Shown =>
  taught((redactor) => {
    for (const key of keys) redactor.learnKey(key);
  });

export const knowingSource = (value: string, kind: SourceKind = "connectionString"): Shown =>
  taught((redactor) => {
    redactor.learnSource(kind, value);
  });

/** As refresh and destroy are, which are told no source. */
export const blind = (): Shown =>
  taught((redactor) => {
    redactor.expectUnknown();
  });

/** Anew for each text: mutation testing runs every test for what is called outside of one. */
const taught =
  (teach: (redactor: Redactor) => void): Shown =>
  (text) => {
    const redactor = new Redactor();
    teach(redactor);
    return redactor.redact(text);
  };
