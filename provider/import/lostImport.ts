import { docs } from "../errors";
import { type BackupList, listBackups } from "../northflank/backupList";
import { isBeingDeleted, outcomeOf } from "../northflank/backupWords";
import { poll, pollInterval, type Step } from "../northflank/polling";
import type { Backup } from "../northflank/schema";
import { agree, timeIn } from "../northflank/time";
import { isInTheWay, isNameOrSuffixed } from "./backupName";
import { byAge, isAmong, resourceId } from "./identity";
import { isCandidate, isOfKind, listLagMs, mayBeRenamed, type Search } from "./locate";
import { takenOver } from "./ownership";
import type { ImportRegistry } from "./registry";
import { warn, type ImportOrder, type Session } from "./session";
import type { StartedImport } from "./start";

/** Our backups that no state contains: the engine died after the import, before it saved the id. */
interface LostImports {
  /** The one to resume instead of importing again. */
  readonly resumable: Backup | undefined;
  /** All others, or those that finished too long ago to count as this resource's lost import. */
  readonly others: readonly Backup[];
}

/** The import that a killed run could not save, if the list shows it before we send another. */
export async function findLostImport(
  session: Session,
  order: ImportOrder,
  list: BackupList,
  registry: ImportRegistry,
): Promise<Backup | undefined> {
  const { resumable, others } = lostImportsIn(list, session, order, registry);
  const isResumed = resumable !== undefined && (await isStillThere(session, resumable));
  if (isResumed) warn(session, resumedInstead(resumable, "instead of importing again"));
  for (const other of others) warn(session, resumable === undefined ? tooOld(other) : oneTooMany(other));
  return isResumed ? resumable : undefined;
}

/**
 * The same, if the list shows it only after we sent another. Takes nothing over under a user's name, or if the
 * response did not say which backup is ours; a newer one may be another stack's. Warns about all others.
 */
export function findLateImport(
  session: Session,
  { backup: ours, search, isIdReturned, hasTimeToWait }: StartedAndWaited,
  list: BackupList,
  registry: ImportRegistry,
): Backup | undefined {
  const { order } = search;
  // By our backup's creation time: the response's clock may differ from the one that dates backups.
  const serverTime = timeIn(ours.createdAt);
  const isOlder = (backup: Backup): boolean =>
    isOurs(backup, order) && timeIn(backup.createdAt) < serverTime && !isAmong(backup, search.before);
  const older = { backups: list.backups.filter(isOlder), serverTime };
  const mayResume = hasTimeToWait && isIdReturned === true && order.nameOrigin === "automatic";
  const { resumable } = mayResume ? lostImportsIn(older, session, order, registry) : { resumable: undefined };
  const isLeft = (backup: Backup): boolean =>
    backup !== resumable &&
    isOfKind(backup, order.source.kind) &&
    !registry.ownership.isOwned(resourceId(session.addon, backup.id));
  for (const other of list.backups) {
    if (isCandidate(other, search) && isLeft(other)) warn(session, oneTooMany(other));
    else if (isIdReturned !== true && mayBeRenamed(other, search, ours) && isLeft(other))
      warn(session, mayBeOurs(other, ours));
  }
  return resumable;
}

/**
 * Says that a killed run may have started this import already: under a user's name the backup may be anybody's, so it
 * is neither taken over nor deleted.
 */
export function warnOfUntracked(
  session: Session,
  order: ImportOrder,
  list: BackupList,
  registry: ImportRegistry,
): void {
  const namesakes = list.backups.filter(({ name }) => isInTheWay(name, order.name));
  const { resumable } = lostImportsIn({ ...list, backups: namesakes }, session, order, registry);
  if (resumable !== undefined) warn(session, untracked(resumable));
}

const untracked = (backup: Backup): string =>
  `the backup ${shownWithTime(backup)} has this import's name and is tracked by nothing in this run; an interrupted ` +
  "`pulumi up` may have imported it. A second import starts now; to track that backup instead, set adoptBackupId: " +
  `"${backup.id}"`;

/** An import that was sent, and waited for until it ended or the time was up. */
interface StartedAndWaited extends StartedImport {
  readonly search: Search;
  readonly hasTimeToWait: boolean;
}

const tooOld = ({ id, completedAt }: Backup): string =>
  `the backup "${id}" (completed ${completedAt ?? "at an unknown time"}) has this resource's automatic name but is too ` +
  "old to count as its lost import; it is left alone, and a new import starts";

