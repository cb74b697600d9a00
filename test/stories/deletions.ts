import assert from "node:assert/strict";
import type { Simulator } from "@test/simulator";
import { backupsOf, type OnAddon } from "./ground";
import type { Declared } from "./plot";
import type { Tracked } from "./tracked";

interface Deletion {
  readonly backup: OnAddon;
  /** What was there, and completed, at that moment. */
  readonly completed: ReadonlySet<string>;
}

/** What disappears from the addons in the course of an operation. */
export class Deletions {
  private there: readonly OnAddon[] = [];
  private seen: Deletion[] = [];

  constructor(private readonly simulator: Simulator) {
    simulator.journal.onEnd = () => {
      this.look();
    };
  }

  begin(): void {
    this.there = backupsOf(this.simulator);
    this.seen = [];
  }

  /** A completed backup goes only after another has taken its place, unless the program has it no longer. */
  assertNoneTooEarly(
    { declared, before }: { readonly declared: readonly Declared[]; readonly before: readonly Tracked[] },
    after: readonly Tracked[],
  ): void {
    this.look();
    for (const { backup, completed } of this.seen) {
      const old = before.find(({ uid }) => uid === backup.uid);
      if (old === undefined || backup.status !== "completed") continue;
      if (!declared.some(({ slot }) => slot === old.slot)) continue;
      const next = after.find(({ slot, isDoomed }) => slot === old.slot && !isDoomed);
      const isReplaced = next !== undefined && next.uid !== old.uid && completed.has(next.uid);
      assert.ok(isReplaced, `${old.id} of ${old.slot} was completed, and deleted before another was`);
    }
  }

  get any(): boolean {
    return this.seen.length > 0;
  }

  private look(): void {
    const now = backupsOf(this.simulator);
    const present = new Set(now.map(({ uid }) => uid));
    const completed = new Set(now.filter(({ status }) => status === "completed").map(({ uid }) => uid));
    for (const backup of this.there) if (!present.has(backup.uid)) this.seen.push({ backup, completed });
    this.there = now;
  }
}
