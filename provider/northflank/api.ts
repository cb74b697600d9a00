import type { Configuration } from "../configKeys";
import type { Deadline, Ports } from "../process/ports";
import type { Redactor } from "../redaction/redactor";
import { AddonGroup, type Watch } from "./addonGroup";
import { listBackups, type BackupList, type SeenBackup } from "./backupList";
import { BackupLookup } from "./backupLookup";
import { NorthflankClient } from "./client";
import { addonPath, type Addon } from "./endpoints";
import type { Budget } from "./polling";
import { restoresOfAddon } from "./restores";
import type { Restore } from "./schema";
import { Connection, settingsFrom } from "./settings";
import { maxSharedAgeMs, SharedReading } from "./sharedReading";

/** The API, shared by everyone in this process. */
export interface Api {
  readonly client: NorthflankClient;
  readonly watcher: BackupWatcher;
  /** The addon's backups, from a read that parallel creates share and that started at `after` or later. */
  readonly recentList: (addon: Addon, deadline: Deadline, after?: number) => Promise<BackupList>;
  /** A backup as a list shows it that many read at once; undefined if it should be asked for by itself. */
  readonly lookUp: (
    addon: Addon,
    backupId: string,
    deadline: Deadline,
    after: number,
  ) => Promise<SeenBackup | undefined>;
  /** The restores that run on the addon; undefined if each backup has to be asked about by itself. */
  readonly restores: (
    addon: Addon,
    deadline: Deadline,
    after: number,
  ) => Promise<readonly Restore[] | undefined>;
}

/** How long parallel creates share one read of the list. */
const listSharedForMs = 2_000;

/** What many who deal with one addon read once. */
interface Shared {
  readonly list: SharedReading<BackupList>;
  readonly lookup: BackupLookup;
  readonly restores: SharedReading<readonly Restore[] | undefined>;
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
  const byAddon = new Map<string, Shared>();
  const shared = (addon: Addon): Shared => {
    const known = byAddon.get(addonPath(addon)) ?? {
      list: new SharedReading(ports.clock, listSharedForMs, (deadline) =>
        listBackups(client, addon, deadline),
      ),
      lookup: new BackupLookup(ports, client, addon),
      restores: new SharedReading(ports.clock, maxSharedAgeMs, (deadline) =>
        restoresOfAddon(client, addon, deadline),
      ),
    };
    byAddon.set(addonPath(addon), known);
    return known;
  };
  const onList = (addon: Addon, list: BackupList): void => {
    shared(addon).list.note(list, list.since);
  };
  return {
    client,
    watcher: new BackupWatcher(ports, client, onList, reserved),
    recentList: (addon, deadline, after) => shared(addon).list.get(deadline, after),
    lookUp: (addon, backupId, deadline, after) => shared(addon).lookup.find(backupId, deadline, after),
    restores: (addon, deadline, after) => shared(addon).restores.get(deadline, after),
  };
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
