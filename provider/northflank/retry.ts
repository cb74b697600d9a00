import { isResponse, type HttpResponse, type HttpFailure } from "../process/http";

/**
 * What a response, or the lack of one, says about a request:
 * - `taken`    handled as requested
 * - `refused`  certainly not handled; the same request may be sent again later
 * - `unknown`  there is no telling whether it was handled
 * - `conflict` the addon or the backup is not in a state for it (409)
 * - `absent`   its target does not exist (404, 410)
 * - `rejected` will not be handled, however often it is sent
 */
export type Verdict = "taken" | "refused" | "unknown" | "conflict" | "absent" | "rejected";

/** One request, what came of it, and what that says. */
export interface Exchange {
  /** The beginning of the sentence when it fails, for example `reading the backup "a" of addon "b"`. */
  readonly action: string;
  readonly result: HttpResponse | HttpFailure;
  readonly verdict: Verdict;
}

interface Rule {
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
}

// The first matching rule decides.
const rules: readonly Rule[] = [
  { from: 200, to: 299, verdict: "taken" },
  { from: 404, to: 404, verdict: "absent" },
  { from: 410, to: 410, verdict: "absent" },
  { from: 408, to: 408, verdict: "unknown" },
  { from: 409, to: 409, verdict: "conflict" },
  { from: 429, to: 429, verdict: "refused" },
  { from: 503, to: 503, verdict: "refused" },
  { from: 500, to: 599, verdict: "unknown" },
];

/**
 * Judges one exchange. A 2xx response with an unreadable body proves nothing, because it may be a proxy's page or cut
 * off; nor does an empty 2xx to a question. A gateway may return 503 for a connection that it lost after the request
 * went through; only Northflank's own 503 is a refusal.
 */
export function judgeExchange(result: HttpResponse | HttpFailure, isQuestion = false): Verdict {
  if (!isResponse(result)) {
    if (result.final) return "rejected";
    return result.reached === "no" ? "refused" : "unknown";
  }
  const verdict =
    rules.find((rule) => result.status >= rule.from && result.status <= rule.to)?.verdict ?? "rejected";
  if (verdict === "taken") return isReadable(result, isQuestion) ? "taken" : "unknown";
  return result.status === 503 && !isNorthflanksOwn(result) ? "unknown" : verdict;
}

const isReadable = ({ complete, body }: HttpResponse, isQuestion: boolean): boolean =>
  complete && ((body.trim() === "" && !isQuestion) || parseJson(body) !== undefined);

const isNorthflanksOwn = ({ headers, body }: HttpResponse): boolean =>
  headers["retry-after"] !== undefined ||
  headers["x-ratelimit-remaining"] !== undefined ||
  headers["x-ratelimit-reset"] !== undefined ||
  holdsError(parseJson(body));

const holdsError = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "error" in value;

/** The body as JSON; undefined if it is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The body of an answer as JSON; undefined when there was no answer or no JSON. */
export const jsonOf = ({ result }: Pick<Exchange, "result">): unknown =>
  isResponse(result) ? parseJson(result.body) : undefined;

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** The longest backoff after a 429 without a credible reset time: retries must not spend the quota. */
const longestPauseForQuotaMs = 60_000;

/**
 * How long to wait before the next try. The server's word counts if it is credible. Even a server that says "at once"
 * every time gets no flood of requests.
 */
export function pauseBeforeRetry(
  result: HttpResponse | HttpFailure,
  attempt: number,
  random: () => number,
): number {
  const told = isResponse(result) ? (toldPause(result) ?? 0) : 0;
  const longest = isResponse(result) && result.status === 429 ? longestPauseForQuotaMs : longestPauseMs;
  return Math.max(told, Math.min(longest, firstPauseMs * 2 ** attempt) * (1 - random() / 4));
}

/**
 * The pause that a response asks for: `Retry-After` in seconds or as a date (by the server's own clock), else the time
 * until the quota resets. Nothing that Northflank counts lasts longer than the quota's window, so a longer pause is not
 * believed.
 */
export function toldPause(answer: HttpResponse): number | undefined {
  return retryAfter(answer) ?? (answer.status === 429 ? toldRenewal(answer) : undefined);
}

function retryAfter(answer: HttpResponse): number | undefined {
  const header = answer.headers["retry-after"]?.trim();
  const seconds = count(header);
  if (header === undefined || seconds !== undefined) return credible((seconds ?? NaN) * 1000);
  // A date spells out its month; `Date.parse` reads `-5` as the year 2001.
  const date = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  return credible(date - (serverTime(answer) ?? NaN));
}

const credible = (ms: number): number | undefined => (ms <= quotaWindowMs ? Math.max(0, ms) : undefined);

/** The server's clock, in milliseconds. */
export function serverTime(answer: HttpResponse): number | undefined {
  const time = Date.parse(answer.headers["date"] ?? "");
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

export function quotaOf(answer: HttpResponse): Quota | undefined {
  const remaining = remainingOf(answer);
  const reset = count(answer.headers["x-ratelimit-reset"]);
  if (remaining === undefined || reset === undefined) return undefined;
  const limit = count(answer.headers["x-ratelimit-limit"]);
  return { limit, remaining, resetMs: toldRenewal(answer) ?? quotaWindowMs };
}

/** The remaining requests, even without a credible reset time. */
export const remainingOf = ({ headers }: HttpResponse): number | undefined =>
  count(headers["x-ratelimit-remaining"]);

/**
 * The time until the quota resets, if credible: in seconds as documented, or as a timestamp in seconds or milliseconds
 * since 1970, by the server's own clock.
 */
export function toldRenewal(answer: HttpResponse): number | undefined {
  const reset = count(answer.headers["x-ratelimit-reset"]) ?? NaN;
  const now = serverTime(answer) ?? NaN;
  return [reset * 1000, reset * 1000 - now, reset - now].find((ms) => ms >= 0 && ms <= quotaWindowMs);
}

const count = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : undefined;
