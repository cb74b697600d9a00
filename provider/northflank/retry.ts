import { isResponse, type HttpFailure, type HttpResponse } from "../process/http";
import type { Clock } from "../process/ports";

const firstPauseMs = 500;
const maxPauseMs = 15_000;
/** The longest backoff after a 429 without a credible reset time: retries must not spend the quota. */
const maxPauseForQuotaMs = 60_000;

/**
 * How long to wait before the next try. The server's word counts if it is credible. Even a server that says "at once"
 * every time gets no flood of requests.
 */
export function pauseBeforeRetry(
  result: HttpResponse | HttpFailure,
  attempt: number,
  random: () => number,
): number {
  const told = isResponse(result) ? (requestedPauseMs(result) ?? 0) : 0;
  const longest = isResponse(result) && result.status === 429 ? maxPauseForQuotaMs : maxPauseMs;
  return Math.max(told, Math.min(longest, firstPauseMs * 2 ** attempt) * (1 - random() / 4));
}

/**
 * The pause that a response asks for: `Retry-After` in seconds or as a date (by the server's own clock), else the time
 * until the quota resets. Nothing that Northflank counts lasts longer than the quota's window, so a longer pause is not
 * believed.
 */
export function requestedPauseMs(response: HttpResponse): number | undefined {
  return retryAfter(response) ?? (response.status === 429 ? resetInMs(response) : undefined);
}

function retryAfter(response: HttpResponse): number | undefined {
  const header = response.headers["retry-after"] ?? "";
  const seconds = count(header);
  if (seconds !== undefined) return credible(seconds * 1000);
  // A date spells out its month; `Date.parse` reads `-5` as the year 2001.
  const date = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  return credible(date - (serverTime(response) ?? NaN));
}

const credible = (ms: number): number | undefined => (ms <= quotaWindowMs ? Math.max(0, ms) : undefined);

/** The server's clock, in milliseconds. */
export function serverTime(response: HttpResponse): number | undefined {
  const time = Date.parse(response.headers["date"] ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** The account's remaining requests, and the time until the quota resets. */
export interface Quota {
  readonly limit: number | undefined;
  readonly remaining: number;
  readonly resetMs: number;
}

/** The quota is per hour. */
const quotaWindowMs = 3_600_000;

export function quotaOf(response: HttpResponse): Quota | undefined {
  const remaining = remainingOf(response);
  const reset = count(response.headers["x-ratelimit-reset"]);
  if (remaining === undefined || reset === undefined) return undefined;
  const limit = count(response.headers["x-ratelimit-limit"]);
  return { limit, remaining, resetMs: resetInMs(response) ?? quotaWindowMs };
}

/** The remaining requests, even without a credible reset time. */
const remainingOf = ({ headers }: HttpResponse): number | undefined =>
  count(headers["x-ratelimit-remaining"]);

/**
 * The time until the quota resets, if credible: in seconds as documented, or as a timestamp in seconds or milliseconds
 * since 1970, by the server's own clock.
 */
export function resetInMs(response: HttpResponse): number | undefined {
  const reset = count(response.headers["x-ratelimit-reset"]) ?? NaN;
  const now = serverTime(response) ?? NaN;
  return [reset * 1000, reset * 1000 - now, reset - now].find((ms) => ms >= 0 && ms <= quotaWindowMs);
}

const count = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;

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
