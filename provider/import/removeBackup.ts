import { restoresOfBackup } from "../northflank/restores";
import { maxSharedAgeMs } from "../northflank/sharedReading";
import { isBeingDeleted, isKnownStatus, outcomeOf } from "../northflank/backupWords";
import { asError, ProviderError } from "../errors";
import { calls, deleting } from "../northflank/endpoints";
import { failure } from "../northflank/failure";
import { isResponse } from "../process/http";
import { poll, pollInterval, type Step } from "../northflank/polling";
import type { Identity, KnownBackup } from "./identity";
import type { Backup } from "../northflank/schema";
import { interruptible } from "../process/cancellation";
import { millisecondsLeft } from "../process/ports";
import { shownBackup, warn, type Session } from "./session";
import { findAmongMany, findBackup, type FoundBackup } from "./findBackup";

/**
 * Deletes a backup, but never another one that has its id now. Waits until it has stopped running and no restore
 * reads from it. Succeeds if it is gone already; false if it was left alone.
 */
export async function removeBackup(
  session: Session,
  target: Identity & Pick<KnownBackup, "status">,
): Promise<boolean> {
  const { clock, random } = session.ports;
  let abort: Abort = "not asked";
  let after = -Infinity;
  return poll(interruptible(session.ports), async (waitedMs): Promise<Step<boolean>> => {
    // Asked at once for what has most likely ended, and awaited only if it is to be deleted.
    const early =
      outcomeOf(target.status) === "pending" ? undefined : isBeingRestored(session, target.id, after);
    early?.catch(() => undefined);
    const found = await findAmongMany(session, target.id, target, after);
    if (found.kind === "gone") return { result: true };
    // The failed one is gone, as intended; its id is free for the next import with the same name.
    if (found.kind === "idReused" && outcomeOf(target.status) === "failed") return { result: true };
    if (!isTarget(found)) {
      warn(session, leftAlone(session, target.id, found.kind));
      return { result: false };
    }
    const hasEnded = mayHaveEnded(found.backup, abort);
    if (shouldAbort(found.backup, abort)) abort = await tryAbort(session, target.id);
    const isDeletable = hasEnded || abort === "refused";
    if (
      isDeletable &&
      !(await (early ?? isBeingRestored(session, target.id, after))) &&
      (await tryDelete(session, target, found.seenAt))
    )
      return { result: true };
    after = clock.now();
    const pauseMs = pollInterval(waitedMs(), random);
    if (pauseMs > millisecondsLeft(clock, session.deadline))
      throw stillInUse(session, target, shownBackup(session, found.backup).status);
    return { pauseMs };
  });
}

/** For cleanup that must not fail, because a failure would lose what was done before. */
export async function removeOrWarn(session: Session, backup: Backup): Promise<void> {
  try {
    await removeBackup(session, backup);
  } catch (thrown) {
    warn(
      session,
      `the backup "${backup.id}" could not be deleted; delete it yourself: ${asError(thrown).message}`,
    );
  }
}

/** `refused`: it cannot be aborted now. It may not have started, may have just ended, or may be deletable as it is. */
type Abort = "not asked" | "accepted" | "refused";

/** An unknown status may mean that it has ended; after the abort, Northflank decides whether it can be deleted. */
const mayHaveEnded = ({ status }: Backup, abort: Abort): boolean =>
  outcomeOf(status) !== "pending" || (!isKnownStatus(status) && abort !== "not asked");

/** Repeats an accepted abort only if the backup clearly still runs. */
const shouldAbort = ({ status }: Backup, abort: Abort): boolean =>
  outcomeOf(status) === "pending" &&
  (abort !== "accepted" || (isKnownStatus(status) && !isBeingDeleted(status)));

const isTarget = (found: FoundBackup): found is Extract<FoundBackup, { kind: "here" }> =>
  found.kind === "here" && found.isCertain;

function leftAlone({ addon }: Session, id: string, kind: FoundBackup["kind"]): string {
  const why =
    kind === "idReused"
      ? "is not the one this resource imported (it has been recreated since)"
      : "cannot be identified as the one this resource imported (its uid and creation time are missing from the state " +
        "or from Northflank's response)";
  return `the backup "${id}" of addon "${addon.addonId}" ${why}, so it is left alone`;
}

async function tryAbort(session: Session, backupId: string): Promise<Abort> {
  const { client } = session.api;
  const exchange = await client.abortBackup(session.addon, backupId, session.deadline);
  const { result, verdict } = exchange;
  if (isResponse(result) && (result.status === 401 || result.status === 403)) {
    throw failure(exchange, client.connection);
  }
  if (verdict === "refused" || verdict === "unknown") return "not asked";
  return verdict === "accepted" ? "accepted" : "refused";
}

async function isBeingRestored({ api, addon, deadline }: Session, backupId: string, after: number) {
  const all = await api.restores(addon, deadline, after);
  const own =
    all?.filter((restore) => restore.backupId === backupId) ??
    (await restoresOfBackup(api.client, addon, backupId, deadline));
  return own.length > 0;
}

/** True if the backup is certainly deleted; false if the next poll has to tell. */
async function tryDelete(session: Session, target: Identity, seenAt: number): Promise<boolean> {
  const { client } = session.api;
  const { id } = target;
  // After a lost response it may already be deleted, and somebody else's backup may have its id.
  const isStillTarget = async (): Promise<boolean> => isTarget(await findBackup(session, id, target));
  await client.untilUnpaused(calls.deleteBackup(session.addon, id), session.deadline);
  const isOld = (seen: number): boolean => session.ports.clock.now() - seen > maxSharedAgeMs;
  if (isOld(seenAt)) {
    // After a pause for all, they share a list once more.
    const again = await findAmongMany(session, id, target, seenAt);
    if (!isTarget(again) || (isOld(again.seenAt) && !(await isStillTarget()))) return false;
  }
  const exchange = await client.deleteBackup(session.addon, id, session.deadline, isStillTarget);
  const { result, verdict } = exchange;
  if (verdict === "rejected") throw failure(exchange, client.connection);
  // A lagging replica may not find a backup that still runs, and an empty or 202 response is not what Northflank
  // documents. The next poll tells.
  return verdict === "accepted" && isResponse(result) && result.status !== 202 && result.body.trim() !== "";
}

const stillInUse = (
  { addon, deadline }: Session,
  { id }: Identity,
  status: string | undefined,
): ProviderError =>
  new ProviderError(
    `${deleting(addon, id)} failed: after ${deadline.seconds} s it is still in use ` +
      `(status "${status ?? "unknown"}", or a restore is reading from it); nothing was deleted. Try again later, or raise ` +
      "customTimeouts.delete",
  );
