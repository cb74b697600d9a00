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

/** In any spelling: `IN_PROGRESS` is `in-progress`. */
const folded = (status: unknown): string | undefined =>
  typeof status === "string" ? status.toLowerCase().replaceAll(/[\s_-]/g, "") : undefined;

const known = new Map<string | undefined, Outcome>(
  Object.entries(outcomes).map(([word, outcome]) => [folded(word), outcome]),
);

/** A word that Northflank may add one day is no reason to call an import finished: it keeps being waited for. */
export const outcomeOf = (status: unknown): Outcome => known.get(folded(status)) ?? "pending";

export const isKnownStatus = (status: unknown): boolean => known.has(folded(status));

/** Whether it is being aborted or deleted, by a word that is known or may be added one day. */
export const isBeingDeleted = (status: unknown): boolean =>
  /^(abort|cancel|delet|remov)/.test(folded(status) ?? "");

/** The status that a state gets when the backup disappeared under the wait; the next `up` imports again. */
export const missingStatus = "missing";