const oneTooMany = (other: Backup): string =>
  `the backup ${shownWithTime(other)} also has this resource's name, and no ` +
  "resource in this program tracks it; it is left alone. Delete it unless it belongs to another stack of the same name";

const mayBeOurs = (other: Backup, ours: Backup): string =>
  `the backup ${shownWithTime(other)} may be this resource's instead of "${ours.id}": the response ` +
  "to the import did not tell, and Northflank may have renamed it. It is left alone; check both on Northflank, delete " +
  "the duplicate, and set adoptBackupId to the right id";

/** Finds lost imports in the list. Only for automatic names: a user's name may be anybody's. */
function lostImportsIn(
  { backups, serverTime }: Pick<BackupList, "backups" | "serverTime">,
  { addon, context, ports }: Session,
  order: ImportOrder,
  registry: ImportRegistry,
): LostImports {
  if (registry.ownership.isStated(addon, order.name)) return { resumable: undefined, others: [] };
  const isOwned = (backup: Backup): boolean =>
    registry.ownership.isOwned(resourceId(addon, backup.id)) || registry.isClaimed(addon, backup, order.name);
  const ours = backups.filter((backup) => isOurs(backup, order) && !isOwned(backup)).sort(byAge);
  const running = ours.filter(
    (backup) => outcomeOf(backup.status) === "pending" && !isBeingDeleted(backup.status),
  );
  // Kept on purpose, or a forced import: then a finished backup is not a lost import.
  const isKept = context?.retainOnDelete === true || context?.replacementTrigger !== undefined;
  const done = isKept ? [] : ours.filter((backup) => outcomeOf(backup.status) === "done");
  const resumable = running[0] ?? done.find((backup) => isRecent(backup, serverTime, ports.clock.wallTime()));
  return { resumable, others: [...running, ...done].filter((backup) => backup !== resumable) };
}

const isOurs = (backup: Backup, { name, source }: ImportOrder): boolean =>
  backup.name !== undefined && isNameOrSuffixed(backup.name, name) && isOfKind(backup, source.kind);

/** A finished import is adopted within this time of its end, by the server's clock. */
const resumeWindowMs = 15 * 60_000;

/**
 * By the response's clock. If it disagrees with this machine's, we cannot tell which is wrong: then either may show
 * that the import is recent, but not a clock by which it has not ended yet.
 */
function isRecent(
  { completedAt, createdAt }: Backup,
  serverTime: number | undefined,
  wallTime: number,
): boolean {
  const end = timeIn(completedAt ?? createdAt);
  if (serverTime === undefined || Number.isNaN(end)) return false;
  if (agree(serverTime, wallTime)) return serverTime - end <= resumeWindowMs;
  return [serverTime, wallTime].some((now) => now >= end && now - end <= resumeWindowMs);
}

/** Makes the lost import this resource's own. */
export function takeOver(session: Session, lost: Backup, registry: ImportRegistry): StartedImport {
  const { addon, ports } = session;
  const mark = ports.uuid();
  registry.ownership.track(resourceId(addon, lost.id), takenOver(mark));
  registry.claim(addon, lost);
  return { backup: { ...lost, takeOver: mark }, since: ports.clock.now() };
}

export const resumedInstead = (lost: Backup, instead: string): string =>
  `resumed the lost import ${shownWithTime(lost)} ${instead}: an earlier run seems to have started it under this ` +
  "resource's automatic name and ended before saving it. To import again, change triggers; if it was --target-replace, a " +
  `taint, retainOnDelete or another stack of the same name instead, see ${docs}/errors.md#a-lost-import-was-resumed`;

const shownWithTime = ({ id, createdAt }: Backup): string =>
  `"${id}" (created ${createdAt ?? "at an unknown time"})`;

/**
 * Whether a backup in the list really exists. The list may still show a deleted one, and GET may not show a new one
 * yet: if they differ, both get time to agree. A running one needs no check, because the wait polls it.
 */
export async function isStillThere(session: Session, { id, status }: Backup): Promise<boolean> {
  if (outcomeOf(status) === "pending") return true;
  const { api, addon, deadline, ports } = session;
  return poll(ports.clock, async (waitedMs): Promise<Step<boolean>> => {
    const { verdict } = await api.client.getBackup(addon, id, deadline);
    if (verdict !== "absent") return { result: true };
    if (waitedMs() >= listLagMs) return { result: false };
    const { backups } = await listBackups(api.client, addon, deadline);
    if (!backups.some((backup) => backup.id === id)) return { result: false };
    return { pauseMs: pollInterval(waitedMs(), ports.random) };
  });
}
