import type { Clock } from "../process/ports";
import type { HttpResponse } from "../process/http";
import { remainingOf, toldPause } from "./retry";

const account = "";
/** Where nothing is left, and nothing is told that can be true. */
const untoldMs = 30_000;

/** The pauses that refusals have asked for. Who is not meant by one goes on. */
export class Pauses {
  private readonly ends = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** A 429 for a request at this path. Only one that says that nothing is left of the quota concerns everybody. */
  note(answer: HttpResponse, path: string, isLast = false): void {
    // Somebody's last poll may be the first to see that the quota is renewed.
    if (isLast && answer.status !== 429 && (remainingOf(answer) ?? 0) >= 1) this.ends.delete(account);
    if (answer.status !== 429) return;
    const isUsedUp = (remainingOf(answer) ?? Infinity) < 1;
    const pause = toldPause(answer) ?? (isUsedUp ? untoldMs : 0);
    const whose = isUsedUp ? account : addonIn(path);
    this.ends.set(whose, Math.max(this.endOf(whose), this.clock.now() + pause));
  }

  /** How long a request at this path has to wait. */
  msFor(path: string): number {
    return Math.max(0, Math.max(this.endOf(account), this.endOf(addonIn(path))) - this.clock.now());
  }

  private endOf(whose: string): number {
    return this.ends.get(whose) ?? 0;
  }
}

/** The part of a path that names the addon, or all of it where it names none. */
const addonIn = (path: string): string => /^.*?\/addons\/[^/?]+/.exec(path)?.[0] ?? path;
