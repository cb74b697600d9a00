import { isNameOrDerived, isNameOrNumbered } from "./backupName";
import { DeadlinePassed, ProviderError } from "../errors";
import { byAge, isAmong } from "./identity";
import { documentedTypes } from "../northflank/backupWords";
import { importing } from "../northflank/endpoints";
import type { Backup } from "../northflank/schema";
import { timeIn } from "../northflank/time";
import type { SourceKind } from "../source/identity";
import { NorthflankError } from "../northflank/failure";
import { millisecondsLeft, type Deadline } from "../process/ports";
import { shownBackup, type ImportOrder, type Session } from "./session";

/** How long the list may take to show a new backup. */
export const listLagMs = 20_000;

/** Tells an import's backup from all others on the addon. */
export interface Search {
  readonly order: ImportOrder;
  /** The name that was sent. */
  readonly sentName: string;
  /** The addon's backups before the import was sent. */
  readonly before: readonly Backup[];
  /** The id in the response to the import, if it had one. */
  readonly hint?: string | undefined;
  /** The import was sent more than once, so there may be two backups of it. */
  readonly isRepeated: boolean;
  /** Whether a backup belongs to another import of this process, or has a name that one of them has sent. */
  readonly isClaimed: (backup: Backup) => boolean;
}

export interface Located {
  /** Undefined if a list read after the search time does not show it. */
  readonly backup: Backup | undefined;
  /** The addon's other new backups. */
  readonly others: readonly Backup[];
}

/**
 * Waits until the import's backup appears, or until the list has had `searchMs` to show it and has not. Throws if the
 * list cannot be read, because then we know nothing.
 */
export async function locate(session: Session, search: Search, searchMs: number): Promise<Located> {
  const since = session.ports.clock.now();
  // Nobody knows which of two imports the id belongs to.
  const hint = search.isRepeated ? undefined : search.hint;
  const backup = hint === undefined ? undefined : await confirmed(session, search, hint, since);
  if (backup !== undefined) return { backup, others: [] };
  return locateInList(session, { ...search, hint }, since, since + searchMs);
}

/** The backup with the id from the response, if the first poll to get a response about it shows it. */
async function confirmed(
  { api, addon, deadline }: Session,
  search: Search,
  hint: string,
  since: number,
): Promise<Backup | undefined> {
  const { backup } = await api.watcher.watch({
    addon,
    backupId: hint,
    since,
    deadline,
    evaluate: (backups) => ({ backup: hintedAmong(backups, { ...search, hint }) }),
    evaluateFault: (fault) => (isAboutBackup(fault) ? { backup: undefined } : undefined),
  });
  return backup;
}

/** Whether an error response is about the backup, rather than the token, the quota or the connection. */
const isAboutBackup = (fault: Error): boolean =>
  fault instanceof NorthflankError && ![undefined, 401, 429].includes(fault.status);

async function locateInList(
  session: Session,
  search: Search,
  since: number,
  until: number,
): Promise<Located> {
  const { api, addon, deadline, ports } = session;
  const evaluate = (backups: readonly Backup[]): Located | undefined => {
    const now = ports.clock.now();
    const isLagOver = now >= since + listLagMs;
    const backup = choose(session, search, backups, isLagOver);
    // To choose between two backups, wait until both have had time to appear.
    if ((search.isRepeated && !isLagOver) || (backup === undefined && now < until)) return undefined;
    return { backup, others: backups.filter((other) => isNew(other, search)) };
  };
  const read = (end: Deadline): Promise<Located> =>
    api.watcher.watch({ addon, since, deadline: end, evaluate });
  if (until >= deadline.at) return read(deadline);
  return read({ ...deadline, at: until }).catch((thrown: unknown) => {
    // The search ends only with a list that was read after its time was up.
    if (thrown instanceof DeadlinePassed) return read(deadline);
    throw thrown;
  });
}

