import { backupUnderWay } from "../world/addon";
import type { Addon } from "../world/addon";
import { currentVersion } from "../world/addonTypes";
import type { Backup, Restore } from "../world/backup";
import { shareDone, statusOf } from "../world/progress";
import type { Progress } from "../world/progress";
import type { SimulatorSettings } from "../settings";
import type { Project } from "../world/teams";

type Detail = "single" | "listed";

/** The list knows fields of the configuration that the single backup lacks; only that one knows restores. */
export function backupView(
  backup: Backup,
  addon: Addon,
  settings: SimulatorSettings,
  now: number,
  detail: Detail,
): object {
  const lastRestore = backup.restores.at(-1);
  return {
    id: backup.id,
    name: backup.name,
    ...(settings.uid === "present" ? { uid: backup.uid } : {}),
    ...statusField(backup.progress, settings),
    createdAt: iso(backup.progress.createdAt),
    ...completedAtField(backup.progress, settings),
    config: {
      ...(backup.sourceType === undefined ? {} : { source: { type: backup.sourceType } }),
      size: String(Math.floor(backup.finalSizeBytes * shareDone(backup.progress, now))),
      ...(detail === "listed" && backup.compressionType ? { compressionType: backup.compressionType } : {}),
      addonVersion: currentVersion(addon.type),
    },
    ...(detail === "listed" && backup.customDestinationId !== undefined
      ? { customDestinationId: backup.customDestinationId }
      : {}),
    ...(detail === "single" && lastRestore ? { lastRestore: restoreFields(lastRestore, settings) } : {}),
  };
}

export function restoreView(restore: Restore, settings: SimulatorSettings): object {
  const id = settings.restoreId === "same" ? restore.id : restore.objectId;
  return { id, ...restoreFields(restore, settings) };
}

function restoreFields({ progress }: Restore, settings: SimulatorSettings): object {
  return {
    ...statusField(progress, settings),
    restoreTimestamp: iso(progress.createdAt),
    ...completedAtField(progress, settings),
  };
}

function statusField(progress: Progress, { statusWords }: SimulatorSettings): object {
  const status = statusOf(progress);
  const word = statusWords[status];
  return word === null ? {} : { status: word ?? status };
}

function completedAtField({ end }: Progress, settings: SimulatorSettings): object {
  if (end !== undefined) return { completedAt: iso(end.at) };
  return settings.unfinishedCompletedAt === "null" ? { completedAt: null } : {};
}

export function addonView(addon: Addon, project: Project, settings: SimulatorSettings): object {
  return {
    id: addon.id,
    name: addon.id,
    appId: `/simulated/${project.id}/${addon.id}`,
    tags: [],
    createdAt: iso(addon.createdAt),
    status: addonStatus(addon, settings),
    spec: {
      type: addon.type,
      config: {
        versionTag: currentVersion(addon.type),
        lifecycleStatus: "active",
        deployment: {
          replicas: 1,
          storageClass: "nvme",
          storageSize: 4096,
          planId: "nf-compute-20",
          region: "europe-west",
        },
        networking: { tlsEnabled: true, externalAccessEnabled: false },
      },
    },
    cluster: { id: "nf-europe-west", name: "nf-europe-west" },
  };
}

function addonStatus(addon: Addon, settings: SimulatorSettings): string {
  const importing = addon.status === "running" && backupUnderWay(addon) !== undefined;
  return importing ? settings.addonStatusDuringImport : addon.status;
}

export function projectView({ id, createdAt, addons }: Project): object {
  return {
    id,
    name: id,
    deployment: { region: "europe-west" },
    createdAt: iso(createdAt),
    services: [],
    jobs: [],
    addons: [...addons.values()].map((addon) => ({
      id: addon.id,
      appId: `/simulated/${id}/${addon.id}`,
      name: addon.id,
      spec: { type: addon.type },
    })),
    cluster: { id: "nf-europe-west", name: "nf-europe-west" },
  };
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
