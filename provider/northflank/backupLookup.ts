import { DeadlinePassed } from "../errors";
import { millisecondsLeft, type Deadline, type Ports } from "../process/ports";
import { ListReader, type SeenBackup } from "./backupList";
import type { NorthflankClient } from "./client";
import type { Addon } from "./endpoints";
import { poll, type Step } from "./polling";
import { pauseBeforeRetry } from "./retry";
import { maxSharedAgeMs } from "./sharedReading";
import type { Exchange } from "./verdict";

/** How long the list waits for others to ask, because each of them allows another page. */
const othersAskWithinMs = 500;
const maxRetries = 3;

/**
 * Looks for backups of one addon in a list that all who ask within 5 s share. It only ever saves requests: whoever
 * asks alone, or is not shown in as many pages as there are who ask, or asks when the list cannot be read, has to ask
 * for the backup by itself.
 */
export class BackupLookup {
  private readonly askedAt = new Map<string, number>();
  private reading: Reading | undefined;
  private isReadable = true;

  constructor(
    private readonly ports: Ports,
    private readonly client: NorthflankClient,
    private readonly addon: Addon,
  ) {}

  /** The backup, as a list read later than `after` shows it; undefined if the caller should ask for it by itself. */
  async find(backupId: string, deadline: Deadline, after: number): Promise<SeenBackup | undefined> {
    if (!this.isReadable || this.isAlone(backupId)) return undefined;
    const reading = this.readingSince(after, deadline);
    reading.askers.add(backupId);
    try {
      return await this.findIn(reading, backupId);
    } catch (thrown) {
      const isOnlyLate = thrown instanceof DeadlinePassed;
      this.isReadable &&= isOnlyLate;
      return undefined;
    }
  }

  private async findIn(reading: Reading, backupId: string): Promise<SeenBackup | undefined> {
    for (;;) {
      // As far as it may go before anybody goes on: whoever deletes a backup shifts the pages that come after it.
      await reading.readOn();
      const shown = reading.find(backupId);
      if (shown !== undefined || reading.hasEnded) return shown;
      const { size } = reading.askers;
      await this.ports.clock.sleep(othersAskWithinMs);
      if (reading.askers.size === size) return undefined;
    }
  }

  /** Whether nobody has asked for another backup lately. */
  private isAlone(backupId: string): boolean {
    const now = this.ports.clock.now();
    this.askedAt.delete(backupId);
    for (const [other, at] of this.askedAt) {
      if (now - at <= maxSharedAgeMs) break;
      this.askedAt.delete(other);
    }
    const isAlone = this.askedAt.size === 0;
    this.askedAt.set(backupId, now);
    return isAlone;
  }

  private readingSince(after: number, deadline: Deadline): Reading {
    const since = this.ports.clock.now();
    const isUsable =
      this.reading !== undefined &&
      this.reading.since > after &&
      since - this.reading.since <= maxSharedAgeMs;
    if (this.reading !== undefined && isUsable) return this.reading;
    const send = (query: string): Promise<Exchange> => this.send(query, deadline);
    return (this.reading = new Reading(since, new ListReader(this.client, send)));
  }

  /** Few retries: if the list cannot be read, the backup may still be. */
  private send(query: string, deadline: Deadline): Promise<Exchange> {
    const { clock, random } = this.ports;
    return poll(clock, async (_waitedMs, attempt): Promise<Step<Exchange>> => {
      const exchange = await this.client.pollPage(this.addon, query, deadline, false);
      const mayBeRepeated = exchange.verdict === "refused" || exchange.verdict === "unknown";
      const pauseMs = pauseBeforeRetry(exchange.result, attempt, random);
      const isOver = attempt === maxRetries || pauseMs > millisecondsLeft(clock, deadline);
      return !mayBeRepeated || isOver ? { result: exchange } : { pauseMs };
    });
  }
}

/** One read of the list, of no more pages than there are who ask for one of its backups. */
class Reading {
  readonly askers = new Set<string>();
  private page: Promise<unknown> | undefined;

  constructor(
    readonly since: number,
    private readonly reader: ListReader,
  ) {}

  get hasEnded(): boolean {
    return this.reader.isWhole;
  }

  find(backupId: string): SeenBackup | undefined {
    for (const seen of this.reader.seen()) if (seen.backup.id === backupId) return seen;
    return undefined;
  }

  async readOn(): Promise<void> {
    while (!this.hasEnded && this.reader.requests < this.askers.size) {
      this.page ??= this.reader.readPage().finally(() => (this.page = undefined));
      await this.page;
    }
  }
}
