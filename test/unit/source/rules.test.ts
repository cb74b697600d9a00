import assert from "node:assert/strict";
import fc from "fast-check";
import { fingerprinting, rulesVersionOf, type IdentityRules } from "../../../provider/source/fingerprint";
import { Source } from "../../../provider/source/identity";
import { aNotation, anAccess, aPlace } from "./arbitraries";

const source = (value: string): Source => new Source("connectionString", value);

describe("a release with other rules", () => {
  const rules1: IdentityRules = { version: 1, identityOf: ({ identity }) => identity };
  /** Coarser than today's: databases do not matter any more. */
  const coarser: IdentityRules = {
    version: 2,
    identityOf: ({ value }) => value.split("@")[1]?.split("/")[0],
  };
  /** Finer than today's: everything matters. */
  const finer: IdentityRules = { version: 2, identityOf: ({ value }) => value };
  const today = fingerprinting([rules1]);

  for (const [name, rules2] of [
    ["coarser", coarser],
    ["finer", finer],
  ] as const) {
    const later = fingerprinting([rules2, rules1]);

    it(`imports nobody's source again: ${name} rules, nothing changed`, () => {
      fc.assert(
        fc.property(aNotation, aPlace, anAccess, (notation, place, access) => {
          const value = notation.write(place, access);
          const now = new Source(notation.kind, value);
          const fingerprint = today.fingerprintOf(now);
          const change = { oldFingerprint: fingerprint, now };
          assert.equal(later.keepOrCompute({ ...change, before: now }), fingerprint);
          assert.equal(later.keepOrCompute(change), fingerprint);
        }),
      );
    });
  }

  const later = fingerprinting([coarser, rules1]);
  const oldValue = "postgres://me:old@h/db";
  let oldFingerprint: string;
  beforeEach(() => {
    oldFingerprint = today.fingerprintOf(source(oldValue));
  });

  it("keeps the old fingerprint of a direct source that is the same under the new rules only", () => {
    const newValue = "postgres://me:old@h/other";
    assert.equal(
      later.keepOrCompute({ before: source(oldValue), oldFingerprint, now: source(newValue) }),
      oldFingerprint,
    );
  });

  it("compares a source by reference under the rules of its fingerprint", () => {
    const newValue = "postgres://me:new@h/db";
    assert.equal(later.keepOrCompute({ oldFingerprint, now: source(newValue) }), oldFingerprint);
    const moved = "postgres://me:new@h/other";
    assert.equal(
      later.keepOrCompute({ oldFingerprint, now: source(moved) }),
      later.fingerprintOf(source(moved)),
    );
  });

  it("marks new fingerprints with the new version", () => {
    const newValue = "postgres://me:old@elsewhere/db";
    const fingerprint = later.keepOrCompute({
      before: source(oldValue),
      oldFingerprint,
      now: source(newValue),
    });
    assert.equal(rulesVersionOf(fingerprint), 2);
    assert.equal(later.keepOrCompute({ oldFingerprint: fingerprint, now: source(newValue) }), fingerprint);
  });
});
