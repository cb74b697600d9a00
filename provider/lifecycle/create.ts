import { digest } from "../inputs/values";
import { asError, ProviderError, type PartialFailure } from "../errors";
import { calledVariable, givenSource } from "../inputs/givenSource";
import { outcomeOf, missingStatus } from "../northflank/statusWords";
import type { KnownBackup } from "../import/identity";
import { isShort } from "../northflank/polling";
import type { Backup } from "../northflank/schema";
import { deadlineIn, millisecondsLeft, type Deadline } from "../process/ports";
import { endedBadly, stillRunning } from "./partialFailures";
import { findLateImport, findLostImport, otherwise, takeOver, wentOnWith } from "../import/lostImport";
import type { ImportRegistry } from "../import/registry";
import { removeDuplicateImport } from "../import/duplicateImport";
import { removeBackup, removeOrWarn } from "./removeBackup";
import { shownBackup, warn, type ImportOrder, type Session } from "../import/session";
import { startImport, type StartedImport } from "../import/start";
import { isStillThere } from "../import/lostImport";
import { waitForEnd } from "./wait";
import { findBackup } from "../import/findBackup";

type Values = Record<string, unknown>;

/** Imports exactly once: goes on with what an earlier run lost, or starts an import; then waits for its end. */
export async function runImport(
  session: Session,
  inputs: Values,
  registry: ImportRegistry,
): Promise<KnownBackup> {
  const order = orderOf(session, inputs);
  const key = digest({ ...inputs, __provider: undefined });
  const started =
    (await resumed(session, registry, key)) ??
    (await registry
      .sending(session.addon, order.name, () => start(session, order, registry))
      .catch((thrown: unknown) => {
        registry.unbegin(key);
        throw thrown;
      }));
  registry.expected.met(session.addon, session.context?.resourceUrn ?? "");
  if (order.nameOrigin === "automatic") await removeDuplicateImport(session, started, registry, removeOrWarn);
  if (inputs["waitForCompletion"] === false && outcomeOf(started.backup.status) !== "failed")
    return started.backup;
  const own = await wait(session, inputs, started);
  await removeDuplicateImport(session, started, registry, removeOrWarn);
  const { ended, failure } = (await late(session, order, { started, own }, registry)) ?? own;
  if (failure === undefined) return ended;
  registry.leave(key, { ...started, backup: ended });
  // A backup that is gone leaves no id to keep; without one the next `up` simply imports again.
  throw ended.status === missingStatus ? new ProviderError(failure.message) : failure;
}

/** The same create, called again after it failed: it goes on with what still runs, and clears away what failed. */
async function resumed(
  session: Session,
  registry: ImportRegistry,
  key: string,
): Promise<StartedImport | undefined> {
  const left = registry.begin(key, session.resources);
  if (left === undefined || outcomeOf(left.backup.status) !== "failed") return left;
  if (left.backup.status !== missingStatus) await removeOrWarn(session, left.backup);
  return undefined;
}

interface Ended {
  readonly ended: KnownBackup;
  readonly failure?: PartialFailure;
}

async function wait(session: Session, inputs: Values, { backup, since }: StartedImport): Promise<Ended> {
  let seen = backup;
  try {
    const ended = await waitForEnd(session, backup, since, (sighted) => (seen = sighted));
    if (outcomeOf(ended.status) !== "failed") return { ended };
    return { ended, failure: await endedBadly(session, inputs, ended) };
  } catch (thrown) {
    return { ended: seen, failure: stillRunning(session, inputs, seen, thrown) };
  }
}

function orderOf({ ports }: Session, inputs: Values): ImportOrder {
  const source = givenSource(inputs, ports.env);
  const { name, nameOrigin } = inputs;
  if (source?.value === undefined) {
    throw new ProviderError(
      source?.variable === undefined
        ? "the source is not known yet, so nothing was imported"
        : `${calledVariable(source)}, which holds the source, is not set where Pulumi runs, so nothing ` +
            "was imported; set it and run `pulumi up` again",
    );
  }
  if (typeof name !== "string") throw new ProviderError("the import has no name, so nothing was imported");
  return {
    inputs,
    source: { ...source, value: source.value },
    name,
    nameOrigin: nameOrigin === "automatic" ? "automatic" : "given",
  };
}

