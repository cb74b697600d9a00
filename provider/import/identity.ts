import { isNameOrDerived } from "./backupName";
import type { Backup } from "../northflank/schema";
import { timeIn } from "../northflank/time";

type SeenBackup = Pick<Backup, "id" | "uid" | "createdAt" | "name">;

/** What identifies a backup that was seen, or that was only ever heard of. */
export interface Identity extends Pick<Backup, "uid" | "createdAt" | "name"> {
  readonly id: string;
  /**
   * Northflank's time before the import was sent: all that is known of a backup whose id was answered, but
   * which nobody has seen since. What is older is another one.
   */
  readonly importedAfter?: string | undefined;
}

/** A backup as far as it is known: from Northflank, or from a state. */
export interface KnownBackup extends Backup {
  readonly importedAfter?: string | undefined;
  /** The mark of the create that took it over from a run that was lost. What older states say of it is then over. */
  readonly takeOver?: string | undefined;
}

/** `unknown`: the id is the same, and nothing else can be compared. */
type IdentityMatch = "same" | "other" | "unknown";

/**
 * Whether a backup is the one that is remembered. An id is free again once its backup is deleted, so an equal
 * id is not enough: `uid` and time of creation have to agree as far as both sides tell them.
 */
export function matchIdentity(seen: SeenBackup, known: Identity): IdentityMatch {
  const likenesses = [sameUid(seen.uid, known.uid), sameTime(seen.createdAt, known.createdAt)];
  if (seen.id !== known.id || likenesses.includes("other")) return "other";
  if (likenesses.includes("same")) return "same";
  return known.importedAfter === undefined ? "unknown" : toImport(seen, known);
}

function sameUid(one: string | undefined, other: string | undefined): IdentityMatch {
  if (one === undefined || other === undefined) return "unknown";
  return one === other ? "same" : "other";
}

export const isSameBackup = (seen: SeenBackup, known: Identity): boolean =>
  matchIdentity(seen, known) !== "other";

/**
 * What is known of a backup after another poll of it. What identifies it never changes, and what an answer leaves
 * out is as it was. A poll that proves nothing identifies nothing: it may have shown another backup.
 */
export function mergeSeen(known: KnownBackup, seen: Backup): KnownBackup {
  const { uid, createdAt, importedAfter } = known;
  const identity =
    matchIdentity(seen, known) === "unknown"
      ? { uid, createdAt, importedAfter }
      : { uid: uid ?? seen.uid, createdAt: createdAt ?? seen.createdAt, importedAfter: undefined };
  const config = {
    size: seen.config?.size ?? known.config?.size,
    source: { type: seen.config?.source?.type ?? known.config?.source?.type },
  };
  return { ...known, ...given(seen), config, ...identity };
}

/** Whether there is anything but an id to know a backup by. */
export const isIdentified = ({ uid, createdAt, importedAfter }: Identity): boolean =>
  uid !== undefined || createdAt !== undefined || importedAfter !== undefined;

// GET and list may give the same time in different precision.
function sameTime(one: string | undefined, other: string | undefined): IdentityMatch {
  if (one === undefined || other === undefined) return "unknown";
  if (one === other) return "same";
  const distance = Math.abs(timeIn(one) - timeIn(other));
  if (Number.isNaN(distance)) return "unknown";
  return distance < 1000 ? "same" : "other";
}

/** What answers and what makes backups may be different machines. */
const clocksDifferMs = 60_000;

function toImport(seen: SeenBackup, { name, importedAfter }: Identity): IdentityMatch {
  const isNamed = seen.name === undefined || name === undefined || isNameOrDerived(seen.name, name);
  const createdAt = timeIn(seen.createdAt);
  if (!isNamed || createdAt < timeIn(importedAfter) - clocksDifferMs) return "other";
  return Number.isNaN(createdAt) ? "unknown" : "same";
}

const given = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;

export const isAmong = (backup: Identity, backups: readonly SeenBackup[]): boolean =>
  backups.some((other) => isSameBackup(other, backup));

/** Oldest first; what has no time of creation comes last. */
export const byAge = (left: SeenBackup, right: SeenBackup): number => ageKey(left) - ageKey(right);

function ageKey({ createdAt }: SeenBackup): number {
  const time = timeIn(createdAt);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
