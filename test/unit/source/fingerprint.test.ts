import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fingerprintOf,
  fingerprintUnder,
  keepOrCompute,
  rulesVersionOf,
} from "../../../provider/source/fingerprint";
import { identityOf, Source } from "../../../provider/source/identity";
import { aNotation, anAccess, aPlace } from "./arbitraries";

const kind = "connectionString";
const source = (value: string): Source => new Source(kind, value);

describe("a fingerprint", () => {
  it("says the version of its rules", () => {
    assert.equal(rulesVersionOf(fingerprintOf(source("postgres://h/db"))), 1);
    const hash = "0123456789abcdef";
    assert.equal(rulesVersionOf(`12-${hash}`), 12);
    for (const text of ["", "1-", "1-xyz", "1-0123456789ABCDEF"])
      assert.equal(rulesVersionOf(text), undefined);
    for (const text of [
      `0-${hash}`,
      `-${hash}`,
      `x1-${hash}`,
      `1x-${hash}`,
      `1-${hash}x`,
      `1-${hash.slice(1)}`,
    ]) {
      assert.equal(rulesVersionOf(text), undefined, text);
    }
  });

  it("is equal exactly when the identity is", () => {
    fc.assert(
      fc.property(aNotation, aPlace, aPlace, anAccess, anAccess, (notation, one, other, before, after) => {
        const [first, second] = [notation.write(one, before), notation.write(other, after)];
        const same = identityOf(notation.kind, first) === identityOf(notation.kind, second);
        const [left, right] = [
          fingerprintOf(new Source(notation.kind, first)),
          fingerprintOf(new Source(notation.kind, second)),
        ];
        assert.equal(left === right, same);
        assert.match(left, /^1-[0-9a-f]{16}$/);
        assert(identityOf(notation.kind, first) !== undefined);
      }),
    );
  });

  it("tells the two kinds of source apart", () => {
    const opaque = "s3://bucket/dump";
    assert.notEqual(fingerprintOf(source(opaque)), fingerprintOf(new Source("importUrl", opaque)));
  });

  it("covers all of a value that is not understood", () => {
    const before = fingerprintOf(source("redis://:old@h/0"));
    const after = fingerprintOf(source("redis://:new@h/0"));
    assert.notEqual(before, after);
    assert.match(before, /^1-[0-9a-f]{16}$/);
    assert.equal(identityOf(kind, "redis://:old@h/0"), undefined);
  });

  it("is not known under rules of a later release", () => {
    assert.equal(fingerprintUnder(2, source("postgres://h/db")), undefined);
  });

  it("is computed for any text", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("connectionString", "importUrl"),
        fc.string({ unit: "binary" }),
        (sourceKind, text) => {
          assert.equal(rulesVersionOf(fingerprintOf(new Source(sourceKind, text))), 1);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe("the fingerprint to store", () => {
  const before = "postgres://me:old@h/db";
  const rotated = "postgres://me:new@h/db";
  const moved = "postgres://me:old@elsewhere/db";
  let oldFingerprint: string;
  beforeEach(() => {
    oldFingerprint = fingerprintOf(source(before));
  });

  it("is computed for a new resource", () => {
    assert.equal(keepOrCompute({ now: source(before) }), oldFingerprint);
    assert.equal(keepOrCompute({ before: source(before), now: source(rotated) }), oldFingerprint);
  });

  it("stays while only the password rotates, directly and by reference", () => {
    assert.equal(
      keepOrCompute({ before: source(before), oldFingerprint, now: source(rotated) }),
      oldFingerprint,
    );
    assert.equal(keepOrCompute({ oldFingerprint, now: source(rotated) }), oldFingerprint);
  });

  it("changes with the source, directly and by reference", () => {
    const newFingerprint = fingerprintOf(source(moved));
    assert.equal(
      keepOrCompute({ before: source(before), oldFingerprint, now: source(moved) }),
      newFingerprint,
    );
    assert.equal(keepOrCompute({ oldFingerprint, now: source(moved) }), newFingerprint);
  });

  it("stays when it comes from a later release and there is nothing to compare", () => {
    const later = "7-0123456789abcdef";
    assert.equal(keepOrCompute({ oldFingerprint: later, now: source(rotated) }), later);
    assert.equal(
      keepOrCompute({ before: source(before), oldFingerprint: later, now: source(rotated) }),
      later,
    );
    assert.equal(
      keepOrCompute({ before: source(before), oldFingerprint: later, now: source(moved) }),
      fingerprintOf(source(moved)),
    );
  });

  it("is computed again when what is stored is no fingerprint", () => {
    assert.equal(keepOrCompute({ oldFingerprint: "damaged", now: source(before) }), oldFingerprint);
  });
});
