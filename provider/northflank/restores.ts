import type { Deadline } from "../process/ports";
import { isKnownStatus, outcomeOf } from "./backupWords";
import type { NorthflankClient } from "./client";
import type { Addon } from "./endpoints";
import { isTransient, NorthflankError } from "./failure";
import { parseRestorePage, type Restore } from "./schema";
import { jsonOf } from "./verdict";

// To know of restores is only a courtesy: neither an unknown status nor an unreadable list stops us from deleting a
// backup. A missing permission can be granted, so it is reported.

/** The restores from this backup that run now. */
export async function restoresOfBackup(
  client: NorthflankClient,
  addon: Addon,
  backupId: string,
  deadline: Deadline,
): Promise<readonly Restore[]> {
  try {
    const page = parseRestorePage(jsonOf(await client.listRestores(addon, backupId, deadline)));
    return page?.unfinished.filter(isRunning) ?? [];
  } catch (thrown) {
    if (!(thrown instanceof NorthflankError) || thrown.status === 401 || thrown.status === 403) throw thrown;
    return [];
  }
}

/** Those from any of the addon's backups; undefined if one page does not tell, and each backup has its own list. */
export async function restoresOfAddon(
  client: NorthflankClient,
  addon: Addon,
  deadline: Deadline,
): Promise<readonly Restore[] | undefined> {
  try {
    const page = parseRestorePage(jsonOf(await client.listAddonRestores(addon, deadline)));
    if (page?.isLast !== true) return undefined;
    const running = page.unfinished.filter(isRunning);
    return running.every(({ backupId }) => backupId !== undefined) ? running : undefined;
  } catch (thrown) {
    if (!(thrown instanceof NorthflankError)) throw thrown;
    return isTransient(thrown) ? [] : undefined;
  }
}

const isRunning = ({ status }: Restore): boolean => isKnownStatus(status) && outcomeOf(status) === "pending";
