import { asError } from "../errors";
import { findBackup } from "../import/findBackup";
import type { KnownBackup } from "../import/identity";
import { isCandidate, mayBeRenamed, type Search } from "../import/locate";
import { findLateImport, isStillThere, resumedInstead, takeOver } from "../import/lostImport";
import type { ImportRegistry } from "../import/registry";
import { removeOrWarn } from "../import/removeBackup";
import { shownBackup, warn, type Session } from "../import/session";
import type { StartedImport } from "../import/start";
import { listBackups } from "../northflank/backupList";
import { isShort } from "../northflank/polling";
import type { Backup } from "../northflank/schema";
import { missingStatus } from "../northflank/backupWords";
import { unlessCancelled } from "../process/cancellation";
import { deadlineIn, millisecondsLeft, type Deadline } from "../process/ports";
import { endOf, type Ended } from "./wait";

const removalSeconds = 120;

/**
 * After a lost response, Northflank may have run the import twice. Under an automatic name both backups are ours, and
 * we delete one; under a user's name we never delete on a guess. A failure here must not lose the first backup.
 */
export async function removeDuplicateImport(
  session: Session,
  { backup, search }: StartedImport,
  registry: ImportRegistry,
): Promise<void> {
  if (search?.isRepeated !== true) return;
  const cleanupSession = { ...session, deadline: deadlineIn(session.ports.clock, removalSeconds) };
  const duplicate = `a lost response led to a duplicate import; keeping "${backup.id}"`;
  try {
    const listing = listBackups(session.api.client, session.addon, cleanupSession.deadline);
    const { backups } = await unlessCancelled(session.ports, listing);
    const others = [...backups, ...(await unlisted(cleanupSession, search, backup, backups))].filter(
      (other) =>
        (isCandidate(other, search) || mayBeRenamed(other, search, backup)) &&
        !registry.isClaimed(session.addon, other, search.order.name),
    );
    for (const other of others) {
      if (search.order.nameOrigin === "given") {
        warn(
          session,
          `${duplicate} and leaving "${other.id}" alone; delete the latter if you do not need it`,
        );
      } else {
        warn(session, `${duplicate} and deleting "${other.id}"`);
        await removeOrWarn(cleanupSession, other);
      }
    }
  } catch (thrown) {
    warn(session, `could not check for a duplicate import after a lost response: ${asError(thrown).message}`);
  }
}

/** The last response named a backup that the list does not show yet, though the one we keep is another. */
async function unlisted(
  session: Session,
  { hint }: Search,
  kept: KnownBackup,
  listed: readonly Backup[],
): Promise<readonly Backup[]> {
  if (hint === undefined || hint === kept.id || listed.some(({ id }) => id === hint)) return [];
  const found = await findBackup(session, hint);
  return found.kind === "here" ? [found.backup] : [];
}

const listSeconds = 5;

/**
 * The list may lag so far that it shows an earlier run's lost import only after ours has ended. Ours, whose id we
 * know from the response, is then the duplicate. A failure here must not lose what was imported.
 */
export async function switchToLateImport(
  session: Session,
  started: StartedImport,
  own: Ended,
  registry: ImportRegistry,
): Promise<Ended | undefined> {
  const { search } = started;
  const { api, addon, ports } = session;
  if (search === undefined || search.isRepeated || ports.cancellation.isRequested) return undefined;
  const { order } = search;
  if (registry.isSending(addon, order.name)) return undefined;
  // Save the quota's last requests for imports.
  if (isShort(api.client.quota)) return undefined;
  try {
    const list = await api.recentList(addon, deadlineIn(ports.clock, listSeconds), started.since);
    // Without time to wait for it, a lost import is only named.
    const hasTimeToWait = millisecondsLeft(ports.clock, session.deadline) > 0;
    const latest = { ...started, backup: own.ended, search, hasTimeToWait };
    const lost = findLateImport(session, latest, list, registry);
    if (lost === undefined || !(await reallyExists(session, lost))) return undefined;
    const waitSession =
      own.failure === undefined
        ? { ...session, deadline: lateImportDeadline(session, started.since) }
        : session;
    const found = await endOf(waitSession, order.inputs, takeOver(session, lost, registry));
    // Never give up a finished backup for one that has not completed.
    if (found.failure !== undefined && own.failure === undefined) {
      if (found.ended.status !== missingStatus) warn(session, unfinished(shownBackup(session, found.ended)));
      return undefined;
    }
    warn(
      session,
      resumedInstead(
        lost,
        `and is deleting "${own.ended.id}", which this run imported before the lost one was listed`,
      ),
    );
    await removeOrWarn({ ...session, deadline: deadlineIn(ports.clock, removalSeconds) }, own.ended);
    return found;
  } catch (thrown) {
    if (order.nameOrigin === "automatic") warn(session, checkFailed(asError(thrown)));
    return undefined;
  }
}

const minLateWaitSeconds = 300;

/** As long again as our import took: one that started earlier should have ended by then. */
function lateImportDeadline({ ports: { clock }, deadline }: Session, since: number): Deadline {
  const limit = deadlineIn(clock, Math.max(minLateWaitSeconds, (clock.now() - since) / 1000));
  return limit.at < deadline.at ? limit : deadline;
}

/** The list may still show a deleted backup, and our import may have reused its id. */
async function reallyExists(session: Session, lost: Backup): Promise<boolean> {
  if (!(await isStillThere(session, lost))) return false;
  return (await findBackup(session, lost.id, lost)).kind === "here";
}

const checkFailed = ({ message }: Error): string =>
  `could not check whether an earlier run lost an import of this resource: ${message}`;

const unfinished = ({ id, status }: KnownBackup): string =>
  `an earlier run also started this import and lost it: the backup "${id}" is "${status ?? "unknown"}". It is left ` +
  "alone because this run's import has completed; delete it once it has ended";
