import { addonPath, type Addon } from "./paths";
import type { Ports } from "../process/ports";
import { AddonGroup, type Watch } from "./addonGroup";
import type { BackupList } from "./backupList";
import type { NorthflankClient } from "./client";
import type { Budget } from "./polling";

/**
 * Polls running imports for everyone in this process who waits for one. All who wait on an addon share
 * each poll: a GET for each while that takes no more requests than a reading of the list, which else serves all.
 */
export class BackupWatcher {
  private readonly groups = new Map<string, AddonGroup>();

  constructor(
    private readonly ports: Ports,
    private readonly client: NorthflankClient,
    /** Told of every whole list, which may spare somebody else a reading. */
    private readonly onList: (addon: Addon, list: BackupList) => void,
    /** The requests that imports will take which this process has still to make. */
    private readonly reserved: () => number,
  ) {}

  /** Resolves with the first judgement; throws `DeadlinePassed`, or what made polling impossible. */
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

  /** For a group that has polled so many times. */
  private budget(polls: number): Budget {
    const groups = [...this.groups.values()];
    const requestsOf = (some: readonly AddonGroup[]): number =>
      some.reduce((sum, { requestsPerPoll }) => sum + requestsPerPoll, 0);
    return {
      quota: this.client.quota,
      requestsPerRound: requestsOf(groups),
      behind: requestsOf(groups.filter((group) => group.polls < polls)),
      reserved: this.reserved(),
    };
  }
}
