import { createHash, scryptSync } from "node:crypto";
import type { Source, SourceKind } from "./identity";

/** Rules that tell sources apart; every fingerprint starts with its rules' version. */
export interface IdentityRules {
  readonly version: number;
  readonly identityOf: (source: Source) => string | undefined;
}

export interface SourceChange {
  /** Absent if the old source came from an environment variable: its value is not stored anywhere. */
  readonly before?: Source | undefined;
  readonly oldFingerprint?: string | undefined;
  readonly now: Source;
}

/**
 * Fingerprints under the first rules; the others are earlier releases' rules, whose fingerprints are in users'
 * states. Never change released rules: put new ones in front of them.
 */
export function fingerprinting([today, ...former]: readonly [IdentityRules, ...IdentityRules[]]) {
  const under = ({ version, identityOf }: IdentityRules, source: Source): string => {
    const identity = identityOf(source);
    const hash = identity === undefined ? slowHash(source) : quickHash(source.kind, identity);
    return `${version}-${hash}`;
  };

  const fingerprintOf = (source: Source): string => under(today, source);

  /** Undefined if this release has no rules of that version. */
  const fingerprintUnder = (version: number, source: Source): string | undefined => {
    const rules = [today, ...former].find((candidate) => candidate.version === version);
    return rules === undefined ? undefined : under(rules, source);
  };

  /** Whether two sources of one kind point at the same data. */
  const sameIdentity = (one: Source, other: Source): boolean => {
    if (one.value === other.value) return true;
    const identity = today.identityOf(one);
    return identity !== undefined && identity === today.identityOf(other);
  };

  /** An unknown version comes from a later release: there is nothing to compare, so assume no change. */
  const isUnchanged = ({ before, now }: SourceChange, oldFingerprint: string): boolean => {
    if (before !== undefined) return sameIdentity(before, now);
    const version = rulesVersionOf(oldFingerprint);
    if (version === undefined) return false;
    const comparable = fingerprintUnder(version, now);
    return comparable === undefined || comparable === oldFingerprint;
  };

  /** The fingerprint to store: the old one, under whatever rules, while the source is the same. */
  const keepOrCompute = (change: SourceChange): string => {
    const { oldFingerprint, now } = change;
    const kept = oldFingerprint !== undefined && isUnchanged(change, oldFingerprint);
    return kept ? oldFingerprint : fingerprintOf(now);
  };

  return { fingerprintOf, fingerprintUnder, sameIdentity, keepOrCompute };
}

/** The version of a fingerprint's rules; undefined if it is not a fingerprint. */
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
 * A value that cannot be parsed may contain a password anywhere, so make guessing expensive: about 50 ms and 16 MiB
 * per guess. The salt is fixed, because the same value must give the same fingerprint everywhere.
 */
const slowHash = ({ kind, value }: Source): string =>
  scryptSync(JSON.stringify(["opaque", kind, value]), "pulumi-northflank source", hashBytes, {
    N: 2 ** 14,
  }).toString("hex");

export const { fingerprintOf, fingerprintUnder, sameIdentity, keepOrCompute } = fingerprinting([
  // A release that changes `identityOf` puts its rules in front, and keeps a copy of the old `identityOf` here.
  { version: 1, identityOf: ({ identity }) => identity },
]);
