import { importBody } from "../inputs/checkedInputs";
import type { BackupList } from "../northflank/backupList";
import { calls } from "../northflank/endpoints";
import { atTheLatest } from "../northflank/time";
import { isIdentified, type KnownBackup } from "./identity";
import { unlessCancelled } from "../process/cancellation";
import { isResponse } from "../process/http";
import { jsonOf, type Exchange } from "../northflank/verdict";
import { pauseBeforeRetry } from "../northflank/retry";
import { hintedBackupId, type Backup } from "../northflank/schema";
import { millisecondsLeft } from "../process/ports";
import { Conflicts } from "./conflict";
import { isCandidate, locate, listLagMs, type Search } from "./locate";
import type { ImportRegistry } from "./registry";
import { SentNames } from "./backupName";
import type { ImportOrder, Session } from "./session";
import {
  acceptedUnread,
  isUnreadable,
  neverAppeared,
  neverSent,
  sendingFailed,
  unknownOutcome,
  waitToRetry,
} from "./startFailure";

const maxPosts = 3;
const searchMs = 120_000;
const longPauseMs = 5_000;
/** An import that may have been accepted is looked for even after the user's Ctrl-C: a wrong id, or none, would lose it. */
const cancelGraceMs = 2 * listLagMs;

/** An import that has certainly started, and its backup. */
export interface StartedImport {
  readonly backup: KnownBackup;
  /** When it started, by this process's clock. */
  readonly since: number;
  /** How we tell it from all others on the addon; absent if nothing was sent. */
  readonly search?: Search;
  /** The response to the import gave this backup's id, so it cannot be another one. */
  readonly isIdReturned?: boolean;
}

/**
 * Sends the import and finds its backup. It never sends it again on a guess. verdict.ts judges what the response to the
 * POST means; this decides what happens next:
 *
 * | verdict  | the import                | what happens                                    | where           |
 * | -------- | ------------------------- | ----------------------------------------------- | --------------- |
 * | accepted | runs                      | its backup is located, by its id or its name    | locate.ts       |
 * | unknown  | may or may not run        | the list gets its lag to show it; else, a retry | locate.ts       |
 * | refused  | was certainly not handled | a retry after a pause                           | afterRefused    |
 * | conflict | met a taken name or a     | the list and the addon tell which: another      | conflict.ts     |
 * |          | busy addon                | name, a pause, or an error                      |                 |
 * | absent   | has nowhere to go         | an error                                        | startFailure.ts |
 * | rejected | will never be handled     | an error                                        | startFailure.ts |
 *
 * Before this, create.ts looks for an earlier run's lost import. Afterwards, wait.ts waits for the end, and
 * afterImport.ts looks for a duplicate.
 */
export async function startImport(
  session: Session,
  order: ImportOrder,
  before: BackupList,
  registry: ImportRegistry,
): Promise<StartedImport> {
  const attempt = new Attempt(session, order, before, registry);
  const isClaimed = (backup: Backup): boolean => registry.isClaimed(session.addon, backup, order.name);
  for (;;) {
    const { backups } = await attempt.listBefore();
    const sentName = attempt.names.next();
    const body = importBody(order.inputs, order.source, sentName);
    const exchange = await session.api.client.postImport(session.addon, body, session.deadline);
    const since = session.ports.clock.now();
    const search = { order, sentName, before: backups, isRepeated: attempt.isRepeated, isClaimed };
    const found = await attempt.outcome(exchange, search);
    if (found === undefined) continue;
    const backup = isIdentified(found) ? found : { ...found, importedAfter: attempt.importedAfter() };
    const hint = hintedBackupId(jsonOf(exchange));
    const isIdReturned = !search.isRepeated && hint === backup.id;
    return { backup, since, search: { ...search, hint }, isIdReturned };
  }
}

const isUnavailable = ({ result }: Exchange): boolean => isResponse(result) && result.status === 503;

/** The attempts so far at one import. */
class Attempt {
  readonly names: SentNames;
  private readAt: number;
  private unknownOutcomes = 0;
  private refusals = 0;
  private conflicts: Conflicts | undefined;

  constructor(
    private readonly session: Session,
    order: ImportOrder,
    private before: BackupList,
    private readonly registry: ImportRegistry,
  ) {
    this.readAt = session.ports.clock.now();
    this.names = new SentNames(order, before.backups);
  }

  get isRepeated(): boolean {
    return this.unknownOutcomes > 0;
  }

