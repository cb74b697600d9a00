import type { Addon } from "../northflank/paths";
import { addonPath } from "../northflank/paths";
import { pollInterval } from "../northflank/pollInterval";
import type { Ports } from "../process/ports";

const forgottenMs = 60_000;

/** When to try a busy addon again. All who wait for one addon share the tries, as they share the quota. */
export class BusyPace {
  private readonly addons = new Map<string, { readonly since: number; readonly nextAt: number }>();

  /** The time until a try that nobody else in this process has taken. */
  pauseMs(addon: Addon, { clock, random }: Ports): number {
    const key = addonPath(addon);
    const now = clock.now();
    const known = this.addons.get(key);
    const { since, nextAt } =
      known === undefined || known.nextAt + forgottenMs < now ? { since: now, nextAt: now } : known;
    const at = Math.max(now, nextAt) + pollInterval(now - since, random);
    this.addons.set(key, { since, nextAt: at });
    return at - now;
  }
}
