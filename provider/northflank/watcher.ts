import { addonPath, type Addon } from "../importRequest";
import type { Ports } from "../ports";
import { AddonGroup, type Watch } from "./addonGroup";
import type { BackupList } from "./backupList";
import type { NorthflankClient } from "./client";
import type { Budget } from "./pollPace";

/**
 * Looks at running imports for everyone in this process who waits for one. All who wait on an addon share
 * each look: a GET for each while that takes no more requests than a reading of the list, which else serves all.
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

  /** Resolves with the first judgement; throws `DeadlinePassed`, or what made looking impossible. */
  async watch<Result>(watch: Watch<Result>): Promise<Result> {
    const key = addonPath(watch.addon);
    const group =
      this.groups.get(key) ??
      new AddonGroup(this.ports, this.client, watch.addon, {
        budget: () => this.budget(),
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

  private budget(): Budget {
    const requestsPerRound = [...this.groups.values()].reduce((sum, group) => sum + group.requestsPerLook, 0);
    return { quota: this.client.quota, requestsPerRound, reserved: this.reserved() };
  }
}
