import { DeadlinePassed, ProviderError } from "../errors";
import { shortened } from "../redaction/printable";
import { isResponse, type HttpResponse, type HttpFailure } from "../process/http";
import { parseJson, type Exchange } from "./verdict";
import { quotaOf, resetInMs } from "./retry";
import { parseErrorBody } from "./schema";
import type { Connection } from "./settings";

const maxExcerptLength = 200;
const maxPermissionLength = 80;

/** Replaces outside words that may contain a piece of a secret. */
export const withheld = "is withheld because it may repeat a secret";

/** A request that failed for good: the sentence is for the user, the status for code that needs to tell failures apart. */
export class NorthflankError extends ProviderError {
  constructor(
    message: string,
    readonly status: number | undefined,
  ) {
    super(message);
  }
}

/** Transient faults, which a wait survives until its deadline. An unusable response is one, too. */
export function isTransient(fault: Error): boolean {
  // Somebody's deadline, which ends only that one's wait.
  if (fault instanceof DeadlinePassed) return true;
  if (!(fault instanceof NorthflankError)) return false;
  const { status } = fault;
  return (
    status === undefined ||
    status < 300 ||
    status === 408 ||
    status === 409 ||
    status === 429 ||
    status >= 500
  );
}

/**
 * Puts a failure into one sentence: what failed, what came back, what to do. Only Northflank's words are searched for
 * secrets, because they may repeat what it was sent. `more` replaces the general advice.
 */
export function failure(
  { action, result }: Pick<Exchange, "action" | "result">,
  connection: Connection,
  more?: string,
): NorthflankError {
  if (!isResponse(result)) {
    const what = unreachable(result, connection);
    return new NorthflankError(`${action} failed: ${what}${more ?? laterAdvice(result)}`, undefined);
  }
  const said = `Northflank returned ${result.status}${excerpt(result, connection)}${requestId(result, connection)}`;
  const advice = `${adviceFor(result, connection)}${more ?? generalAdvice(result)}`;
  return new NorthflankError(`${action} failed: ${said}${advice}`, result.status);
}

function unreachable({ code, reached, final, isUntrusted }: HttpFailure, { baseUrl }: Connection): string {
  const host = new URL(baseUrl).host;
  if (isUntrusted === true)
    return `the connection to ${host} is not trusted (${code}); check its certificate and northflank:apiUrl`;
  if (final) return `cannot build a request to ${host} (${code}); check northflank:apiUrl and the token`;
  if (reached === "no")
    return `${host} could not be reached (${code}); check northflank:apiUrl and the network`;
  return code === "ETIMEDOUT"
    ? `${host} did not respond in time`
    : `the connection to ${host} was lost (${code})`;
}

const laterAdvice = ({ reached, final }: HttpFailure): string =>
  final || reached === "no" ? "" : "; try again later";

function generalAdvice({ status }: HttpResponse): string {
  if (status <= 299)
    return "; this is not a Northflank API response; check northflank:apiUrl or try again later";
  if (status === 400 || status === 422) return "; change the inputs accordingly";
  return status === 408 || status >= 500 ? "; try again later" : "";
}

function excerpt(response: HttpResponse, { outside }: Connection): string {
  const { message, details } = parseErrorBody(parseJson(response.body));
  const text = message === undefined ? response.body.trim() : message;
  if (text === "") return " with an empty body";
  const told = outside.told(details === undefined ? text : `${text} ${inJson(details)}`);
  if (told === undefined) return `; its message ${withheld}${hasEffect(response) ? "" : elsewhere}`;
  return `: ${message === undefined ? JSON.stringify(shortened(told, maxExcerptLength)) : told}`;
}

const elsewhere = " (run the same request with Northflank's CLI to see it)";

/** Whether repeating the request may have an effect. */
const hasEffect = ({ status }: HttpResponse): boolean =>
  status < 400 || status >= 500 || status === 408 || status === 409 || status === 429;

// Details nested deeply enough can be parsed but not stringified.
function inJson(details: unknown): string {
  try {
    return JSON.stringify(details);
  } catch {
    return "(details nested too deeply)";
  }
}

function requestId(response: HttpResponse, { outside }: Connection): string {
  const { id } = parseErrorBody(parseJson(response.body));
  const header = response.headers["x-request-id"];
  const isTold = (text: string | undefined): text is string =>
    text !== undefined && /^[\w.-]{1,64}$/.test(text) && outside.toldWord(text) !== undefined;
  const parts = [isTold(id) ? [`error id ${id}`] : [], isTold(header) ? [`request ${header}`] : []].flat();
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function adviceFor(response: HttpResponse, connection: Connection): string {
  const { status } = response;
  if (status === 401 || status === 403) return `; ${accessAdvice(response, connection)}`;
  if (status === 404)
    return "; check projectId, addonId and teamId, and that the token belongs to that account";
  if (status === 429)
    return `; the account's API rate limit is exhausted${resetNote(response)}; try again after it resets`;
  if (status >= 300 && status <= 399)
    return `; redirects${redirectHost(response, connection)} are not followed; check northflank:apiUrl`;
  return "";
}

function resetNote(response: HttpResponse): string {
  const quota = quotaOf(response);
  const renewedIn = resetInMs(response);
  if (quota === undefined || renewedIn === undefined) return "";
  const { remaining, limit } = quota;
  const requests = remaining === 1 && limit === undefined ? "request" : "requests";
  return ` (${remaining}${limit === undefined ? "" : ` of ${limit}`} ${requests} left, resets in ${Math.ceil(renewedIn / 1000)} s)`;
}

function accessAdvice(response: HttpResponse, { token, outside }: Connection): string {
  const missing = missingPermission(response);
  if (missing !== undefined || response.status === 403) {
    const told = outside.told(missing ?? "") ?? "";
    return (
      `the token from ${token.origin} lacks a permission${told === "" ? "" : ` (${shortened(told, maxPermissionLength)})`}; in the ` +
      `token's role, grant "Project > Addons > General": Update to import and delete, Read to wait and refresh`
    );
  }
  return `the token from ${token.origin} is not valid, or its role may not read this project; ${token.renewal}`;
}

/** Northflank also returns 401 to a valid token whose role lacks the permission. */
export function missingPermission(response: HttpResponse): string | undefined {
  const { details } = parseErrorBody(parseJson(response.body));
  if (typeof details !== "object" || details === null || !("requiredPermission" in details)) return undefined;
  return String(details.requiredPermission);
}

function redirectHost(response: HttpResponse, { outside }: Connection): string {
  const location = response.headers["location"];
  if (location === undefined || !URL.canParse(location)) return "";
  const host = outside.toldWord(new URL(location).host);
  return host === undefined ? "" : ` (here to ${host})`;
}
