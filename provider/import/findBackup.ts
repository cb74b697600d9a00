import { listBackups } from "../northflank/backupList";
import { failure, NorthflankError } from "../northflank/failure";
import { jsonOf } from "../northflank/retry";
import { matchIdentity, type Identity } from "./identity";
import { dataOf, parseBackup, type Backup } from "../northflank/schema";
import type { Session } from "./session";

type Remembered = Omit<Identity, "id">;

/** Where a backup is that a state remembers, or that a program names. */
export type FoundBackup =
  /** `isCertain`: more than its id says that it is the one. */
  | { readonly kind: "here"; readonly backup: Backup; readonly isCertain: boolean }
  /** Certainly deleted: what contained it could still be read. */
  | { readonly kind: "gone" }
  /** Another backup has its id now. */
  | { readonly kind: "namesake"; readonly backup: Backup };

/**
 * Looks for a backup. Not finding it proves nothing by itself, because a wrong account, team or address finds
 * nothing either: only what still contains it, the addon's list or else the project, makes it gone.
 */
export async function findBackup(
  session: Session,
  backupId: string,
  remembered?: Remembered,
): Promise<FoundBackup> {
  const { client } = session.api;
  const { addon, deadline } = session;
  const exchange = await client.getBackup(addon, backupId, deadline);
  if (exchange.verdict === "taken") {
    const backup = parseBackup(dataOf(jsonOf(exchange)));
    if (backup === undefined) throw failure(exchange, client.connection);
    return compared({ ...backup, id: backupId }, remembered);
  }
  if (exchange.verdict !== "absent") throw failure(exchange, client.connection);
  const backups = await listed(session);
  if (backups === undefined) await assertProject(session, backupId, remembered !== undefined);
  const backup = backups?.find(({ id }) => id === backupId);
  return backup === undefined ? { kind: "gone" } : compared(backup, remembered);
}

function compared(backup: Backup, remembered: Remembered = {}): FoundBackup {
  const like = matchIdentity(backup, { ...remembered, id: backup.id });
  return like === "other"
    ? { kind: "namesake", backup }
    : { kind: "here", backup, isCertain: like === "same" };
}

/** What is on the addon, where a backup may be that GET does not show yet; undefined when the addon is not found. */
async function listed({ api, addon, deadline }: Session): Promise<readonly Backup[] | undefined> {
  try {
    return (await listBackups(api.client, addon, deadline)).backups;
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
  if (exchange.verdict === "taken") return;
  const failed = failure(exchange, client.connection);
  if (!isRemembered) throw failed;
  throw new NorthflankError(`${failed.message}. ${ifReallyGone}`, failed.status);
}

const ifReallyGone =
  "The token, teamId or apiUrl may belong to another account, so the backup is not assumed to be deleted. If the project is " +
  "really gone, remove the resource from the state with `pulumi state delete`; `deletedWith` avoids this in future";
