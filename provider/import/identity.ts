import type { CheckedInputs } from "../inputs/checkedInputs";
import type { Addon } from "../northflank/endpoints";
import type { Backup } from "../northflank/schema";
import { timeIn } from "../northflank/time";
import { isNameOrDerived } from "./backupName";

type SeenBackup = Pick<Backup, "id" | "uid" | "createdAt" | "name">;

/** What identifies a backup that we saw, or whose id we only got in a response. */
export interface Identity extends Pick<Backup, "uid" | "createdAt" | "name"> {
  readonly id: string;
  /**
   * Northflank's time before the import was sent: all we know about a backup whose id came in a response but that no
   * poll has shown since. An older backup is a different one.
   */
  readonly importedAfter?: string | undefined;
}

/** What we know about a backup, from Northflank or from a state. */
export interface KnownBackup extends Backup {
  readonly importedAfter?: string | undefined;
  /** The mark of the create that took over this lost import. A state without it no longer owns the backup. */
  readonly takeOver?: string | undefined;
}

/** `unknown`: the ids are equal, but nothing else can be compared. */
type IdentityMatch = "same" | "other" | "unknown";

/**
 * Whether this is the backup that we know. An id is free again once its backup is deleted, so equal ids are not
 * enough: `uid` and creation time must match as well, where both sides have them.
 */
export function matchIdentity(seen: SeenBackup, known: Identity): IdentityMatch {
  if (seen.id !== known.id) return "other";
  const matches = [sameUid(seen.uid, known.uid), sameTime(seen.createdAt, known.createdAt)];
  if (matches.includes("other")) return "other";
  if (matches.includes("same")) return "same";
  return known.importedAfter === undefined ? "unknown" : matchImport(seen, known);
}

function sameUid(one: string | undefined, other: string | undefined): IdentityMatch {
  if (one === undefined || other === undefined) return "unknown";
  return one === other ? "same" : "other";
}

export const isSameBackup = (seen: SeenBackup, known: Identity): boolean =>
  matchIdentity(seen, known) !== "other";

/**
 * What we know about a backup after another poll. Its identity never changes, and whatever a response leaves out
 * stays as it was. A poll that cannot confirm the identity adds nothing to it: it may have shown another backup.
 */
export function mergeSeen(known: KnownBackup, seen: Backup): KnownBackup {
  const { uid, createdAt, importedAfter } = known;
  const identity =
    matchIdentity(seen, known) === "unknown"
      ? { uid, createdAt, importedAfter }
      : { uid: uid ?? seen.uid, createdAt: createdAt ?? seen.createdAt, importedAfter: undefined };
  // The time as we know it, not the same in another precision.
  const completedAt =
    sameTime(seen.completedAt, known.completedAt) === "same" ? known.completedAt : seen.completedAt;
  const config = {
    size: seen.config?.size ?? known.config?.size,
    source: { type: seen.config?.source?.type ?? known.config?.source?.type },
  };
  return { ...known, ...given({ ...seen, completedAt }), config, ...identity };
}

/** Whether anything besides its id identifies a backup. */
export const isIdentified = ({ uid, createdAt, importedAfter }: Identity): boolean =>
  uid !== undefined || createdAt !== undefined || importedAfter !== undefined;

// GET and the list may give the same time with different precision.
function sameTime(one: string | undefined, other: string | undefined): IdentityMatch {
  if (one === undefined || other === undefined) return "unknown";
  if (one === other) return "same";
  const distance = Math.abs(timeIn(one) - timeIn(other));
  if (Number.isNaN(distance)) return "unknown";
  return distance < 1000 ? "same" : "other";
}

/** The machines that respond and that create backups may have different clocks. */
const clockSkewMs = 60_000;

function matchImport(seen: SeenBackup, { name, importedAfter }: Identity): IdentityMatch {
  const isNamed = seen.name === undefined || name === undefined || isNameOrDerived(seen.name, name);
  const createdAt = timeIn(seen.createdAt);
  if (!isNamed || createdAt < timeIn(importedAfter) - clockSkewMs) return "other";
  return Number.isNaN(createdAt) ? "unknown" : "same";
}

const given = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;

export const isAmong = (backup: Identity, backups: readonly SeenBackup[]): boolean =>
  backups.some((other) => isSameBackup(other, backup));

/** Oldest first; backups without a creation time come last. */
export const byAge = (left: SeenBackup, right: SeenBackup): number => ageKey(left) - ageKey(right);

function ageKey({ createdAt }: SeenBackup): number {
  const time = timeIn(createdAt);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

/** The addon that inputs or a state refer to. */
export const addonOf = ({ projectId = "", addonId = "", teamId }: AddonInputs): Addon => ({
  projectId,
  addonId,
  teamId,
});

type AddonInputs = Pick<CheckedInputs, "projectId" | "addonId" | "teamId">;

/** The resource id says where the backup is, so that it can be read without anything else. */
export const resourceId = ({ projectId, addonId }: Addon, backupId: string): string =>
  `${projectId}/${addonId}/${backupId}`;

export function parseResourceId(id: string): { addon: Addon; backupId: string } | undefined {
  const [projectId, addonId, backupId, ...rest] = id.split("/");
  if (!projectId || !addonId || !backupId || rest.length > 0) return undefined;
  return { addon: { projectId, addonId }, backupId };
}
