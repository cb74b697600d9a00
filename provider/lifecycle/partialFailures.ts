import { Cancelled, causeOf, DeadlinePassed, PartialFailure } from "../errors";
import { type KnownBackup, resourceId } from "../import/identity";
import { outsideOf, shownBackup, type Session } from "../import/session";
import type { CheckedInputs } from "../inputs/checkedInputs";
import { missingStatus } from "../northflank/backupWords";
import { importing } from "../northflank/endpoints";
import { withheld } from "../northflank/failure";
import { parseLogLines } from "../northflank/schema";
import { jsonOf } from "../northflank/verdict";
import { unlessCancelled } from "../process/cancellation";
import { stateOf } from "./state";
import { duration } from "./progress";

const logLines = 5;

/** The import ended but did not complete: the state keeps the backup, and the next `up` replaces it. */
export async function importFailed(
  session: Session,
  inputs: CheckedInputs,
  backup: KnownBackup,
): Promise<PartialFailure> {
  const { addonId } = session.addon;
  if (backup.status === missingStatus) {
    return partial(
      session,
      inputs,
      backup,
      `${importing(session.addon)} failed: the backup "${backup.id}" disappeared during the wait; someone deleted it, or replaced it under its id. ` +
        "The next `pulumi up` imports again",
    );
  }
  const logs = await lastLogLines(session, backup.id);
  const ended = `ended with status "${backup.status ?? "unknown"}"`;
  const reason =
    inputs.adoptBackupId === undefined
      ? `${importing(session.addon)} ${ended} (backup "${backup.id}"). Check its logs on Northflank, fix the cause and ` +
        "run `pulumi up` again; it starts a new import and deletes this backup"
      : `the backup "${backup.id}" of addon "${addonId}", adopted while it was running, ${ended}. It is left ` +
        "alone; set adoptBackupId to a completed one, or remove adoptBackupId and set a source to import from";
  return partial(session, inputs, backup, `${reason}${logs}`);
}

/** The import still runs, but the wait ended: the state keeps the backup, and the next `up` resumes the wait. */
export function stillRunning(
  session: Session,
  inputs: CheckedInputs,
  backup: KnownBackup,
  thrown: unknown,
): PartialFailure {
  const resumes = `the backup "${backup.id}" is kept in the state, and the next \`pulumi up\` resumes the wait`;
  const what = importing(session.addon);
  const status = shownBackup(session, backup).status ?? "unknown";
  if (thrown instanceof Cancelled)
    return partial(session, inputs, backup, `${what} was cancelled while it is "${status}"; ${resumes}`);
  if (!(thrown instanceof DeadlinePassed)) {
    const why = `${what} started, but waiting for it failed: ${causeOf(thrown)}; ${resumes}`;
    return partial(session, inputs, backup, why);
  }
  const last = thrown.message === "" ? "" : ` (${thrown.message})`;
  const limit = duration(session.deadline.seconds * 1000);
  return partial(
    session,
    inputs,
    backup,
    `${what} is still "${status}" after ${limit}${last}; ${resumes}. To wait longer, raise customTimeouts.create, or update if it is set`,
  );
}

function partial(
  session: Session,
  inputs: CheckedInputs,
  backup: KnownBackup,
  reason: string,
): PartialFailure {
  const properties = stateOf(inputs, shownBackup(session, backup));
  return new PartialFailure(resourceId(session.addon, backup.id), properties, reason);
}

/** The last lines of the backup's log, each on a line of its own, if the token may read it; the failure is reported either way. */
async function lastLogLines(session: Session, backupId: string): Promise<string> {
  const { api, addon, deadline } = session;
  try {
    const query = `lineLimit=${logLines}&direction=backward`;
    const asked = api.client.backupLogs(addon, backupId, query, deadline);
    const exchange = await unlessCancelled(session.ports, asked);
    const lines = exchange.verdict === "accepted" ? parseLogLines(jsonOf(exchange)).slice(-logLines) : [];
    if (lines.length === 0) return "";
    const told = outsideOf(session).toldLines(lines);
    if (told === undefined)
      return `. Its log ${withheld}; run \`northflank get addon backup logs\` to see it`;
    return `. Its log ends with:${told.map((line) => `\n    ${line}`).join("")}`;
  } catch {
    return "";
  }
}
