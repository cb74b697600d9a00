import { outcomeOf } from "../northflank/backupWords";
import { failure, NorthflankError } from "../northflank/failure";
import { jsonOf } from "../northflank/verdict";
import { matchIdentity, type Identity, type KnownBackup } from "./identity";
import { dataOf, parseBackup, type Backup } from "../northflank/schema";
import type { Session } from "./session";

type Remembered = Omit<Identity, "id">;

/** What became of a backup that a state remembers or a program names. */
export type FoundBackup =
  /** `isCertain`: more than the id shows that it is the right one. `seenAt`: when we asked, or earlier. */
  | { readonly kind: "here"; readonly backup: Backup; readonly isCertain: boolean; readonly seenAt: number }
  /** Certainly deleted: its addon or its project could still be read. */
  | { readonly kind: "gone" }
  /** Another backup has its id now. */
  | { readonly kind: "idReused"; readonly backup: Backup };

/**
 * Finds a backup. A 404 alone proves nothing, because the wrong account, team or URL gives one too. A backup counts
 * as gone only if the addon's list, or else the project, can still be read.
 */
export async function findBackup(
  session: Session,
  backupId: string,
  remembered?: Remembered,
): Promise<FoundBackup> {
  const { client } = session.api;
  const { addon, deadline } = session;
  const exchange = await client.getBackup(addon, backupId, deadline);
  if (exchange.verdict === "accepted") {
    const backup = parseBackup(dataOf(jsonOf(exchange)));
    if (backup === undefined) throw failure(exchange, client.connection);
    return compared({ ...backup, id: backupId }, exchange.sentAt, remembered);
  }
  if (exchange.verdict !== "absent") throw failure(exchange, client.connection);
  const backups = await listed(session, exchange.sentAt);
  if (backups === undefined) await assertProject(session, backupId, remembered !== undefined);
  const backup = backups?.find(({ id }) => id === backupId);
  return backup === undefined ? { kind: "gone" } : compared(backup, exchange.sentAt, remembered);
}

/**
 * The same for many at once, who share a list. It may lag, so it is believed only where it shows the very backup, and
 * no other outcome than the one that we know; all else is found out by itself. `after`: what it shows must be newer.
 */
export async function findAmongMany(
  session: Session,
  backupId: string,
  known: Remembered & Pick<KnownBackup, "status">,
  after = -Infinity,
): Promise<FoundBackup> {
  const { api, addon, deadline } = session;
  const shown = await api.lookUp(addon, backupId, deadline, after);
  const isBelieved =
    shown?.backup.status !== undefined &&
    matchIdentity(shown.backup, { ...known, id: backupId }) === "same" &&
    (outcomeOf(known.status) === "pending" || shown.backup.status === known.status);
  return isBelieved ? { kind: "here", isCertain: true, ...shown } : findBackup(session, backupId, known);
}

function compared(backup: Backup, seenAt: number, remembered: Remembered = {}): FoundBackup {
  const match = matchIdentity(backup, { ...remembered, id: backup.id });
  return match === "other"
    ? { kind: "idReused", backup }
    : { kind: "here", backup, isCertain: match === "same", seenAt };
}

/** The addon's backups, perhaps with one that GET does not show yet; undefined if the addon is not found. */
async function listed(
  { api, addon, deadline }: Session,
  after: number,
): Promise<readonly Backup[] | undefined> {
  try {
    return (await api.recentList(addon, deadline, after)).backups;
  } catch (thrown) {
    if (thrown instanceof NorthflankError && thrown.status === 404) return undefined;
    throw thrown;
  }
}

async function assertProject(
  { api: { client }, addon, deadline }: Session,
  backupId: string,
  isRemembered: boolean,
): Promise<void> {
  const purpose = isRemembered
    ? `to find out whether the backup "${backupId}" is gone`
    : `to find the backup "${backupId}"`;
  const exchange = await client.getProject(addon, purpose, deadline);
  if (exchange.verdict === "accepted") return;
  const failed = failure(exchange, client.connection);
  if (!isRemembered) throw failed;
  throw new NorthflankError(`${failed.message}. ${ifReallyGone}`, failed.status);
}

const ifReallyGone =
  "The token, teamId or apiUrl may belong to another account, so the backup is not assumed to be deleted. If the project is " +
  "really gone, remove the resource from the state with `pulumi state delete`; `deletedWith` avoids this in future";
