import { addonPath, type Addon } from "../northflank/endpoints";
import { pollInterval } from "../northflank/polling";
import type { Backup } from "../northflank/schema";
import type { Ports } from "../process/ports";
import { isAmong, type KnownBackup } from "./identity";
import { Ownership } from "./ownership";
import type { StartedImport } from "./start";

/** What this process knows of the backups it has to do with. Kept for its lifetime: one run of the engine. */
export class ImportRegistry {
  /** Imports of one name on one addon start one after the other, so that each finds its own backup. */
  private readonly starting = new KeyedLock();
  private readonly sent = new Set<string>();
  readonly busyAddons = new BusyAddons();
  readonly ownership = new Ownership();
  readonly expected = new ExpectedImports();
  private readonly claimed = new Map<string, KnownBackup[]>();
  private readonly replaced = new Map<string, KnownBackup[]>();
  private readonly begun = new Map<string, number>();
  private readonly left = new Map<string, StartedImport[]>();

  /** Runs what sends an import under a name. What appears under it meanwhile is no other import's. */
  async sending<Result>(addon: Addon, name: string, work: () => Promise<Result>): Promise<Result> {
    const key = nameOn(addon, name);
    return this.starting.run(key, async () => {
      this.sent.add(key);
      return work().finally(() => this.sent.delete(key));
    });
  }

  /** Whether some import is being sent under a name, so that its backup is nobody's yet. */
  isSending(addon: Addon, name: string): boolean {
    return this.sent.has(nameOn(addon, name));
  }

  /** A create found its backup; it can be no other's. */
  claim(addon: Addon, backup: KnownBackup): void {
    this.claimed.set(addonPath(addon), [...this.claimsOn(addon), backup]);
  }

  /** The resource's import has failed, and another one is to take its place. */
  replace(urn: string, failed: KnownBackup): void {
    this.replaced.set(urn, [...this.replacedBy(urn), failed]);
  }

  replacedBy(urn: string): readonly KnownBackup[] {
    return this.replaced.get(urn) ?? [];
  }

  /** Whether a backup belongs to another import of this process than the one that is sent under `name`. */
  isClaimed(addon: Addon, backup: Backup, name: string): boolean {
    const isSent = this.isSending(addon, backup.name ?? "");
    return (isSent && backup.name !== name) || isAmong(backup, this.claimsOn(addon));
  }

  /** A create failed after its import had started. A resource hook may have the engine call it once more. */
  leave(inputs: string, started: StartedImport): void {
    this.left.set(inputs, [...(this.left.get(inputs) ?? []), started]);
  }

  /**
   * The import that a create with these inputs goes on with; undefined for a new one. A create is told its inputs and
   * nothing else, so they are counted: each of the `resources` with equal inputs gets an import of its own, and only a
   * create beyond their number repeats one that failed.
   */
  begin(inputs: string, resources: number): StartedImport | undefined {
    const begun = this.begun.get(inputs) ?? 0;
    if (begun >= resources) return this.left.get(inputs)?.shift();
    this.begun.set(inputs, begun + 1);
    return undefined;
  }

  /** A create failed without a backup that it could have left: it does not count. */
  unbegin(inputs: string): void {
    this.begun.set(inputs, Math.max(0, (this.begun.get(inputs) ?? 0) - 1));
  }

  private claimsOn(addon: Addon): readonly KnownBackup[] {
    return this.claimed.get(addonPath(addon)) ?? [];
  }
}

const nameOn = (addon: Addon, name: string): string => `${addonPath(addon)} ${name}`;

/** Runs what has the same key one after the other. */
export class KeyedLock {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.tails.get(key) ?? Promise.resolve();
    // Whoever comes next is not stopped by a failure before it.
    const mine = before.then(work, work);
    this.tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.tails.get(key) === mine) this.tails.delete(key);
    }
  }
}

/** An addon's list, before and after, and two polls; the import itself comes on top, for each. */
const requestsForAddon = 4;

/** Imports that were checked and do not run yet. What they will take of the quota, nobody else may spend. */
export class ExpectedImports {
  private readonly byAddon = new Map<string, Set<string>>();

  expect(addon: Addon, urn: string): void {
    const key = addonPath(addon);
    this.byAddon.set(key, (this.byAddon.get(key) ?? new Set()).add(urn));
  }

  /** It runs, or never will. */
  met(addon: Addon, urn: string): void {
    this.byAddon.get(addonPath(addon))?.delete(urn);
  }

  requests(): number {
    const counts = [...this.byAddon.values()].map(({ size }) => size).filter((size) => size > 0);
    return counts.reduce((sum, count) => sum + requestsForAddon + count, 0);
  }
}

const forgottenMs = 60_000;

/** When to try a busy addon again. All who wait for one addon share the tries, as they share the quota. */
export class BusyAddons {
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
