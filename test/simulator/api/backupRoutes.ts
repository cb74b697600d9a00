import { removeBackup, settle } from "../world/addon";
import { type Answer, success } from "./answer";
import { ApiError, notFound } from "./apiError";
import { type Backup, restoreUnderWay } from "../world/backup";
import { type AddonCall, onBackup } from "./call";
import { importAnswer } from "./importAnswer";
import { startImport } from "./importing";
import { parseImportRequest, sourceIn } from "./importRequest";
import { backupLog, selectLines } from "./logs";
import { pageOf } from "./paging";
import { backupView } from "./views";

export function importBackup(call: AddonCall): Answer {
  const { world, addon, settings, now, token } = call;
  const request = parseImportRequest(call.body, settings.unlistedFields);
  const backup = startImport({ world, addon, settings, now, request, source: sourceIn(call.body) });
  world.imports.push({
    at: now,
    teamId: call.team.id,
    projectId: call.project.id,
    addonId: addon.id,
    backupId: backup.id,
    uid: backup.uid,
    name: backup.name,
    tokenLabel: token.label,
  });
  const view = backupView(backup, addon, settings, now, "single");
  return importAnswer({ id: backup.id, view, foreignId: world.nextObjectId(now) }, settings);
}

export function listBackups({ addon, settings, now, query }: AddonCall): Answer {
  const visible = addon.backups.filter((backup) => isVisible(backup, settings.listLagSeconds, now));
  const { items, pagination } = pageOf(visible, {
    query,
    order: settings.listOrder,
    paging: settings.paging,
  });
  const backups = items.map((backup) => backupView(backup, addon, settings, now, "listed"));
  return success({ backups }, pagination);
}

export function getBackup(call: AddonCall): Answer {
  const { backup, addon, settings, now } = onBackup(call);
  if (!isVisible(backup, settings.getLagSeconds, now)) throw notFound("Backup");
  return success(backupView(backup, addon, settings, now, "single"));
}

function isVisible({ progress }: Backup, lagSeconds: number, now: number): boolean {
  return progress.createdAt + lagSeconds * 1000 <= now;
}

export function deleteBackup(call: AddonCall): Answer {
  if (isTolerated(call)) return success({});
  const { backup, addon, settings, now } = onBackup(call);
  if (settings.deleteRunning === "refuse" && backup.progress.end === undefined) {
    throw new ApiError(409, "Backup is in progress");
  }
  if (settings.deleteDuringRestore === "refuse" && restoreUnderWay(backup) !== undefined) {
    throw new ApiError(409, "A restore from this backup is in progress");
  }
  removeBackup(addon, backup, now);
  return success({});
}

export function abortBackup(call: AddonCall): Answer {
  if (isTolerated(call)) return success({});
  const { backup, addon, settings, now } = onBackup(call);
  if (backup.progress.end !== undefined && settings.abortFinished === "refuse") {
    throw new ApiError(409, "Backup is not in progress");
  }
  backup.progress.abortedAt ??= now;
  settle(addon, now);
  return success({});
}

function isTolerated({ addon, settings, params }: AddonCall): boolean {
  const known = addon.backups.some(({ id }) => id === params.get("backupId"));
  return !known && settings.unknownBackup === "accept";
}

export function getBackupLogs(call: AddonCall): Answer {
  const { backup, settings, query } = onBackup(call);
  return success(selectLines(backupLog(backup, settings), query, settings));
}
