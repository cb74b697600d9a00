/** Northflank's words for the state of a backup, and what each means for an import. */
const outcomes = {
  scheduled: "pending",
  "in-progress": "pending",
  aborting: "pending",
  completed: "done",
  aborted: "failed",
  failed: "failed",
  "not-supported": "failed",
  /** Ours, not Northflank's: the backup vanished while it was waited for. */
  missing: "failed",
} as const;

export type Outcome = "pending" | "done" | "failed";

const known = new Map<unknown, Outcome>(Object.entries(outcomes));

/** A word that Northflank may add one day is no reason to call an import finished: it keeps being waited for. */
export const judge = (status: unknown): Outcome => known.get(status) ?? "pending";

export const isKnownStatus = (status: unknown): boolean => known.has(status);

/** The status that a state gets when the backup disappeared under the wait; the next `up` imports again. */
export const missingStatus = "missing";
