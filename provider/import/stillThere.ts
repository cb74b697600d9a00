import { judge } from "../northflank/statusWords";
import { listBackups } from "../northflank/backupList";
import { pollInterval } from "../northflank/pollInterval";
import type { Backup } from "../northflank/schema";
import { settleSeconds } from "./locate";
import type { Session } from "./session";

/**
 * Whether a backup that the list shows is there. The list may go on showing one that was deleted, and GET may not show
 * a new one yet: where they differ, both get the time to agree. What still runs is looked at while it is waited for.
 */
export async function isStillThere(session: Session, { id, status }: Backup): Promise<boolean> {
  if (judge(status) === "pending") return true;
  const { api, addon, deadline, ports } = session;
  const since = ports.clock.now();
  for (;;) {
    const { verdict } = await api.client.getBackup(addon, id, deadline);
    if (verdict !== "absent") return true;
    const waited = ports.clock.now() - since;
    if (waited >= settleSeconds * 1000) return false;
    const { backups } = await listBackups(api.client, addon, deadline);
    if (!backups.some((backup) => backup.id === id)) return false;
    await ports.clock.sleep(pollInterval(waited, ports.random));
  }
}
