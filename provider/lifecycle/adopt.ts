import { DeadlinePassed, ProviderError } from "../errors";
import { findBackup } from "../import/findBackup";
import type { KnownBackup } from "../import/identity";
import { resourceId } from "../import/identity";
import type { ImportRegistry } from "../import/registry";
import type { Session } from "../import/session";
import type { CheckedInputs } from "../inputs/checkedInputs";
import { outcomeOf } from "../northflank/backupWords";
import { duration } from "./progress";
import { waitForEnd } from "./wait";

/**
 * Tracks the existing backup that `adoptBackupId` names. It is not ours: a failure changes neither it nor the state.
 */
export async function adoptBackup(
  session: Session,
  inputs: CheckedInputs,
  registry: ImportRegistry,
): Promise<KnownBackup> {
  const backupId = inputs.adoptBackupId ?? "";
  const where = `the backup "${backupId}" of addon "${session.addon.addonId}"`;
  const found = await findBackup(session, backupId);
  if (found.kind !== "here") {
    throw new ProviderError(
      `${where}, named by adoptBackupId, does not exist; copy the ID from the addon's list of backups`,
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
