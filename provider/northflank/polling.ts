import type { Clock } from "../process/ports";
import type { Quota } from "./retry";

/** What a step has come to: a result, or the pause before the next step. */
export type Step<Result> = { readonly result: Result } | { readonly pauseMs: number };

/** Repeats a step until it has a result. `waitedMs` is the time since the first one. */
export async function poll<Result>(
  clock: Clock,
  step: (waitedMs: () => number, attempt: number) => Promise<Step<Result>>,
): Promise<Result> {
  const since = clock.now();
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await step(() => clock.now() - since, attempt);
    if ("result" in outcome) return outcome.result;
    if (outcome.pauseMs > 0) await clock.sleep(outcome.pauseMs);
  }
}

const minIntervalMs = 500;
const maxIntervalMs = 30_000;
const share = 0.23;

/**
 * The time until the next poll of an import that has been running for `runningMs`. It is a fraction of that, so that
 * a short import's end is noticed at once and a long import costs few requests. Jitter only shortens it, so that many
 * programs do not poll in step.
 */
export function pollInterval(runningMs: number, random: () => number): number {
  const interval = Math.min(maxIntervalMs, Math.max(minIntervalMs, runningMs * share));
  return interval * (1 - random() / 10);
}

// How many polls an import needs to reach the longest interval, generously counted.
const pollsUntilSlow = 30;
const reserve = 40;
const neverSpent = 5;

/** Whether so little is left that only necessary requests should be sent. */
export const isShort = (quota: Quota | undefined): boolean =>
  quota !== undefined && quota.remaining <= reserve;

/** What one round of polls, for everything that is waited for, may spend. */
export interface Budget {
  readonly quota: Quota | undefined;
  readonly requestsPerRound: number;
  /** What others will spend before this round is over. */
  readonly dueByOthers: number;
  /** What imports that have yet to start will need. */
  readonly reserved: number;
}

/**
 * The interval that the quota allows: the wanted one, as long as enough is left for all imports to slow down by
 * themselves; after that, one that is planned from what is left.
 */
export function withinQuota(wantedMs: number, runningMs: number, budget: Budget): number {
  const { quota, requestsPerRound, dueByOthers, reserved } = budget;
  if (quota === undefined) return wantedMs;
  const spare = quota.remaining - neverSpent - dueByOthers;
  const isSlowAnyway = wantedMs >= maxIntervalMs * 0.9;
  if (!isSlowAnyway && spare - reserved > reserve + pollsUntilSlow * requestsPerRound) return wantedMs;
  // Whatever has yet to start, imports that already run still get polled.
  const least = Math.min(minRounds, spare / requestsPerRound);
  const rounds = Math.max(least, (spare - reserved) / requestsPerRound);
  return Math.max(wantedMs, planned(runningMs, quota.resetMs, rounds));
}

const minRounds = 2;
/** As good as one: the untouched requests cover the rest. */
const oneRound = 0.9;
const minRunningMs = 10_000;
const fewMinutesMs = 300_000;
const maxGrowth = 1.8;

/**
 * The time until the next of `rounds` polls. Most imports are short, so early polls are worth more than late ones:
 * the running time at each poll grows by a constant factor, until the quota resets if the polls last that long, and
 * otherwise through the first minutes.
 */
function planned(runningMs: number, resetMs: number, rounds: number): number {
  if (rounds < oneRound) return resetMs;
  const running = Math.max(runningMs, minRunningMs);
  const polls = Math.max(1, rounds);
  const growthTo = (end: number): number => Math.max(1, end / running) ** (1 / polls);
  const growth = Math.min(growthTo(running + resetMs), Math.max(maxGrowth, growthTo(fewMinutesMs)));
  return Math.min(running * (growth - 1), resetMs / polls);
}
