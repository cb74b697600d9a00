import type { Clock } from "../process/ports";
import type { HttpResponse } from "../process/http";
import { remainingOf, requestedPauseMs } from "./retry";

const account = "";
/** For a used-up quota without a plausible reset time. */
const unknownResetMs = 30_000;

/** The pauses that 429 responses asked for. Requests that a pause does not concern continue. */
export class Pauses {
  private readonly ends = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Notes a 429 response to a request at this path. It pauses everybody only if it says that the quota is used up. */
  note(response: HttpResponse, path: string, isLast = false): void {
    // A waiter's last poll may be the first to see that the quota has reset.
    if (isLast && response.status !== 429 && (remainingOf(response) ?? 0) >= 1) this.ends.delete(account);
    if (response.status !== 429) return;
    const isUsedUp = (remainingOf(response) ?? Infinity) < 1;
    const pause = requestedPauseMs(response) ?? (isUsedUp ? unknownResetMs : 0);
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

/** The part of a path that names the addon, or the whole path if it names none. */
const addonIn = (path: string): string => /^.*?\/addons\/[^/?]+/.exec(path)?.[0] ?? path;
