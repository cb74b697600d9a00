import { type Addon, backupUnderWay, isRunning, settle } from "../world/addon";
import { importsFrom } from "../world/addonTypes";
import { ApiError } from "./apiError";
import { type Backup, newBackup, type SourceType } from "../world/backup";
import type { ImportRequest, ImportSource } from "./importRequest";
import { freeId, freeName, nameOfDay, slugOf } from "../world/naming";
import type { SimulatorSettings } from "../settings";
import type { World } from "../world/world";

interface Import {
  readonly world: World;
  readonly addon: Addon;
  readonly settings: SimulatorSettings;
  readonly now: number;
  readonly request: ImportRequest;
  /** The connection string or URL itself. */
  readonly source: string | undefined;
}

/** Starts an import as the settings say that Northflank would; throws its refusal. */
export function startImport(job: Import): Backup {
  settle(job.addon, job.now);
  refuseWhereUnable(job);
  const named = naming(job);
  const sourceType = sourceTypeOf(job.request.source, job.settings);
  const able = importsFrom(job.addon.type, job.request.source);
  const outcome = able ? job.settings.outcome : "not-supported";
  const backup = newBackup({
    ...named,
    sourceType,
    compressionType: job.request.compressionType ?? "gz",
    customDestinationId: job.request.customDestinationId,
    finalSizeBytes: job.settings.finalSizeBytes,
    source: job.source,
    queued: job.settings.concurrentImports === "queue",
    progress: {
      createdAt: job.now,
      scheduledFor: job.settings.scheduledSeconds * 1000,
      runsFor: job.settings.importSeconds * 1000,
      abortsFor: job.settings.abortSeconds * 1000,
      outcome: job.world.outcomeFor({ id: named.id, name: named.name, sourceType }, outcome),
    },
  });
  job.addon.backups.push(backup);
  settle(job.addon, job.now);
  return backup;
}

function refuseWhereUnable({ addon, settings }: Import): void {
  if (settings.stoppedAddon === "refuse" && !isRunning(addon.status)) {
    throw new ApiError(409, `Addon is not running (status: ${addon.status})`);
  }
  if (settings.concurrentImports === "refuse" && backupUnderWay(addon) !== undefined) {
    throw new ApiError(409, "Another backup of this addon is in progress");
  }
}

function naming({ world, addon, settings, now, request }: Import): Pick<Backup, "objectId" | "id" | "name"> {
  const wanted = request.name ?? nameOfDay(now);
  const clashes = addon.backups.some((other) => slug(other.name, settings) === slug(wanted, settings));
  if (clashes && settings.nameClash === "refuse") {
    throw new ApiError(409, `A backup with the name ${wanted} already exists`);
  }
  const name = clashes && settings.nameClash === "rename" ? freeName(wanted, addon.backups) : wanted;
  const objectId = world.nextObjectId(now);
  return { objectId, name, id: idFor(name, objectId, addon, settings) };
}

function idFor(name: string, objectId: string, addon: Addon, settings: SimulatorSettings): string {
  switch (settings.backupId) {
    case "slug":
      return freeId(slug(name, settings), addon.backups);
    case "numbered-slug":
      return freeId(`${slug(name, settings)}-${101 + addon.backups.length}`, addon.backups);
    case "object-id":
      return objectId;
  }
}

function slug(name: string, settings: SimulatorSettings): string {
  return slugOf(name, settings.slugPunctuation);
}

function sourceTypeOf(source: ImportSource, settings: SimulatorSettings): SourceType | undefined {
  const type = source === "importUrl" ? settings.urlSourceType : settings.connectionSourceType;
  return type === "absent" ? undefined : type;
}
