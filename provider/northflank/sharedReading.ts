import type { Clock, Deadline } from "../process/ports";

/** The longest time for which what one reader got may serve others. */
export const maxSharedAgeMs = 5_000;

interface Reading<Result> {
  readonly at: number;
  readonly deadline: Deadline;
  readonly result: Promise<Result>;
}

/** Reads once for all who ask within a while. */
export class SharedReading<Result> {
  private latest: Reading<Result> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly sharedForMs: number,
    private readonly read: (deadline: Deadline) => Promise<Result>,
  ) {}

  /** From a reading that started at `after` or later. */
  get(deadline: Deadline, after = -Infinity): Promise<Result> {
    const now = this.clock.now();
    const { latest } = this;
    if (latest !== undefined && latest.at >= after && now - latest.at <= this.sharedForMs) {
      // It may have failed at the deadline of whoever started it; a caller with more time reads again.
      const hasMoreTime = deadline.at - latest.deadline.at > this.sharedForMs;
      return hasMoreTime ? latest.result.catch(() => this.read(deadline)) : latest.result;
    }
    const started = { at: now, deadline, result: this.read(deadline) };
    this.latest = started;
    // A failed reading is no use to whoever comes next.
    started.result.catch(() => {
      if (this.latest === started) this.latest = undefined;
    });
    return started.result;
  }

  /** What others happened to read, from `at` on. */
  note(result: Result, at: number): void {
    if (this.latest !== undefined && this.latest.at > at) return;
    this.latest = { at, deadline: { at, seconds: 0 }, result: Promise.resolve(result) };
  }
}
