import { isNameOrDerived } from "./backupName";
import { ProviderError } from "../errors";
import { byAge, isAmong } from "./identity";
import type { Backup } from "../northflank/schema";
import type { PollResult } from "../northflank/addonGroup";
import { millisecondsLeft } from "../process/ports";
import { shownBackup, type ImportOrder, type Session } from "./session";

/** How long a list may need to show a backup that was just made. */
export const listLagSeconds = 20;

/** Tells the backup of an import from all others on the addon. */
export interface Search {
  readonly order: ImportOrder;
  /** The name that was sent. */
  readonly sentName: string;
  /** What was there before the import was sent. */
  readonly before: readonly Backup[];
  /** The id in the answer to the import, if there was one. */
  readonly hint?: string | undefined;
  /** The import was sent more than once, so that there may be two backups of it. */
  readonly isRepeated: boolean;
  /** Backups of other imports of this process, or under a name that one of them has sent. */
  readonly isClaimed: (backup: Backup) => boolean;
}

export interface Located {
  /** Undefined when the list, read after the time was over, does not show it. */
  readonly backup: Backup | undefined;
  /** What else is new on the addon. */
  readonly others: readonly Backup[];
}

/**
 * Waits until the import's backup can be seen, or until the list has had so many seconds to show it and does
 * not. Throws when the list cannot be read: then nothing is known.
 */
export async function locate(session: Session, search: Search, seconds: number): Promise<Located> {
  const { api, ports, addon, deadline } = session;
  const since = ports.clock.now();
  const lookAt = since + seconds * 1000;
  const hint = search.isRepeated ? undefined : search.hint;
  let asked = hint;
  const judge = (sighting: PollResult): Located | undefined => {
    const isSettled = ports.clock.now() >= since + listLagSeconds * 1000;
    const isLast = sighting.scope === "list" && ports.clock.now() >= lookAt;
    const others = sighting.backups.filter((backup) => isNew(backup, search));
    const backup = choose(session, { ...search, hint }, sighting, isSettled);
    // Of two backups the right one can be chosen only when both have had time to appear.
    if (search.isRepeated && !isSettled) return undefined;
    // A hint that turns out to be no backup of ours, or none yet, is not asked again; the list decides.
    if (backup === undefined && sighting.scope === "backup") asked = undefined;
    return backup === undefined && !isLast ? undefined : { backup, others };
  };
  // The last look is at the list: an id that was only ever heard of may be none.
  const idToAsk = (): string | undefined =>
    millisecondsLeft(ports.clock, deadline) === 0 ? undefined : asked;
  return api.watcher.watch({
    addon,
    backupId: idToAsk,
    isUnconfirmed: true,
    since,
    deadline,
    lookAt,
    evaluate: judge,
  });
}

function choose(
  session: Session,
  search: Search,
  { scope, backups }: PollResult,
  isSettled: boolean,
): Backup | undefined {
  const hinted = backups.find((backup) => backup.id === search.hint && isHinted(backup, search));
  if (hinted !== undefined || scope === "backup") return hinted;
  // A list that is late may show an older backup of our name before the one that was answered.
  const isOver = isSettled || millisecondsLeft(session.ports.clock, session.deadline) === 0;
  if (search.hint !== undefined && !isOver) return undefined;
  const candidates = backups.filter((backup) => isCandidate(backup, search)).sort(byAge);
  const [oldest, younger] = candidates;
  if (search.order.nameOrigin === "automatic") return oldest;
  if (younger !== undefined) throw ambiguous(session, search, candidates);
  const renamed = backups.filter((backup) => backup.name !== undefined && isHinted(backup, search));
  if (oldest === undefined && isSettled && renamed.length > 0) throw ambiguous(session, search, renamed);
  return oldest;
}

const isNew = (backup: Backup, { before, isClaimed }: Search): boolean =>
  !isAmong(backup, before) && !isClaimed(backup);

/** New since the import was sent, under our name, and no other import's. */
export function isCandidate(backup: Backup, search: Search): boolean {
  const { order, sentName } = search;
  if (!isNew(backup, search) || backup.name === undefined) return false;
  if (order.nameOrigin === "given") return backup.name === sentName;
  return isNameOrDerived(backup.name, order.name);
}

/** With an id that Northflank answered, the name only has to confirm it: also a user's name may get a suffix. */
const isHinted = (backup: Backup, search: Search): boolean =>
  isNew(backup, search) && (backup.name === undefined || isNameOrDerived(backup.name, search.order.name));

function ambiguous(session: Session, { sentName }: Search, candidates: readonly Backup[]): ProviderError {
  const shown = candidates
    .map((backup) => shownBackup(session, backup))
    .map(({ id, name, status }) => `"${id}" (named "${name ?? ""}", ${status ?? "status unknown"})`);
  const [which, right] =
    candidates.length === 1
      ? ["whether it is this resource's cannot be told. Look at it on Northflank, and if it is", "its id"]
      : [
          "which one is this resource's cannot be told. Look at them on Northflank, delete what is too many, and",
          "the right id",
        ];
  return new ProviderError(
    `the import into addon "${session.addon.addonId}" was sent under the name "${sentName}", and since then ${shown.join(" and ")} ` +
      `appeared; ${which} set adoptBackupId to ${right}`,
  );
}