  /**
   * The addon's backups before the import is sent. Under a user's name, a backup that appeared during a long pause is
   * somebody else's, unless a response was lost before; under an automatic name it is always ours.
   */
  async listBefore(): Promise<BackupList> {
    const { api, addon, deadline, ports } = this.session;
    if (!this.isRepeated && millisecondsLeft(ports.clock, deadline) === 0) throw neverSent(this.session);
    await unlessCancelled(ports, api.client.untilUnpaused(calls.importBackup(addon), deadline));
    const isOutdated =
      !this.names.isAutomatic && !this.isRepeated && ports.clock.now() - this.readAt > longPauseMs;
    if (isOutdated) this.note(await unlessCancelled(ports, api.recentList(addon, deadline)));
    return this.before;
  }

  private note(list: BackupList): void {
    this.readAt = this.session.ports.clock.now();
    if (!this.names.isAutomatic && !this.isRepeated) this.before = list;
  }

  /** The backup; undefined if Northflank certainly did not accept the import, so it may be sent again. */
  outcome(exchange: Exchange, search: Search): Promise<KnownBackup | undefined> {
    switch (exchange.verdict) {
      case "accepted":
        return this.afterAccepted(exchange, search);
      case "unknown":
        return this.afterUnknown(exchange, search);
      case "refused":
        return this.afterRefused(exchange);
      case "conflict":
        return this.afterConflict(exchange, search);
      case "absent":
      case "rejected":
        throw sendingFailed(this.session, exchange);
    }
  }

  private async afterAccepted(exchange: Exchange, search: Search): Promise<KnownBackup> {
    const { addon, context, ports } = this.session;
    this.registry.expected.noLongerExpected(addon, context?.resourceUrn ?? "");
    const hint = hintedBackupId(jsonOf(exchange));
    const hinted = { ...search, hint };
    try {
      const locating = locate(this.session, hinted, searchMs);
      const { backup, others } = await unlessCancelled(ports, locating, cancelGraceMs);
      if (backup !== undefined) return backup;
      throw neverAppeared(this.session, hinted, exchange, others, searchMs);
    } catch (thrown) {
      if (!isUnreadable(thrown)) throw thrown;
      const isOld = this.before.backups.some(({ id }) => id === hint);
      if (hint === undefined || isOld) throw acceptedUnread(this.session, search, thrown);
      // The id is all we have, and better than none: the state keeps it, and the first poll has to confirm it.
      return { id: hint, name: search.sentName, importedAfter: this.importedAfter() };
    }
  }

  private async afterUnknown(exchange: Exchange, search: Search): Promise<Backup | undefined> {
    this.unknownOutcomes += 1;
    const backup = await this.afterLag(exchange, search);
    // An unavailable server has most likely done nothing, and may stay unavailable for a while.
    if (backup !== undefined || this.unknownOutcomes < maxPosts || isUnavailable(exchange)) return backup;
    throw sendingFailed(
      this.session,
      exchange,
      `; it was sent ${maxPosts} times, but no backup named "${search.sentName}" appeared. Run \`pulumi up\` again later`,
    );
  }

  private async afterRefused(exchange: Exchange): Promise<undefined> {
    const { clock, random } = this.session.ports;
    const pause = pauseBeforeRetry(exchange.result, this.refusals, random);
    this.refusals += 1;
    if (pause >= millisecondsLeft(clock, this.session.deadline)) {
      throw sendingFailed(this.session, exchange, this.isRepeated ? undefined : "; nothing was imported");
    }
    await waitToRetry(this.session, exchange, pause);
    return undefined;
  }

  /** After a lost response, the conflict is most likely with our own import, which was accepted after all. */
  private async afterConflict(exchange: Exchange, search: Search): Promise<Backup | undefined> {
    const ours = this.isRepeated ? await this.afterLag(exchange, search) : undefined;
    if (ours !== undefined) return ours;
    this.conflicts ??= new Conflicts(this.session, this.names, this.registry);
    const list = await this.conflicts.waitAndList(exchange, search.sentName);
    this.note(list);
    // Nobody else uses an automatic name.
    return this.names.isAutomatic ? list.backups.find((backup) => isCandidate(backup, search)) : undefined;
  }

  /** What the list shows after its lag; only then is it certain that Northflank did not accept the import. */
  private async afterLag(exchange: Exchange, search: Search): Promise<Backup | undefined> {
    try {
      const locating = locate(this.session, search, listLagMs);
      return (await unlessCancelled(this.session.ports, locating, cancelGraceMs)).backup;
    } catch (thrown) {
      if (!isUnreadable(thrown)) throw thrown;
      throw unknownOutcome(this.session, search, exchange, thrown);
    }
  }

  /** Northflank's time before the import: all that identifies a backup if we know nothing else about it. */
  importedAfter(): string | undefined {
    const { serverTime } = this.before;
    if (serverTime === undefined) return undefined;
    const { clock } = this.session.ports;
    const wallTime = clock.wallTime() - (clock.now() - this.readAt);
    return new Date(atTheLatest(serverTime, wallTime)).toISOString();
  }
}
