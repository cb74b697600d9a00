import { isResponse, type HttpResponse, type HttpFailure } from "../process/http";

/**
 * What a response, or the lack of one, says about a request:
 * - `accepted` handled as requested
 * - `refused`  certainly not handled; the same request may be sent again later
 * - `unknown`  there is no telling whether it was handled
 * - `conflict` the addon or the backup is not in a state for it (409)
 * - `absent`   its target does not exist (404, 410)
 * - `rejected` will not be handled, however often it is sent
 */
export type Verdict = "accepted" | "refused" | "unknown" | "conflict" | "absent" | "rejected";

/** One request, what came of it, and what that says. */
export interface Exchange {
  /** The beginning of the sentence when it fails, for example `reading the backup "a" of addon "b"`. */
  readonly action: string;
  /** By this process's clock. */
  readonly sentAt: number;
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
  { from: 200, to: 299, verdict: "accepted" },
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
export function verdictOf(result: HttpResponse | HttpFailure, isRead = false): Verdict {
  if (!isResponse(result)) {
    if (result.final) return "rejected";
    return result.reached === "no" ? "refused" : "unknown";
  }
  const verdict =
    rules.find((rule) => result.status >= rule.from && result.status <= rule.to)?.verdict ?? "rejected";
  if (verdict === "accepted") return isReadable(result, isRead) ? "accepted" : "unknown";
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

/** The response body as JSON; undefined if there was no response or no JSON. */
export const jsonOf = ({ result }: Pick<Exchange, "result">): unknown =>
  isResponse(result) ? parseJson(result.body) : undefined;
