import { asError } from "../errors";
import { listBackups } from "../northflank/backupList";
import type { Backup } from "../northflank/schema";
import { deadlineIn } from "../process/ports";
import { isCandidate } from "./locate";
import type { ImportRegistry } from "./registry";
import { warn, type Session } from "./session";
import type { StartedImport } from "./start";

const removalSeconds = 120;

/**
 * After a lost answer the import may have been taken twice. Under an automatic name both backups are ours, and
 * one is enough; what bears a user's name is not deleted on a guess. Trouble here is no reason to lose the first.
 */
export async function removeDuplicateImport(
  session: Session,
  { backup, search }: StartedImport,
  registry: ImportRegistry,
  remove: (session: Session, backup: Backup) => Promise<void>,
): Promise<void> {
  if (search?.isRepeated !== true) return;
  const unhurried = { ...session, deadline: deadlineIn(session.ports.clock, removalSeconds) };
  const twice = `the import was taken twice after a lost answer; "${backup.id}" is kept`;
  try {
    const { backups } = await listBackups(session.api.client, session.addon, unhurried.deadline);
    const others = backups.filter(
      (other) => isCandidate(other, search) && !registry.isClaimed(session.addon, other, search.order.name),
    );
    for (const other of others) {
      if (search.order.nameOrigin === "given") {
        warn(session, `${twice}, and "${other.id}" is left alone; delete it if it is not needed`);
      } else {
        warn(session, `${twice} and "${other.id}" is deleted`);
        await remove(unhurried, other);
      }
    }
  } catch (thrown) {
    warn(
      session,
      `whether the import was taken twice after a lost answer is not known: ${messageOf(thrown)}`,
    );
  }
}

const messageOf = (thrown: unknown): string => asError(thrown).message;
