import type { RestoreAddonBackupResult } from "@northflank/js-client";
import { type Answer, success } from "./answer";
import { ApiError, invalidRequest, notFound } from "./apiError";
import { advanceRestores, type Backup, type Restore, restoreUnderWay } from "../world/backup";
import { type AddonCall, onBackup } from "./call";
import { restoreLog, selectLines } from "./logs";
import { pageOf } from "./paging";
import { restoreView } from "./views";

export function restoreBackup(call: AddonCall): Answer {
  const { backup, settings, world, now } = onBackup(call);
  if (backup.progress.end?.as !== "completed") throw new ApiError(409, "Backup is not completed");
  if (restoreUnderWay(backup)) throw new ApiError(409, "A restore from this backup is in progress");
  const restore: Restore = {
    id: String(now),
    objectId: world.nextObjectId(now),
    progress: {
      createdAt: now,
      scheduledFor: settings.scheduledSeconds * 1000,
      runsFor: settings.restoreSeconds * 1000,
      abortsFor: settings.abortSeconds * 1000,
      outcome: "completed",
    },
  };
  backup.restores.push(restore);
  advanceRestores(backup, now);
  return success({ restoreId: restore.id } satisfies RestoreAddonBackupResult);
}

export function abortRestore(call: AddonCall): Answer {
  const { backup, body, now } = onBackup(call);
  if (typeof body !== "object" || body === null || !("restoreId" in body)) {
    throw invalidRequest({ restoreId: ["must have required property 'restoreId'"] });
  }
  const { progress } = restoreOf(backup, body.restoreId);
  if (progress.end !== undefined) throw new ApiError(409, "Restore is not in progress");
  progress.abortedAt ??= now;
  advanceRestores(backup, now);
  return success({});
}

export function listRestoresOfBackup(call: AddonCall): Answer {
  const { backup, settings, query } = onBackup(call);
  const { items, pagination } = pageOf(backup.restores, {
    query,
    order: settings.listOrder,
    paging: settings.paging,
  });
  return success({ restores: items.map((restore) => restoreView(restore, settings)) }, pagination);
}

export function listRestoresOfAddon({ addon, settings, query }: AddonCall): Answer {
  const all = addon.backups.flatMap(({ id, restores }) =>
    restores.map((restore) => ({ ...restore, backupId: id })),
  );
  const { items, pagination } = pageOf(all, { query, order: settings.listOrder, paging: settings.paging });
  const restores = items.map((restore) => ({
    ...restoreView(restore, settings),
    backupId: restore.backupId,
  }));
  return success({ restores }, pagination);
}

export function getRestoreLogs(call: AddonCall): Answer {
  const { backup, params, settings, query } = onBackup(call);
  const { progress } = restoreOf(backup, params.get("restoreId"));
  return success(selectLines(restoreLog(progress, settings), query, settings));
}

function restoreOf({ restores }: Backup, restoreId: unknown): Restore {
  const restore = restores.find(({ id, objectId }) => id === restoreId || objectId === restoreId);
  if (restore === undefined) throw notFound("Restore");
  return restore;
}
