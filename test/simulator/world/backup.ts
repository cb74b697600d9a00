import { randomUUID } from "node:crypto";
import { advance, type Progress } from "./progress";

export type SourceType = "fileUpload" | "liveInstance" | "snapshot" | "externalDump" | "sameAddon";
export type CompressionType = "gz" | "zstd";

export interface Restore {
  /** As answered by the POST. */
  readonly id: string;
  readonly objectId: string;
  readonly progress: Progress;
}

export interface Backup {
  /** 24 hexadecimal digits that sort by creation: the cursor of lists, and the id where ids are opaque. */
  readonly objectId: string;
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly sourceType: SourceType | undefined;
  readonly compressionType: CompressionType | undefined;
  readonly customDestinationId: string | undefined;
  readonly finalSizeBytes: number;
  /** What an echoing log line repeats; imports only. */
  readonly source: string | undefined;
  /** Waits until the addon has no earlier backup under way. */
  readonly queued: boolean;
  readonly progress: Progress;
  readonly restores: Restore[];
}

type NewBackup = Pick<Backup, "objectId" | "id" | "name" | "progress"> & Partial<Omit<Backup, "restores">>;

export function newBackup(given: NewBackup): Backup {
  return {
    uid: randomUUID(),
    sourceType: undefined,
    compressionType: undefined,
    customDestinationId: undefined,
    finalSizeBytes: 0,
    source: undefined,
    queued: false,
    ...given,
    restores: [],
  };
}

export function advanceRestores(backup: Backup, now: number): void {
  for (const { progress } of backup.restores) {
    advance(progress, progress.createdAt + progress.scheduledFor, now);
  }
}

export function restoreUnderWay(backup: Backup): Restore | undefined {
  return backup.restores.find(({ progress }) => progress.end === undefined);
}
