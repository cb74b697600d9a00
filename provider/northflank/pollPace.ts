import type { Quota } from "./retry";

const shortestMs = 500;
const longestMs = 30_000;
const share = 0.23;

/**
 * The time to the next look at an import that has been running for `runningMs`. A fraction of its own running
 * time, so that a short import is noticed at once and a long one costs few requests; chance only shortens it,
 * so that many programs do not ask in step.
 */
export function pollInterval(runningMs: number, random: () => number): number {
  const interval = Math.min(longestMs, Math.max(shortestMs, runningMs * share));
  return interval * (1 - random() / 10);
}

// What an import takes until it is looked at as seldom as can be, generously counted.
const looksUntilSlow = 30;
const reserve = 40;

/**
 * The pace that the quota allows. A round of looks at everything that is waited for goes at the wanted pace as
 * long as enough is left for all of them to slow down by themselves; then what remains of the requests is spread
 * over what remains of the window.
 */
export function withinQuota(wantedMs: number, quota: Quota | undefined, requestsPerRound: number): number {
  if (quota === undefined) return wantedMs;
  const spare = quota.remaining - 5;
  const isSlowAnyway = wantedMs >= longestMs * 0.9;
  if (!isSlowAnyway && spare > reserve + looksUntilSlow * requestsPerRound) return wantedMs;
  return Math.max(wantedMs, (requestsPerRound * quota.resetMs) / Math.max(1, spare));
}
