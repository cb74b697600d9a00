import type { OutsideWords } from "../redaction/redactor";
import type { Backup, BackupConfig } from "./schema";

/** Northflank's words for a backup's status, and what each means for an import. */
const outcomes = {
  scheduled: "pending",
  "in-progress": "pending",
  aborting: "pending",
  completed: "done",
  aborted: "failed",
  failed: "failed",
  "not-supported": "failed",
  /** Ours, not Northflank's: the backup disappeared during the wait. */
  missing: "failed",
} as const;

export type Outcome = "pending" | "done" | "failed";

/** In any spelling: `IN_PROGRESS` is `in-progress`. */
const folded = (status: unknown): string | undefined =>
  typeof status === "string" ? status.toLowerCase().replaceAll(/[\s_-]/g, "") : undefined;

const known = new Map<string | undefined, Outcome>(
  Object.entries(outcomes).map(([word, outcome]) => [folded(word), outcome]),
);

/** A word that Northflank may add one day does not mean that the import is finished: the wait continues. */
export const outcomeOf = (status: unknown): Outcome => known.get(folded(status)) ?? "pending";

export const isKnownStatus = (status: unknown): boolean => known.has(folded(status));

/** Whether it is being aborted or deleted, by a known word or by one that may be added one day. */
export const isBeingDeleted = (status: unknown): boolean =>
  /^(abort|cancel|delet|remov)/.test(folded(status) ?? "");

/** The status in the state if the backup disappeared during the wait; the next `up` imports again. */
export const missingStatus = "missing";

/** Words from Northflank's documentation, which reveal nothing even if a secret contains them. */
export const documentedTypes = [
  "fileUpload",
  "liveInstance",
  "snapshot",
  "externalDump",
  "sameAddon",
  "global",
];

/** `in-progress`, `liveInstance`: no digits, because passwords have some. */
const words = /^\p{L}+(?:[ _-]\p{L}+){0,5}$/u;
const name = /^(?!.*:\/\/)[\p{L}\p{N}][ \p{L}\p{N}_.,:/()#+-]{0,99}$/u;
const uid = /^[\w:.{}-]{1,100}$/;

/**
 * A backup as it is stored and shown among our own words: a string stays only if it looks like what it should be and
 * repeats no secret. Whose backup it is, is decided on the original, not on this.
 */
export function toldBackup<Known extends Backup>(backup: Known, outside: OutsideWords): Known {
  const told = (text: string | undefined, shape: RegExp): string | undefined =>
    text !== undefined && shape.test(text) ? outside.toldWord(text) : undefined;
  const toldType = (type: string | undefined): string | undefined =>
    documentedTypes.find((documented) => documented === type) ?? told(type, words);
  // Field by field, so that the compiler asks about a new one.
  const config: Required<BackupConfig> | undefined = backup.config && {
    size: backup.config.size,
    source: { type: toldType(backup.config.source?.type) },
  };
  const all: Required<Backup> = {
    id: backup.id,
    name: told(backup.name, name),
    uid: told(backup.uid, uid),
    status: toldStatus(backup.status, outside),
    createdAt: backup.createdAt,
    completedAt: backup.completedAt,
    config,
  };
  return { ...backup, ...all };
}

/** A backup's status, or an addon's. */
export function toldStatus(status: string | undefined, outside: OutsideWords): string | undefined {
  if (status === undefined || isKnownStatus(status)) return status;
  return words.test(status) ? outside.toldWord(status) : undefined;
}
