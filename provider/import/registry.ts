import { addonPath, type Addon } from "../northflank/endpoints";
import { pollInterval } from "../northflank/polling";
import type { Backup } from "../northflank/schema";
import type { Ports } from "../process/ports";
import { isAmong, type KnownBackup } from "./identity";
import { Ownership } from "./ownership";
import type { CreateKey } from "./session";
import type { StartedImport } from "./start";

/** What this process knows about its backups. It lives as long as the process: one run of the engine. */
export class ImportRegistry {
  /** Imports with the same name on one addon start one after another, so that each finds its own backup. */
  private readonly starting = new KeyedLock();
  private readonly sent = new Set<string>();
  readonly busyAddons = new BusyAddons();
  readonly ownership = new Ownership();
  readonly expected = new ExpectedImports();
  private readonly claimed = new Map<string, KnownBackup[]>();
  private readonly replaced = new Map<string, KnownBackup[]>();
  private readonly begun = new Map<string, number>();
  private readonly left = new Map<string, StartedImport[]>();

  /**
   * Runs `work`, which sends an import under a name. A backup that appears under it meanwhile is no other import's.
   */
  async sending<Result>(addon: Addon, name: string, work: () => Promise<Result>): Promise<Result> {
    const key = nameOn(addon, name);
    return this.starting.run(key, async () => {
      this.sent.add(key);
      return work().finally(() => this.sent.delete(key));
    });
  }

  /** Whether an import is being sent under a name, so its backup has no owner yet. */
  isSending(addon: Addon, name: string): boolean {
    return this.sent.has(nameOn(addon, name));
  }

  /** A create found its backup, so no other create can have it. */
  claim(addon: Addon, backup: KnownBackup): void {
    this.claimed.set(addonPath(addon), [...this.claimsOn(addon), backup]);
  }

  /** The resource's import failed, and a new one will replace it. */
  replace(urn: string, failed: KnownBackup): void {
    this.replaced.set(urn, [...this.replacedBy(urn), failed]);
  }

  replacedBy(urn: string): readonly KnownBackup[] {
    return this.replaced.get(urn) ?? [];
  }

  /** Whether a backup belongs to an import of this process other than the one sent under `name`. */
  isClaimed(addon: Addon, backup: Backup, name: string): boolean {
    const isSent = this.isSending(addon, backup.name ?? "");
    return (isSent && backup.name !== name) || isAmong(backup, this.claimsOn(addon));
  }

  /** A create failed after its import started. A resource hook may make the engine call it again. */
  keepForRetry({ key }: CreateKey, started: StartedImport): void {
    this.left.set(key, [...(this.left.get(key) ?? []), started]);
  }

  /**
   * The import that a create with this key resumes; undefined for a new one. Where several resources share a key, we
   * count: each of them gets its own import, and only a create beyond their number retries one that failed.
   */
  beginOrResume({ key, resources }: CreateKey): StartedImport | undefined {
    const begun = this.begun.get(key) ?? 0;
    if (begun >= resources) return this.left.get(key)?.shift();
    this.begun.set(key, begun + 1);
    return undefined;
  }

  /** A create failed and left no backup, so it does not count. */
  uncount({ key }: CreateKey): void {
    this.begun.set(key, Math.max(0, (this.begun.get(key) ?? 0) - 1));
  }

  private claimsOn(addon: Addon): readonly KnownBackup[] {
    return this.claimed.get(addonPath(addon)) ?? [];
  }
}

const nameOn = (addon: Addon, name: string): string => `${addonPath(addon)} ${name}`;

/** Runs work with the same key one after another. */
class KeyedLock {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.tails.get(key) ?? Promise.resolve();
    // A failure does not stop whoever comes next.
    const mine = before.then(work, work);
    this.tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.tails.get(key) === mine) this.tails.delete(key);
    }
  }
}

/** Per addon: the list, before and after, and two polls. Each import then adds one request of its own. */
const requestsForAddon = 4;

/** Imports that were checked but have not started. Nobody else may spend the quota that they will need. */
class ExpectedImports {
  private readonly byAddon = new Map<string, Set<string>>();

  expect(addon: Addon, urn: string): void {
    const key = addonPath(addon);
    this.byAddon.set(key, (this.byAddon.get(key) ?? new Set()).add(urn));
  }

  /** The import has started, or never will. */
  noLongerExpected(addon: Addon, urn: string): void {
    this.byAddon.get(addonPath(addon))?.delete(urn);
  }

  requests(): number {
    const counts = [...this.byAddon.values()].map(({ size }) => size).filter((size) => size > 0);
    return counts.reduce((sum, count) => sum + requestsForAddon + count, 0);
  }
}

const forgottenMs = 60_000;

/** When to retry on a busy addon. All imports that wait for one addon share the retries, as they share the quota. */
class BusyAddons {
  private readonly addons = new Map<string, { readonly since: number; readonly nextAt: number }>();

  /** The time until the next retry that nobody else in this process has taken. */
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
