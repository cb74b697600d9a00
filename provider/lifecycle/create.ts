import { DeadlinePassed, ProviderError } from "../errors";
import { findBackup } from "../import/findBackup";
import { resourceId, type KnownBackup } from "../import/identity";
import { findLostImport, takeOver, warnOfUntracked } from "../import/lostImport";
import type { ImportRegistry } from "../import/registry";
import { removeOrWarn } from "../import/removeBackup";
import type { ImportOrder, Session } from "../import/session";
import { startImport, type StartedImport } from "../import/start";
import { asImportFailure } from "../import/startFailure";
import type { CheckedInputs } from "../inputs/checkedInputs";
import { calledVariable, type GivenSource } from "../inputs/givenSource";
import { missingStatus, outcomeOf } from "../northflank/backupWords";
import { importing } from "../northflank/endpoints";
import { unlessCancelled } from "../process/cancellation";
import { removeDuplicateImport, switchToLateImport } from "./afterImport";
import { onlyProcessEnvironment } from "./sourceWarnings";
import { endOf, waitForEnd } from "./wait";
import { duration } from "./progress";

/** Imports exactly once: resumes an earlier run's lost import or starts a new one, then waits until it ends. */
export async function runImport(
  session: Session,
  inputs: CheckedInputs,
  given: GivenSource | undefined,
  registry: ImportRegistry,
): Promise<KnownBackup> {
  const order = orderOf(session, inputs, given);
  const { createKey } = session;
  const started =
    (await beginOrResume(session, registry)) ??
    (await registry
      .sending(session.addon, order.name, () => start(session, order, registry))
      .catch((thrown: unknown) => {
        registry.uncount(createKey);
        throw asImportFailure(session.addon, thrown);
      }));
  registry.expected.noLongerExpected(session.addon, session.context?.resourceUrn ?? "");
  if (order.nameOrigin === "automatic") await removeDuplicateImport(session, started, registry);
  if (inputs.waitForCompletion === false && outcomeOf(started.backup.status) !== "failed")
    return started.backup;
  const own = await endOf(session, inputs, started);
  // Again, because the list may have lagged.
  await removeDuplicateImport(session, started, registry);
  // An earlier run's lost import wins even if it is listed late; ours is then deleted.
  const { ended, failure } = (await switchToLateImport(session, started, own, registry)) ?? own;
  if (failure === undefined) return ended;
  registry.keepForRetry(createKey, { ...started, backup: ended });
  // A backup that is gone leaves no id to save; without one, the next `up` simply imports again.
  throw ended.status === missingStatus ? new ProviderError(failure.message) : failure;
}

/** The same create, called again after it failed: resumes what still runs and deletes what failed. */
async function beginOrResume(session: Session, registry: ImportRegistry): Promise<StartedImport | undefined> {
  const left = registry.beginOrResume(session.createKey);
  if (left === undefined || outcomeOf(left.backup.status) !== "failed") return left;
  if (left.backup.status !== missingStatus) await removeOrWarn(session, left.backup);
  return undefined;
}

function orderOf({ addon }: Session, inputs: CheckedInputs, given: GivenSource | undefined): ImportOrder {
  const { name, nameOrigin } = inputs;
  if (given?.source === undefined) {
    const why =
      given?.variable === undefined
        ? "the source is not known yet, so nothing was imported"
        : `${calledVariable(given)}, which holds the source, is not set where Pulumi runs, so nothing was imported. Set ` +
          `it and run \`pulumi up\` again. ${onlyProcessEnvironment}`;
    throw new ProviderError(`${importing(addon)} failed: ${why}`);
  }
  if (name === undefined)
    throw new ProviderError(`${importing(addon)} failed: it has no name, so nothing was imported`);
  return {
    inputs,
    source: given.source,
    name,
    nameOrigin: nameOrigin === "automatic" ? "automatic" : "given",
  };
}

async function start(session: Session, order: ImportOrder, registry: ImportRegistry): Promise<StartedImport> {
  const { addon, ports } = session;
  const before = await unlessCancelled(ports, session.api.recentList(addon, session.deadline));
  if (order.nameOrigin === "automatic") {
    const lost = await unlessCancelled(ports, findLostImport(session, order, before, registry));
    if (lost !== undefined) return takeOver(session, lost, registry);
  } else warnOfUntracked(session, order, before, registry);
  const started = await startImport(session, order, before, registry);
  registry.claim(addon, started.backup);
  return started;
}

/**
 * Tracks the existing backup that `adoptBackupId` names. It is not ours: a failure changes neither it nor the state.
 */
export async function adoptBackup(
  session: Session,
  inputs: CheckedInputs,
  registry: ImportRegistry,
  namedBy = "adoptBackupId",
): Promise<KnownBackup> {
  const backupId = inputs.adoptBackupId ?? "";
  const where = `the backup "${backupId}" of addon "${session.addon.addonId}"`;
  const found = await findBackup(session, backupId);
  if (found.kind !== "here") {
    throw new ProviderError(
      `${where}, named by ${namedBy}, does not exist; copy the ID from the addon's list of backups`,
    );
  }
  const ended =
    inputs.waitForCompletion === false ? found.backup : await waitForAdopted(session, found.backup, where);
  if (outcomeOf(ended.status) === "failed") {
    throw new ProviderError(
      `${where} is "${ended.status ?? "unknown"}", so it cannot be adopted; choose a completed one`,
    );
  }
  registry.ownership.track(resourceId(session.addon, backupId), "adopted");
  return ended;
}

async function waitForAdopted(session: Session, backup: KnownBackup, where: string): Promise<KnownBackup> {
  try {
    return await waitForEnd(session, backup, session.ports.clock.now(), () => undefined);
  } catch (thrown) {
    if (!(thrown instanceof DeadlinePassed)) throw thrown;
    const limit = duration(session.deadline.seconds * 1000);
    throw new ProviderError(
      `${where} is still running after ${limit}; nothing was adopted. Run \`pulumi up\` again later`,
    );
  }
}
