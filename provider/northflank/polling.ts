import type { Clock } from "../process/ports";
import type { Quota } from "./retry";

/**
 * Repeats a step until it returns a result. `pauseMs` says how long to wait before the next one, and throws if that
 * is pointless; both get the time since the first step.
 */
export async function poll<Result>(
  clock: Clock,
  step: (waitedMs: number) => Promise<Result | undefined>,
  pauseMs: (waitedMs: number) => number,
): Promise<Result> {
  const since = clock.now();
  for (;;) {
    const result = await step(clock.now() - since);
    if (result !== undefined) return result;
    const pause = pauseMs(clock.now() - since);
    if (pause > 0) await clock.sleep(pause);
  }
}

const shortestMs = 500;
const longestMs = 30_000;
const share = 0.23;

/**
 * The time until the next poll of an import that has been running for `runningMs`. It is a fraction of that, so that
 * a short import's end is noticed at once and a long import costs few requests. Jitter only shortens it, so that many
 * programs do not poll in step.
 */
export function pollInterval(runningMs: number, random: () => number): number {
  const interval = Math.min(longestMs, Math.max(shortestMs, runningMs * share));
  return interval * (1 - random() / 10);
}

// How many polls an import needs to reach the longest interval, generously counted.
const pollsUntilSlow = 30;
const reserve = 40;
const untouched = 5;

/** Whether so little is left that only necessary requests should be sent. */
export const isShort = (quota: Quota | undefined): boolean =>
  quota !== undefined && quota.remaining <= reserve;

/** What one round of polls, for everything that is waited for, may spend. */
export interface Budget {
  readonly quota: Quota | undefined;
  readonly requestsPerRound: number;
  /** What others will spend before this round is over. */
  readonly behind: number;
  /** What imports that have yet to start will need. */
  readonly reserved: number;
}

/**
 * The interval that the quota allows: the wanted one, as long as enough is left for all imports to slow down by
 * themselves; after that, one that is planned from what is left.
 */
export function withinQuota(wantedMs: number, runningMs: number, budget: Budget): number {
  const { quota, requestsPerRound, behind, reserved } = budget;
  if (quota === undefined) return wantedMs;
  const spare = quota.remaining - untouched - behind;
  const isSlowAnyway = wantedMs >= longestMs * 0.9;
  if (!isSlowAnyway && spare - reserved > reserve + pollsUntilSlow * requestsPerRound) return wantedMs;
  // Whatever has yet to start, imports that already run still get polled.
  const least = Math.min(leastRounds, spare / requestsPerRound);
  const rounds = Math.max(least, (spare - reserved) / requestsPerRound);
  return Math.max(wantedMs, planned(runningMs, quota.resetMs, rounds));
}

const leastRounds = 2;
/** As good as one: the untouched requests cover the rest. */
const oneRound = 0.9;
const earliestMs = 10_000;
const fewMinutesMs = 300_000;
const steepest = 1.8;

/**
 * The time until the next of `rounds` polls. Most imports are short, so early polls are worth more than late ones:
 * the running time at each poll grows by a constant factor, until the quota resets if the polls last that long, and
 * otherwise through the first minutes.
 */
function planned(runningMs: number, resetMs: number, rounds: number): number {
  if (rounds < oneRound) return resetMs;
  const running = Math.max(runningMs, earliestMs);
  const polls = Math.max(1, rounds);
  const growthTo = (end: number): number => Math.max(1, end / running) ** (1 / polls);
  const growth = Math.min(growthTo(running + resetMs), Math.max(steepest, growthTo(fewMinutesMs)));
  return Math.min(running * (growth - 1), resetMs / polls);
}
