import { listBackups, type BackupList } from "../northflank/backupList";
import { outcomeOf, toldStatus } from "../northflank/backupWords";
import { parseAddonStatus, type Backup } from "../northflank/schema";
import { jsonOf, type Exchange } from "../northflank/verdict";
import { deadlineIn, millisecondsLeft } from "../process/ports";
import { isInTheWay, type SentNames } from "./backupName";
import { findBackup } from "./findBackup";
import { matchIdentity } from "./identity";
import { listLagMs } from "./locate";
import type { ImportRegistry } from "./registry";
import { removeBackup } from "./removeBackup";
import { inform, outsideOf, type Session } from "./session";
import { sendingFailed, waitToRetry } from "./startFailure";

const lastReadSeconds = 5;

/** Handles a 409 response to an import: the list and the addon tell whether the name is taken or the addon is busy. */
export class Conflicts {
  private idleSince: number | undefined;
  private hasMadeRoom = false;

  constructor(
    private readonly session: Session,
    private readonly names: SentNames,
    private readonly registry: ImportRegistry,
  ) {}

  /** Waits until the next attempt and returns the addon's backups then; throws if another attempt is pointless. */
  async waitAndList(exchange: Exchange, sentName: string): Promise<BackupList> {
    const room = await this.makeRoom(sentName);
    if (room !== undefined) return room;
    const { api, addon, deadline, ports } = this.session;
    const refusedAt = ports.clock.now();
    const pause = Math.min(millisecondsLeft(ports.clock, deadline), this.pauseMs(refusedAt));
    await waitToRetry(this.session, exchange, pause);
    if (millisecondsLeft(ports.clock, deadline) === 0) throw await this.tooBusy(exchange);
    const list = await listBackups(api.client, addon, deadline);
    if (await this.isBusy(list.backups)) return list;
    if (this.idleSince === undefined) this.idleSince = ports.clock.now();
    else this.suspectName(exchange, sentName, refusedAt - this.idleSince, list.backups);
    return list;
  }

  /**
   * Deletes, once, the failed backup that this import replaces, if it holds the refused name; returns the other
   * backups. A failed backup is worthless and is deleted after the import anyway, unless `retainOnDelete` keeps it.
   */
  private async makeRoom(sentName: string): Promise<BackupList | undefined> {
    const { api, addon, context, deadline } = this.session;
    if (this.hasMadeRoom || this.names.isAutomatic || context?.retainOnDelete === true) return undefined;
    const replaced = this.registry.replacedBy(context?.resourceUrn ?? "");
    if (replaced.length === 0) return undefined;
    const list = await listBackups(api.client, addon, deadline);
    const isReplaced = (backup: Backup): boolean =>
      isInTheWay(backup.name, sentName) &&
      outcomeOf(backup.status) === "failed" &&
      replaced.some((known) => matchIdentity(backup, known) === "same");
    const failed = list.backups.find(isReplaced);
    if (failed === undefined) return undefined;
    this.hasMadeRoom = true;
    // The list may lag behind the backup's real status.
    const found = await findBackup(this.session, failed.id, failed);
    if (found.kind === "here" && outcomeOf(found.backup.status) !== "failed") return undefined;
    if (!(await removeBackup(this.session, failed))) return undefined;
    inform(
      this.session,
      `the failed backup "${failed.id}" was deleted because Northflank refused a new import under its name`,
    );
    return { ...list, backups: list.backups.filter((backup) => backup !== failed) };
  }

  private pauseMs(now: number): number {
    const { addon, ports } = this.session;
    const lagLeft = this.names.isAutomatic ? 0 : (this.idleSince ?? -Infinity) + listLagMs - now;
    return lagLeft > 0 ? lagLeft : this.registry.busyAddons.pauseMs(addon, ports);
  }

  /** Nothing ran for `idleMs` before the refusal. If the list would show anything that ran, the name is to blame. */
  private suspectName(
    exchange: Exchange,
    sentName: string,
    idleMs: number,
    backups: readonly Backup[],
  ): void {
    if (this.names.isAutomatic) {
      this.names.giveUp(sentName);
      return;
    }
    const holder = backups.find(({ name }) => isInTheWay(name, sentName));
    if (holder !== undefined && idleMs >= listLagMs) throw this.nameTaken(exchange, sentName, holder);
  }

  private async isBusy(backups: readonly Backup[]): Promise<boolean> {
    const isBusy = backups.some((backup) => outcomeOf(backup.status) === "pending") || !(await this.isIdle());
    if (isBusy) this.idleSince = undefined;
    return isBusy;
  }

  private async isIdle(): Promise<boolean> {
    const status = await this.addonStatus();
    return status === undefined || status === "running";
  }

  private nameTaken(exchange: Exchange, sentName: string, holder: Backup): Error {
    return sendingFailed(
      this.session,
      exchange,
      `; the name "${sentName}" is taken by the backup "${holder.id}". Set another name, or omit name ` +
        "for an automatic one. If an interrupted `pulumi up` imported that backup, set adoptBackupId: " +
        `"${holder.id}". If this resource replaces it, deleteBeforeReplace frees the name, but leaves you without a ` +
        "backup if the new import fails",
    );
  }

  private async tooBusy(exchange: Exchange): Promise<Error> {
    const status = toldStatus(await this.addonStatus(), outsideOf(this.session));
    return sendingFailed(
      this.session,
      exchange,
      `; the addon${status === undefined ? "" : ` (status "${status}")`} accepted no import within ` +
        `${this.session.deadline.seconds} s, so nothing was imported. Wait until it is ready, or raise customTimeouts.create`,
    );
  }

  private async addonStatus(): Promise<string | undefined> {
    const { api, addon, ports } = this.session;
    const exchange = await api.client
      .getAddon(addon, deadlineIn(ports.clock, lastReadSeconds))
      .catch(() => undefined);
    return exchange === undefined ? undefined : parseAddonStatus(jsonOf(exchange));
  }
}
