import assert from "node:assert/strict";
import { sameIdentity } from "../../../provider/source/fingerprint";
import { Source, identityOf, type SourceKind } from "../../../provider/source/identity";

export type Pair = readonly [rule: string, one: string, other: string];

/** Tests for pairs of texts that mean one source, and for pairs that mean two; all of them are understood. */
export function tellApart(kind: SourceKind, pairs: { same: readonly Pair[]; others: readonly Pair[] }): void {
  const areUnderstood = (...texts: readonly string[]): void => {
    for (const text of texts) assert(identityOf(kind, text) !== undefined, text);
  };
  for (const [rule, one, other] of pairs.same) {
    it(`are one source: ${rule}`, () => {
      areUnderstood(one, other);
      assert(sameIdentity(new Source(kind, one), new Source(kind, other)));
    });
  }
  for (const [rule, one, other] of pairs.others) {
    it(`are two sources: ${rule}`, () => {
      areUnderstood(one, other);
      assert(!sameIdentity(new Source(kind, one), new Source(kind, other)));
    });
  }
}
