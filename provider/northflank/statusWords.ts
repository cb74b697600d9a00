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
