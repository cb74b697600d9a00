import type {
  GetAddonBackupRestoresResult,
  GetAddonBackupResult,
  GetAddonBackupsResult,
  GetAddonResult,
  GetProjectResult,
} from "@northflank/js-client";
import type { AddonStatus } from "../world/accounts";
import { type Addon, backupUnderWay } from "../world/addon";
import { currentVersion } from "../world/addonTypes";
import type { Backup, Restore } from "../world/backup";
import { type BackupStatus, type Progress, shareDone, statusOf } from "../world/progress";
import type { OpenAnswers } from "../openQuestions";
import type { SimulatorSettings } from "../settings";
import type { Project } from "../world/teams";

// Compared with the types of Northflank's own client. It lacks `uid`, which the documentation has, and demands
// `completedAt` in lists, where nothing is said of backups that have not completed.
type Single = GetAddonBackupResult & { uid: string };
type InList = GetAddonBackupsResult["backups"][number];
type Listed = Omit<InList, "completedAt"> & Partial<Pick<InList, "completedAt">> & { uid: string };
type Restored = Omit<NonNullable<GetAddonBackupRestoresResult["restores"]>[number], "id">;

/** The list knows fields of the configuration that the single backup lacks; only that one knows restores. */
export function backupView(
  backup: Backup,
  addon: Addon,
  settings: SimulatorSettings,
  now: number,
  detail: "single" | "listed",
): object {
  if (detail === "listed") return asSettled(listedBackup(backup, addon, now), settings);
  const { lastRestore, ...single } = singleBackup(backup, addon, now);
  return {
    ...asSettled(single, settings),
    ...(lastRestore === undefined ? {} : { lastRestore: asSettled(lastRestore, settings) }),
  };
}

function singleBackup(backup: Backup, addon: Addon, now: number): Single {
  const lastRestore = backup.restores.at(-1);
  return {
    id: backup.id,
    name: backup.name,
    uid: backup.uid,
    status: statusOf(backup.progress),
    createdAt: iso(backup.progress.createdAt),
    ...completedAt(backup.progress),
    config: {
      ...(backup.sourceType === undefined ? {} : { source: { type: backup.sourceType } }),
      size: String(Math.floor(backup.finalSizeBytes * shareDone(backup.progress, now))),
      addonVersion: currentVersion(addon.type),
    },
    ...(lastRestore === undefined ? {} : { lastRestore: restored(lastRestore) }),
  };
}

function listedBackup(backup: Backup, addon: Addon, now: number): Listed {
  const { compressionType, customDestinationId } = backup;
  const { lastRestore: _, config, ...shared } = singleBackup(backup, addon, now);
  return {
    ...shared,
    config: { ...config, ...(compressionType === undefined ? {} : { compressionType }) },
    ...(customDestinationId === undefined ? {} : { customDestinationId }),
  };
}

const restored = ({ progress }: Restore): Restored => ({
  status: statusOf(progress),
  restoreTimestamp: iso(progress.createdAt),
  ...completedAt(progress),
});

const completedAt = ({ end }: Progress): { completedAt?: string } =>
  end === undefined ? {} : { completedAt: iso(end.at) };

export function restoreView(restore: Restore, settings: SimulatorSettings): object {
  const id = settings.restoreId === "same" ? restore.id : restore.objectId;
  return { id, ...asSettled(restored(restore), settings) };
}

interface Documented {
  readonly uid?: string;
  readonly status: BackupStatus;
  readonly createdAt?: string;
  readonly completedAt?: string;
}

/** Changed where the settings want something else than the documentation says. */
function asSettled(documented: Documented, settings: SimulatorSettings): object {
  const { uid, status, createdAt, completedAt, ...view } = documented;
  const word = settings.statusWords[status];
  const unfinished = settings.unfinishedCompletedAt === "null" ? { completedAt: null } : {};
  return {
    ...view,
    ...(uid === undefined ? {} : uidViews[settings.uid](uid)),
    ...(word === null ? {} : { status: word ?? status }),
    ...(createdAt === undefined ? {} : { createdAt: timeViews[settings.times](createdAt) }),
    ...(completedAt === undefined ? unfinished : { completedAt: timeViews[settings.times](completedAt) }),
  };
}

const timeViews: Record<OpenAnswers["times"], (utc: string) => string> = {
  utc: (utc) => utc,
  "no-zone": (utc) => utc.replace("T", " ").replace("Z", ""),
};

const uidViews: Record<OpenAnswers["uid"], (uid: string) => { uid?: string }> = {
  present: (uid) => ({ uid }),
  absent: () => ({}),
  empty: () => ({ uid: "" }),
  nil: () => ({ uid: "00000000-0000-0000-0000-000000000000" }),
  "equal-for-all": () => ({ uid: "6f1a3c52-9d0b-4e7a-8c11-2b7d5e90f4a6" }),
};

export function addonView(addon: Addon, project: Project, settings: SimulatorSettings): GetAddonResult {
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

function addonStatus(addon: Addon, settings: SimulatorSettings): AddonStatus {
  const importing = addon.status === "running" && backupUnderWay(addon) !== undefined;
  return importing ? settings.addonStatusDuringImport : addon.status;
}

export function projectView({ id, createdAt, addons }: Project): GetProjectResult {
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
