import { createHash, scryptSync } from "node:crypto";
import { identityOf, type SourceKind } from "./identity";

/** Rules that tell sources apart; every fingerprint carries the version it was made under. */
export interface IdentityRules {
  readonly version: number;
  readonly identityOf: (kind: SourceKind, value: string) => string | undefined;
}

export interface SourceChange {
  readonly kind: SourceKind;
  /** Absent if the former source came by reference: its value is not stored anywhere. */
  readonly oldValue?: string;
  readonly oldFingerprint?: string;
  readonly newValue: string;
}

/**
 * Fingerprints under the first rules; the others are earlier releases' rules, whose fingerprints are in users' states.
 * Released rules never change: new ones go in front of them.
 */
export function fingerprinting([today, ...former]: readonly [IdentityRules, ...IdentityRules[]]) {
  const under = (rules: IdentityRules, kind: SourceKind, value: string): string => {
    const identity = rules.identityOf(kind, value);
    return `${rules.version}-${identity === undefined ? slowHash(kind, value) : quickHash(kind, identity)}`;
  };

  const fingerprintOf = (kind: SourceKind, value: string): string => under(today, kind, value);

  /** Undefined if this release does not have rules of that version. */
  const fingerprintUnder = (version: number, kind: SourceKind, value: string): string | undefined => {
    const rules = [today, ...former].find((candidate) => candidate.version === version);
    return rules === undefined ? undefined : under(rules, kind, value);
  };

  const sameIdentity = (kind: SourceKind, one: string, other: string): boolean => {
    if (one === other) return true;
    const identity = today.identityOf(kind, one);
    return identity !== undefined && identity === today.identityOf(kind, other);
  };

  /** An unknown version comes from a later release: with nothing to compare, nothing has changed. */
  const isUnchanged = ({ kind, oldValue, newValue }: SourceChange, oldFingerprint: string): boolean => {
    if (oldValue !== undefined) return sameIdentity(kind, oldValue, newValue);
    const version = rulesVersionOf(oldFingerprint);
    if (version === undefined) return false;
    const comparable = fingerprintUnder(version, kind, newValue);
    return comparable === undefined || comparable === oldFingerprint;
  };

  /** The fingerprint to store: the old one while the source is the same, whatever rules it was made under. */
  const keepOrCompute = (change: SourceChange): string => {
    const { kind, oldFingerprint, newValue } = change;
    const kept = oldFingerprint !== undefined && isUnchanged(change, oldFingerprint);
    return kept ? oldFingerprint : fingerprintOf(kind, newValue);
  };

  return { fingerprintOf, fingerprintUnder, sameIdentity, keepOrCompute };
}

/** The version of the rules a fingerprint was made under; undefined if it is not a fingerprint. */
export function rulesVersionOf(fingerprint: string): number | undefined {
  const version = /^([1-9]\d{0,8})-[0-9a-f]{16,}$/.exec(fingerprint)?.[1];
  return version === undefined ? undefined : Number(version);
}

const hashBytes = 8;

const quickHash = (kind: SourceKind, identity: string): string =>
  createHash("sha256")
    .update(JSON.stringify(["identity", kind, identity]))
    .digest("hex")
    .slice(0, 2 * hashBytes);

/**
 * A value that cannot be parsed may contain a password anywhere, so guessing must be expensive: about 50 ms and 16 MiB a
 * guess. The salt is fixed, because the same value must give the same fingerprint everywhere.
 */
const slowHash = (kind: SourceKind, value: string): string =>
  scryptSync(JSON.stringify(["opaque", kind, value]), "pulumi-northflank source", hashBytes, {
    N: 2 ** 14,
  }).toString("hex");

export const { fingerprintOf, fingerprintUnder, sameIdentity, keepOrCompute } = fingerprinting([
  { version: 1, identityOf },
]);
