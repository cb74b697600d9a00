import { jsonOf } from "../northflank/client";
import { failure, NorthflankError } from "../northflank/failure";
import { isSameBackup, type Identity } from "../northflank/identity";
import { dataOf, parseBackup, type Backup } from "../northflank/schema";
import type { Session } from "./session";

type Remembered = Omit<Identity, "id">;

/** Where a backup is that a state remembers. */
export type Whereabouts =
  | { readonly kind: "here"; readonly backup: Backup }
  /** Certainly deleted: what contained it could still be read. */
  | { readonly kind: "gone" }
  /** Another backup has its id now. */
  | { readonly kind: "namesake"; readonly backup: Backup };

/**
 * Looks for a backup. Not finding it proves nothing by itself, because a wrong account, team or address finds
 * nothing either: only what still contains it, the addon or else the project, makes it gone.
 */
export async function whereabouts(
  session: Session,
  backupId: string,
  remembered: Remembered,
): Promise<Whereabouts> {
  const { client } = session.api;
  const { addon, deadline } = session;
  const doing = `reading the backup "${backupId}" of addon "${addon.addonId}"`;
  const exchange = await client.getBackup(addon, backupId, deadline);
  if (exchange.verdict === "taken") {
    const backup = parseBackup(dataOf(jsonOf(exchange)));
    if (backup === undefined) throw failure(doing, exchange.result, client.connection);
    return isSameBackup(backup, { ...remembered, id: backup.id })
      ? { kind: "here", backup }
      : { kind: "namesake", backup };
  }
  if (exchange.verdict !== "absent") throw failure(doing, exchange.result, client.connection);
  if ((await client.getAddon(addon, deadline)).verdict === "taken") return { kind: "gone" };
  const project = await client.getProject(addon, deadline);
  if (project.verdict === "taken") return { kind: "gone" };
  const finding = `reading project "${addon.projectId}", to find out whether the backup "${backupId}" is gone,`;
  const { message, status } = failure(finding, project.result, client.connection);
  throw new NorthflankError(`${message}. ${ifReallyGone}`, status);
}

const ifReallyGone =
  "The token, teamId or apiUrl may be those of another account, so nothing is concluded from it. If the project is " +
  "really gone, take the resource out of the state with `pulumi state delete`; `deletedWith` spares you that in future";
