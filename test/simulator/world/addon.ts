import type { AddonStatus } from "./accounts";
import type { AddonType } from "./addonTypes";
import { advanceRestores, type Backup } from "./backup";
import { advance } from "./progress";

export interface Addon {
  readonly id: string;
  readonly type: AddonType;
  readonly createdAt: number;
  status: AddonStatus;
  /** Since when imports may start; Infinity while the addon does not run. */
  runnableSince: number;
  /** The last removal of a backup: a queue behind it moves up then, not earlier. */
  lastRemovalAt: number;
  /** Oldest first. */
  readonly backups: Backup[];
}

const running = new Set<AddonStatus>(["running", "backup", "restore"]);

export function isRunning(status: AddonStatus): boolean {
  return running.has(status);
}

/** Brings every backup of the addon up to the given time. */
export function settle(addon: Addon, now: number): void {
  let queueFreeAt = addon.lastRemovalAt;
  for (const backup of addon.backups) {
    const { progress } = backup;
    const readyAt = Math.max(progress.createdAt + progress.scheduledFor, addon.runnableSince);
    advance(progress, backup.queued ? Math.max(readyAt, queueFreeAt) : readyAt, now);
    queueFreeAt = Math.max(queueFreeAt, progress.end?.at ?? Infinity);
    advanceRestores(backup, now);
  }
}

export function backupUnderWay(addon: Addon): Backup | undefined {
  return addon.backups.find(({ progress }) => progress.end === undefined);
}

export function setStatus(addon: Addon, status: AddonStatus, now: number): void {
  settle(addon, now);
  if (!isRunning(status)) addon.runnableSince = Infinity;
  else if (!isRunning(addon.status)) addon.runnableSince = now;
  addon.status = status;
}

export function removeBackup(addon: Addon, backup: Backup, now: number): void {
  settle(addon, now);
  addon.backups.splice(addon.backups.indexOf(backup), 1);
  addon.lastRemovalAt = now;
}
