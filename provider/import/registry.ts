import { addonPath, type Addon } from "../northflank/paths";
import { KeyedLock } from "../keyedLock";
import { isAmong, type KnownBackup } from "./identity";
import type { Backup } from "../northflank/schema";
import { BusyPace } from "./busyPace";
import { ExpectedImports } from "./expectedImports";
import { Ownership } from "./ownership";
import type { StartedImport } from "./start";

/** What this process knows of the backups it has to do with. Kept for its lifetime: one run of the engine. */
export class ImportRegistry {
  /** Imports of one name on one addon start one after the other, so that each finds its own backup. */
  private readonly starting = new KeyedLock();
  private readonly sent = new Set<string>();
  readonly busyPace = new BusyPace();
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
