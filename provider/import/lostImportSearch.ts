import { isNameOrSuffixed } from "./backupName";
import { isBeingDeleted, outcomeOf } from "../northflank/statusWords";
import type { SourceKind } from "../source/identity";
import type { BackupList } from "../northflank/backupList";
import { agree } from "../northflank/time";
import { byAge } from "./identity";
import type { Backup } from "../northflank/schema";
import { timeIn } from "../northflank/time";
import { documentedTypes } from "../northflank/toldBackup";

/** A backup of ours that no state knows: its engine died between the import and the saving of its id. */
export interface LostImports {
  /** The one to go on with instead of importing again. */
  readonly adopt: Backup | undefined;
  /** Beside it, or finished too long ago to be taken for a lost import of this very run. */
  readonly others: readonly Backup[];
}

export interface LostImportQuery {
  readonly name: string;
  readonly kind: SourceKind;
  readonly isOwned: (backup: Backup) => boolean;
  /** With `retainOnDelete` or a `replacementTrigger`, a finished backup is to stay while another is made. */
  readonly onlyRunning: boolean;
  /** This machine's, for the case that the server's is off. */
  readonly wallTime: number;
}

/** A finished one is adopted within this time of its end, by the server's clock. */
export const adoptionWindowMs = 15 * 60_000;

// Which word Northflank has for an import is documented nowhere. These may be meant, or one that is not listed; a backup
// of the addon itself, a snapshot, or the other kind of import has another.
const sourceTypes: Record<SourceKind, readonly string[]> = {
  connectionString: ["liveInstance", "externalDump"],
  importUrl: ["externalDump", "fileUpload"],
};

/** Finds lost imports in the list. Only ever asked for automatic names: a user's name may be anybody's. */
export function lostImportsIn(
  { backups, serverTime }: Pick<BackupList, "backups" | "serverTime">,
  question: LostImportQuery,
): LostImports {
  const ours = backups.filter((backup) => isOurs(backup, question)).sort(byAge);
  const running = ours.filter(
    (backup) => outcomeOf(backup.status) === "pending" && !isBeingDeleted(backup.status),
  );
  // Kept on purpose, or a forced import: what is finished is no lost import then.
  const done = question.onlyRunning ? [] : ours.filter((backup) => outcomeOf(backup.status) === "done");
  const adopt = running[0] ?? done.find((backup) => isRecent(backup, serverTime, question.wallTime));
  return { adopt, others: [...running, ...done].filter((backup) => backup !== adopt) };
}

const isOurs = (backup: Backup, { name, kind, isOwned }: LostImportQuery): boolean =>
  backup.name !== undefined &&
  isNameOrSuffixed(backup.name, name) &&
  isOfKind(backup, kind) &&
  !isOwned(backup);

/** Whether it may come from an import of this kind. */
export function isOfKind({ config }: Backup, kind: SourceKind): boolean {
  const type = config?.source?.type;
  return type === undefined || sourceTypes[kind].includes(type) || !documentedTypes.includes(type);
}

/**
 * By the clock of the answer. Where that is certainly wrong, or this machine's is, nobody can tell which: then either may
 * say that it is recent, but not one by which it has not ended yet.
 */
function isRecent(
  { completedAt, createdAt }: Backup,
  serverTime: number | undefined,
  wallTime: number,
): boolean {
  const end = timeIn(completedAt ?? createdAt);
  if (serverTime === undefined || Number.isNaN(end)) return false;
  if (agree(serverTime, wallTime)) return serverTime - end <= adoptionWindowMs;
  return [serverTime, wallTime].some((now) => now >= end && now - end <= adoptionWindowMs);
}
