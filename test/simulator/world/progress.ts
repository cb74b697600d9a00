export type FinalStatus = "completed" | "failed" | "aborted" | "not-supported";
export type BackupStatus = "scheduled" | "in-progress" | "aborting" | FinalStatus;
export type Outcome = FinalStatus | "never-ends";

/**
 * How far a backup or a restore has come. No timer moves it: whoever looks at it first calls
 * `advance` with the time of the look.
 */
export interface Progress {
  readonly createdAt: number;
  readonly scheduledFor: number;
  readonly runsFor: number;
  readonly abortsFor: number;
  outcome: Outcome;
  startedAt?: number;
  abortedAt?: number;
  end?: { readonly at: number; readonly as: FinalStatus };
}

const atOnce = { scheduledFor: 0, runsFor: 0, abortsFor: 0 };

export function finished(createdAt: number, as: FinalStatus, at: number): Progress {
  return { ...atOnce, createdAt, outcome: as, startedAt: createdAt, end: { at, as } };
}

export function endless(createdAt: number): Progress {
  return { ...atOnce, createdAt, outcome: "never-ends", startedAt: createdAt };
}

/** `readyAt` is when it may leave the queue: Infinity while something holds it back. */
export function advance(progress: Progress, readyAt: number, now: number): void {
  if (progress.end !== undefined) return;
  if (progress.abortedAt !== undefined) {
    endWhenDue(progress, progress.abortedAt + progress.abortsFor, "aborted", now);
    return;
  }
  if (progress.startedAt === undefined && readyAt <= now) progress.startedAt = readyAt;
  if (progress.startedAt !== undefined && progress.outcome !== "never-ends") {
    endWhenDue(progress, progress.startedAt + progress.runsFor, progress.outcome, now);
  }
}

function endWhenDue(progress: Progress, due: number, as: FinalStatus, now: number): void {
  if (due <= now) progress.end = { at: due, as };
}

export function statusOf(progress: Progress): BackupStatus {
  if (progress.end !== undefined) return progress.end.as;
  if (progress.abortedAt !== undefined) return "aborting";
  return progress.startedAt === undefined ? "scheduled" : "in-progress";
}

/** The share of the work that is done; it grows while running and reaches 1 only with `completed`. */
export function shareDone(progress: Progress, now: number): number {
  if (progress.end?.as === "completed") return 1;
  if (progress.startedAt === undefined || progress.runsFor === 0) return 0;
  const worked = (progress.end?.at ?? progress.abortedAt ?? now) - progress.startedAt;
  return Math.min(worked / progress.runsFor, 0.99);
}
