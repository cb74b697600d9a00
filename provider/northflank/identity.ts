import { isNameOrDerived } from "../automaticName";
import type { Backup } from "./schema";

type Sighted = Pick<Backup, "id" | "uid" | "createdAt" | "name">;

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
}

/**
 * Whether a backup is the one that is remembered. An id is free again once its backup is deleted, so an equal
 * id is not enough: the `uid` decides, and where the API sends none, the time of creation.
 */
export function isSameBackup(seen: Sighted, known: Identity): boolean {
  if (seen.id !== known.id) return false;
  if (seen.uid !== undefined && known.uid !== undefined) return seen.uid === known.uid;
  // GET and list may give the same time in different precision.
  if (seen.createdAt !== undefined && known.createdAt !== undefined)
    return Math.abs(timeOf(seen) - Date.parse(known.createdAt)) < 1000;
  return known.importedAfter === undefined || mayBeTheImport(seen, known);
}

/** Whether there is anything but an id to know a backup by. */
export const isIdentified = ({ uid, createdAt, importedAfter }: Identity): boolean =>
  uid !== undefined || createdAt !== undefined || importedAfter !== undefined;

const mayBeTheImport = (seen: Sighted, { name, importedAfter }: Identity): boolean =>
  timeOf(seen) >= Date.parse(importedAfter ?? "") &&
  (seen.name === undefined || name === undefined || isNameOrDerived(seen.name, name));

export const isAmong = (backup: Identity, backups: readonly Sighted[]): boolean =>
  backups.some((other) => isSameBackup(other, backup));

/** Oldest first; what has no time of creation comes last. */
export const byAge = (left: Sighted, right: Sighted): number => ageKey(left) - ageKey(right);

const timeOf = ({ createdAt }: Sighted): number => Date.parse(createdAt ?? "");

const ageKey = (backup: Sighted): number =>
  Number.isNaN(timeOf(backup)) ? Number.MAX_SAFE_INTEGER : timeOf(backup);