async function start(session: Session, order: ImportOrder, registry: ImportRegistry): Promise<StartedImport> {
  const { addon } = session;
  const before = await session.api.recentList(addon, session.deadline);
  if (order.nameOrigin === "automatic") {
    const lost = await findLostImport(session, order, before, registry);
    if (lost !== undefined) return takeOver(session, lost, registry);
  }
  const isClaimed = (backup: Backup): boolean => registry.isClaimed(addon, backup, order.name);
  const started = await startImport(session, order, {
    before,
    isClaimed,
    busyBackoff: registry.busyBackoff,
    replaced: {
      backups: registry.replacedBy(session.context?.resourceUrn ?? ""),
      remove: (backup) => removeBackup(session, backup),
    },
  });
  registry.claim(addon, started.backup);
  return started;
}

const lookSeconds = 5;
const removalSeconds = 120;

/**
 * A list may be so late that it shows a lost import only when ours has ended. Then ours, which the answer to the import
 * has named, is the one too many. Trouble here is no reason to lose what has been imported.
 */
async function late(
  session: Session,
  order: ImportOrder,
  { started, own }: { started: StartedImport; own: Ended },
  registry: ImportRegistry,
): Promise<Ended | undefined> {
  const { search } = started;
  const { api, addon, ports } = session;
  if (search === undefined || search.isRepeated || registry.isSending(addon, order.name)) return undefined;
  if (millisecondsLeft(ports.clock, session.deadline) === 0) return undefined;
  // The last requests of the quota are for imports.
  if (isShort(api.client.quota)) return undefined;
  try {
    const list = await api.recentList(addon, deadlineIn(ports.clock, lookSeconds), started.since);
    const lost = findLateImport(session, order, { ...started, backup: own.ended, search }, list, registry);
    if (lost === undefined || !(await isReally(session, lost))) return undefined;
    const patient =
      own.failure === undefined ? { ...session, deadline: soon(session, started.since) } : session;
    const found = await wait(patient, order.inputs, takeOver(session, lost, registry));
    // A finished backup is not given up for one that is none yet.
    if (found.failure !== undefined && own.failure === undefined) {
      if (found.ended.status !== missingStatus) warn(session, unfinished(shownBackup(session, found.ended)));
      return undefined;
    }
    warn(
      session,
      `${wentOnWith(lost, `and deletes "${own.ended.id}", which this run had imported before the other could be seen`)}. ` +
        otherwise(lost),
    );
    await removeOrWarn({ ...session, deadline: deadlineIn(ports.clock, removalSeconds) }, own.ended);
    return found;
  } catch (thrown) {
    if (order.nameOrigin === "automatic") warn(session, unknownWhether(asError(thrown)));
    return undefined;
  }
}

const leastPatienceSeconds = 300;

/** As long again as ours has taken: what was begun before it should have ended by then. */
function soon({ ports: { clock }, deadline }: Session, since: number): Deadline {
  const patience = deadlineIn(clock, Math.max(leastPatienceSeconds, (clock.now() - since) / 1000));
  return patience.at < deadline.at ? patience : deadline;
}

/** A list may go on showing what was deleted, and its id may be that of ours by now. */
async function isReally(session: Session, lost: Backup): Promise<boolean> {
  if (!(await isStillThere(session, lost))) return false;
  return (await findBackup(session, lost.id, lost)).kind === "here";
}

const unknownWhether = ({ message }: Error): string =>
  `whether an earlier run had lost an import of this resource is not known: ${message}`;

const unfinished = ({ id, status }: KnownBackup): string =>
  `an earlier run had begun this import, too, and lost it: the backup "${id}" is "${status ?? "unknown"}". It is left ` +
  "alone, because this run's is completed; delete it when it has ended";
