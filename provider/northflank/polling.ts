import type { Clock } from "../process/ports";
import type { Quota } from "./retry";

/**
 * Repeats a step until it has a result. `pauseMs` tells how long to wait before the next, and throws where that would be
 * of no use; both get the time since the first step.
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
 * The time to the next poll of an import that has been running for `runningMs`. A fraction of its own running
 * time, so that a short import is noticed at once and a long one costs few requests; chance only shortens it,
 * so that many programs do not ask in step.
 */
export function pollInterval(runningMs: number, random: () => number): number {
  const interval = Math.min(longestMs, Math.max(shortestMs, runningMs * share));
  return interval * (1 - random() / 10);
}

// What an import takes until it is polled as seldom as can be, generously counted.
const pollsUntilSlow = 30;
const reserve = 40;
const untouched = 5;

/** Whether so little is left that only what is needed should be asked. */
export const isShort = (quota: Quota | undefined): boolean =>
  quota !== undefined && quota.remaining <= reserve;

/** What a round of polls of everything that is waited for can spend. */
export interface Budget {
  readonly quota: Quota | undefined;
  readonly requestsPerRound: number;
  /** What others will take before this round is over. */
  readonly behind: number;
  /** What imports will take that are still to come. */
  readonly reserved: number;
}

/**
 * The pace that the quota allows. A round goes at the wanted pace as long as enough is left for all to slow down by
 * themselves; then what is left is planned.
 */
export function withinQuota(wantedMs: number, runningMs: number, budget: Budget): number {
  const { quota, requestsPerRound, behind, reserved } = budget;
  if (quota === undefined) return wantedMs;
  const spare = quota.remaining - untouched - behind;
  const isSlowAnyway = wantedMs >= longestMs * 0.9;
  if (!isSlowAnyway && spare - reserved > reserve + pollsUntilSlow * requestsPerRound) return wantedMs;
  // Whatever is still to come: what runs already is not left alone for its sake.
  const least = Math.min(leastRounds, spare / requestsPerRound);
  const rounds = Math.max(least, (spare - reserved) / requestsPerRound);
  return Math.max(wantedMs, planned(runningMs, quota.resetMs, rounds));
}

const leastRounds = 2;
/** As good as one: what is left untouched is there for it. */
const oneRound = 0.9;
const earliestMs = 10_000;
const fewMinutesMs = 300_000;
const steepest = 1.8;

/**
 * The time to the next of so many polls. The first are worth more than the last, because most imports are short: so the
 * times of the polls grow by a factor, to the renewal of the quota if the polls suffice for that, and else through the
 * first minutes.
 */
function planned(runningMs: number, resetMs: number, rounds: number): number {
  if (rounds < oneRound) return resetMs;
  const running = Math.max(runningMs, earliestMs);
  const polls = Math.max(1, rounds);
  const growthTo = (end: number): number => Math.max(1, end / running) ** (1 / polls);
  const growth = Math.min(growthTo(running + resetMs), Math.max(steepest, growthTo(fewMinutesMs)));
  return Math.min(running * (growth - 1), resetMs / polls);
}
