import type { Configuration } from "../configKeys";
import type { Deadline, Ports } from "../process/ports";
import type { Redactor } from "../redaction/redactor";
import { AddonGroup, type Watch } from "./addonGroup";
import { listBackups, type BackupList } from "./backupList";
import { NorthflankClient } from "./client";
import { addonPath, type Addon } from "./endpoints";
import type { Budget } from "./polling";
import { Connection, settingsFrom } from "./settings";

/** The API, shared by everyone in this process. */
export interface Api {
  readonly client: NorthflankClient;
  readonly watcher: BackupWatcher;
  /** The addon's backups, from a read that parallel creates share and that started at `after` or later. */
  readonly recentList: (addon: Addon, deadline: Deadline, after?: number) => Promise<BackupList>;
}

/** How long parallel creates share one read of the list. */
const sharedForMs = 2_000;

interface Reading {
  readonly at: number;
  readonly deadline: Deadline;
  readonly list: Promise<BackupList>;
}

/** Connects to Northflank with the credentials of this process. */
export function connectApi(
  ports: Ports,
  config: Configuration,
  redactor: Redactor,
  reserved: () => number,
): Api {
  const settings = settingsFrom(config, ports.env);
  for (const token of [settings.token, settings.fallbackToken]) redactor.learnKey(token?.value ?? "");
  const client = new NorthflankClient(ports, new Connection(settings, redactor));
  const lists = new Map<string, Reading>();
  const recentList = (addon: Addon, deadline: Deadline, after = 0): Promise<BackupList> => {
    const key = addonPath(addon);
    const known = lists.get(key);
    const { at = -Infinity } = known ?? {};
    if (known !== undefined && at >= after && ports.clock.now() - at <= sharedForMs) {
      // It may have failed at the deadline of whoever started it; a caller with more time reads again.
      const hasMoreTime = deadline.at - known.deadline.at > sharedForMs;
      return hasMoreTime ? known.list.catch(() => listBackups(client, addon, deadline)) : known.list;
    }
    const list = listBackups(client, addon, deadline);
    lists.set(key, { at: ports.clock.now(), deadline, list });
    // A failed read is no use to the next create.
    list.catch(() => {
      if (lists.get(key)?.list === list) lists.delete(key);
    });
    return list;
  };
  const onList = (addon: Addon, list: BackupList): void => {
    const at = ports.clock.now();
    lists.set(addonPath(addon), { at, deadline: { at, seconds: 0 }, list: Promise.resolve(list) });
  };
  const watcher = new BackupWatcher(ports, client, onList, reserved);
  return { client, watcher, recentList };
}

/**
 * Polls running imports for everyone in this process who waits for one. All who wait on an addon share each poll: one
 * GET per backup, unless reading the list, which serves all, takes fewer requests.
 */
class BackupWatcher {
  private readonly groups = new Map<string, AddonGroup>();

  constructor(
    private readonly ports: Ports,
    private readonly client: NorthflankClient,
    /** Called with every complete list, which may save somebody else a read. */
    private readonly onList: (addon: Addon, list: BackupList) => void,
    /** How many requests the imports that have yet to start will need. */
    private readonly reserved: () => number,
  ) {}

  /** Resolves with the first result; throws `DeadlinePassed`, or the error that made polling impossible. */
  async watch<Result>(watch: Watch<Result>): Promise<Result> {
    const key = addonPath(watch.addon);
    const group =
      this.groups.get(key) ??
      new AddonGroup(this.ports, this.client, watch.addon, {
        budget: (polls) => this.budget(polls),
        onList: (list) => {
          this.onList(watch.addon, list);
        },
      });
    this.groups.set(key, group);
    try {
      return await group.wait(watch);
    } finally {
      if (group.isIdle()) this.groups.delete(key);
    }
  }

  /** For a group that has polled this many times. */
  private budget(polls: number): Budget {
    const groups = [...this.groups.values()];
    const requestsOf = (some: readonly AddonGroup[]): number =>
      some.reduce((sum, { requestsPerPoll }) => sum + requestsPerPoll, 0);
    return {
      quota: this.client.quota,
      requestsPerRound: requestsOf(groups),
      dueByOthers: requestsOf(groups.filter((group) => group.polls < polls)),
      reserved: this.reserved(),
    };
  }
}
