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
): Promise<BackupList> => readPages(client, addon, (query) => client.listPage(addon, query, deadline));

/** The same for polling: without retries, and only until `enough` returns true. */
export const pollBackups = (
  client: NorthflankClient,
  addon: Addon,
  deadline: Deadline,
  { enough, isLast }: { enough: (backups: readonly Backup[]) => boolean; isLast: boolean },
): Promise<BackupList> =>
  readPages(client, addon, (query) => client.pollPage(addon, query, deadline, isLast), enough);

/** Reads page by page until the list ends. A page with nothing new, or a cursor seen before, ends it too. */
async function readPages(
  client: NorthflankClient,
  addon: Addon,
  readPage: (query: string) => Promise<Exchange>,
  enough: (backups: readonly Backup[]) => boolean = () => false,
): Promise<BackupList> {
  const found = new Map<string, Backup>();
  const cursors = new Set<string>();
  let position = "page=1";
  for (let page = 1; ; page += 1) {
    const exchange = await readPage(`per_page=${pageSize}&${position}`);
    const { result, verdict } = exchange;
    const parsed = verdict === "accepted" ? parseBackupPage(jsonOf(exchange)) : undefined;
    if (parsed === undefined) throw failure(exchange, client.connection);
    const before = found.size;
    for (const backup of parsed.backups) found.set(identityOf(backup), backup);
    const { nextCursor } = parsed;
    const circles = found.size === before || (nextCursor !== undefined && cursors.has(nextCursor));
    const isWhole = !parsed.hasNextPage || circles;
    const list = {
      backups: [...found.values()],
      serverTime: isResponse(result) ? serverTime(result) : undefined,
      requests: page,
      isWhole,
    };
    if (isWhole || enough(list.backups)) return list;
    if (page === maxPages) throw endless(exchange);
    if (nextCursor !== undefined) cursors.add(nextCursor);
    position = nextCursor === undefined ? `page=${page + 1}` : `cursor=${encodeURIComponent(nextCursor)}`;
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
