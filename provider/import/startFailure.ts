import { Cancelled, DeadlinePassed, ProviderError } from "../errors";
import { importing, type Addon } from "../northflank/endpoints";
import type { Exchange } from "../northflank/verdict";
import { failure, withheld, NorthflankError } from "../northflank/failure";
import type { Backup } from "../northflank/schema";
import { interruptible } from "../process/cancellation";
import { isResponse } from "../process/http";
import { shortened } from "../redaction/printable";
import type { Search } from "./locate";
import { outsideOf, shownBackup, type Session } from "./session";

/** The response to the import, or the lack of one, is final. */
export const sendingFailed = ({ api }: Session, exchange: Exchange, more?: string): ProviderError =>
  new ProviderError(failure(exchange, api.client.connection, more).message);

/** Whichever of an import's requests failed, what is said of it begins with what the user asked for. */
export function asImportFailure(addon: Addon, thrown: unknown): unknown {
  if (!(thrown instanceof ProviderError) || thrown.message.startsWith(importing(addon))) return thrown;
  return new ProviderError(`${importing(addon)} failed: ${thrown.message}`);
}

/** Its turn came too late: imports with the same name on one addon are sent one after another. */
export const neverSent = ({ addon, deadline }: Session): ProviderError =>
  new ProviderError(
    `${importing(addon)} failed: the timeout of ${deadline.seconds} s passed before the import could be ` +
      "sent, so nothing was imported; raise customTimeouts.create",
  );

/** Whether the backups could not be read, rather than lacked the one we searched for. */
export const isUnreadable = (thrown: unknown): thrown is ProviderError =>
  thrown instanceof DeadlinePassed || thrown instanceof NorthflankError || thrown instanceof Cancelled;

/** The response was lost, and the list that would show what became of the import cannot be read. */
export function unknownOutcome(
  session: Session,
  search: Search,
  exchange: Exchange,
  cause: ProviderError,
): ProviderError {
  const { message } = sendingFailed(
    session,
    exchange,
    "; it is unknown whether Northflank accepted the import",
  );
  return unreadable(session, search, message, cause);
}

export function acceptedUnread(session: Session, search: Search, cause: ProviderError): ProviderError {
  return unreadable(
    session,
    search,
    `${importing(session.addon)} cannot be confirmed: Northflank accepted it`,
    cause,
  );
}

function unreadable(
  session: Session,
  { order, sentName }: Search,
  what: string,
  cause: ProviderError,
): ProviderError {
  const why = cause.message === "" ? "the timeout passed" : cause.message;
  const next =
    order.nameOrigin === "automatic"
      ? "Run `pulumi up` again soon: it looks for the backup by name before it imports"
      : `Before the next \`pulumi up\`, check whether the addon has a new backup named "${sentName}"; if so, set ` +
        "adoptBackupId to its id";
  return new ProviderError(`${what}, and the addon's backups could not be read: ${why}. ${next}`);
}

/** The import was accepted, but the list did not show it in time. */
export function neverAppeared(
  session: Session,
  { sentName, hint }: Search,
  exchange: Exchange,
  others: readonly Backup[],
  searchMs: number,
): ProviderError {
  const said =
    hint === undefined
      ? `no backup id${bodyOf(session, exchange)}`
      : `${quotedId(session, hint)}, which is not a new backup of that name`;
  return new ProviderError(
    `${importing(session.addon)} cannot be confirmed: Northflank accepted it and returned ${said}, but no new ` +
      `backup named "${sentName}" appeared within ${searchMs / 1000} s${otherNewBackups(session, others)}. Check the addon's ` +
      "backups: if the import is there, set adoptBackupId to its id; if not, run `pulumi up` again",
  );
}

const maxBodyLength = 200;

function bodyOf(session: Session, { result }: Exchange): string {
  const body = isResponse(result) ? outsideOf(session).told(result.body) : "";
  if (body === undefined) return ` (which ${withheld})`;
  return body === "" ? "" : ` (${shortened(body, maxBodyLength)})`;
}

const quotedId = (session: Session, id: string): string =>
  outsideOf(session).toldWord(id) === undefined ? "an id" : `the id "${id}"`;

const maxNewcomers = 5;

function otherNewBackups(session: Session, others: readonly Backup[]): string {
  if (others.length === 0) return "";
  const shown = others
    .slice(0, maxNewcomers)
    .map((backup) => shownBackup(session, backup))
    .map(({ id, name }) => `"${id}" (named "${name ?? ""}")`);
  const more = others.length > maxNewcomers ? ` and ${others.length - maxNewcomers} more` : "";
  return `; new backups under other names: ${shown.join(", ")}${more}`;
}

/** Waits before the import is sent again, and shows the reason on the resource's row. */
export async function waitToRetry(session: Session, exchange: Exchange, ms: number): Promise<void> {
  session.progress.say("retry", `retrying: ${sendingFailed(session, exchange, "").message}`);
  await interruptible(session.ports).sleep(ms);
}
