import type { Addon } from "./endpoints";
import type { Deadline } from "../process/ports";
import type { NorthflankClient } from "./client";
import { failure, NorthflankError } from "./failure";
import { isResponse } from "../process/http";
import { jsonOf, type Exchange } from "./verdict";
import { serverTime } from "./retry";
import { parseBackupPage, type Backup } from "./schema";

/** An addon's backups, as one read of the list showed them. */
export interface BackupList {
  readonly backups: readonly Backup[];
  /** When its first page was asked for. */
  readonly since: number;
  /** The server's time in the response, in milliseconds. */
  readonly serverTime: number | undefined;
  /** How many requests the read took. */
  readonly requests: number;
  /** False if the read stopped before the list's end, because it had shown enough. */
  readonly isWhole: boolean;
}

const pageSize = 100;
// Schedules keep at most 500 backups on an addon; a list that is far longer is going in circles.
const maxPages = 50;

/** Reads all of an addon's backups and retries transient failures. */
export const listBackups = (
  client: NorthflankClient,
  addon: Addon,
  deadline: Deadline,
): Promise<BackupList> =>
  readPages(new ListReader(client, (query) => client.listPage(addon, query, deadline)));

/** The same for polling: without retries, and only until `enough` returns true. */
export const pollBackups = (
  client: NorthflankClient,
  addon: Addon,
  deadline: Deadline,
  { enough, isLast }: { enough: (backups: readonly Backup[]) => boolean; isLast: boolean },
): Promise<BackupList> =>
  readPages(new ListReader(client, (query) => client.pollPage(addon, query, deadline, isLast)), enough);

async function readPages(
  reader: ListReader,
  enough: (backups: readonly Backup[]) => boolean = () => false,
): Promise<BackupList> {
  let since: number | undefined;
  for (;;) {
    const { result, sentAt } = await reader.readPage();
    since ??= sentAt;
    const { isWhole, requests } = reader;
    const backups = Array.from(reader.seen(), ({ backup }) => backup);
    if (isWhole || enough(backups))
      return {
        backups,
        since,
        requests,
        isWhole,
        serverTime: isResponse(result) ? serverTime(result) : undefined,
      };
  }
}

export interface SeenBackup {
  readonly backup: Backup;
  /** When its page was asked for. */
  readonly seenAt: number;
}

/** Reads a list page by page. A page with nothing new, or a cursor seen before, ends it too. */
export class ListReader {
  requests = 0;
  isWhole = false;
  private readonly found = new Map<string, SeenBackup>();
  private readonly cursors = new Set<string>();
  private position = "page=1";

  constructor(
    private readonly client: NorthflankClient,
    private readonly send: (query: string) => Promise<Exchange>,
  ) {}

  seen(): Iterable<SeenBackup> {
    return this.found.values();
  }

  async readPage(): Promise<Exchange> {
    const exchange = await this.send(`per_page=${pageSize}&${this.position}`);
    const { verdict, sentAt } = exchange;
    const parsed = verdict === "accepted" ? parseBackupPage(jsonOf(exchange)) : undefined;
    if (parsed === undefined) throw failure(exchange, this.client.connection);
    this.requests += 1;
    const before = this.found.size;
    for (const backup of parsed.backups) this.found.set(identityOf(backup), { backup, seenAt: sentAt });
    const { nextCursor } = parsed;
    const circles = this.found.size === before || (nextCursor !== undefined && this.cursors.has(nextCursor));
    this.isWhole = !parsed.hasNextPage || circles;
    if (!this.isWhole && this.requests === maxPages) throw endless(exchange);
    if (nextCursor !== undefined) this.cursors.add(nextCursor);
    this.position =
      nextCursor === undefined ? `page=${this.requests + 1}` : `cursor=${encodeURIComponent(nextCursor)}`;
    return exchange;
  }
}

const endless = ({ action }: Exchange): NorthflankError =>
  new NorthflankError(
    `${action} failed: the list did not end after ${maxPages * pageSize} backups; delete those you no longer need`,
    undefined,
  );

/**
 * If the list shifts between two pages, it may show a backup twice; only an entry equal in all of this is the same.
 */
const identityOf = ({ id, uid, createdAt }: Backup): string => JSON.stringify([id, uid, createdAt]);