function choose(
  session: Session,
  search: Search,
  backups: readonly Backup[],
  isLagOver: boolean,
): Backup | undefined {
  const hinted = hintedAmong(backups, search);
  if (hinted !== undefined) return hinted;
  const isAutomatic = search.order.nameOrigin === "automatic";
  // A lagging list may show an older backup with our name before ours. Under an automatic name, that one is ours, too.
  const isOver = isLagOver || millisecondsLeft(session.ports.clock, session.deadline) === 0;
  if (!isOver && !(isAutomatic && search.hint === undefined)) return undefined;
  const candidates = backups.filter((backup) => isCandidate(backup, search)).sort(byAge);
  const [oldest] = candidates;
  if (isAutomatic) return oldest;
  const possible = [...candidates, ...backups.filter((backup) => mayBeRenamed(backup, search, oldest))];
  if (possible.length > 1) throw ambiguous(session, search, possible);
  const renamed = backups.filter((backup) => backup.name !== undefined && isHinted(backup, search));
  if (oldest === undefined && isLagOver && renamed.length > 0) throw ambiguous(session, search, renamed);
  return oldest;
}

const hintedAmong = (backups: readonly Backup[], search: Search): Backup | undefined =>
  backups.find((backup) => backup.id === search.hint && isHinted(backup, search));

const isNew = (backup: Backup, { before, isClaimed }: Search): boolean =>
  !isAmong(backup, before) && !isClaimed(backup);

/** Whether a backup is new since the import was sent, has our name and is no other import's. */
export function isCandidate(backup: Backup, search: Search): boolean {
  const { order, sentName } = search;
  if (backup.name === undefined) return false;
  const isNamed =
    order.nameOrigin === "given" ? backup.name === sentName : isNameOrDerived(backup.name, order.name);
  return isNamed && isNew(backup, search);
}

/**
 * Whether a backup may be our import under another name, which Northflank gave it because `holder` has the user's. One
 * that is older than the holder had no reason to be renamed.
 */
export const mayBeRenamed = (backup: Backup, search: Search, holder: Backup | undefined): boolean =>
  isNameOrNumbered(backup.name ?? "", search.order.name) &&
  isNew(backup, search) &&
  !isCandidate(backup, search) &&
  isOfKind(backup, search.order.source.kind) &&
  !(timeIn(backup.createdAt) < timeIn(holder?.createdAt));

// Northflank does not document an import's source type. It may be one of these, or an undocumented one; the other
// documented ones are for the addon's own backups, snapshots and the other kind of import.
const sourceTypes: Record<SourceKind, readonly string[]> = {
  connectionString: ["liveInstance", "externalDump"],
  importUrl: ["externalDump", "fileUpload"],
};

/** Whether a backup may come from an import of this kind. */
export function isOfKind({ config }: Backup, kind: SourceKind): boolean {
  const type = config?.source?.type;
  return type === undefined || sourceTypes[kind].includes(type) || !documentedTypes.includes(type);
}

/** The name only has to confirm an id that Northflank returned: even a user's name may get a suffix. */
const isHinted = (backup: Backup, search: Search): boolean =>
  isNew(backup, search) && (backup.name === undefined || isNameOrDerived(backup.name, search.order.name));

function ambiguous(session: Session, { sentName }: Search, candidates: readonly Backup[]): ProviderError {
  const shown = candidates
    .map((backup) => shownBackup(session, backup))
    .map(({ id, name, status }) => `"${id}" (named "${name ?? ""}", ${status ?? "status unknown"})`);
  const [which, right] =
    candidates.length === 1
      ? [
          "pulumi-northflank cannot tell whether it belongs to this resource. Check it on Northflank, and if it does,",
          "its id",
        ]
      : [
          "pulumi-northflank cannot tell which one belongs to this resource. Check them on Northflank, delete the duplicates and",
          "the right id",
        ];
  return new ProviderError(
    `${importing(session.addon)} failed: it was sent under the name "${sentName}", and since then ${shown.join(" and ")} ` +
      `appeared; ${which} set adoptBackupId to ${right}`,
  );
}
