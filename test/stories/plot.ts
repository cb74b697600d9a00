import { createUrn, type Target } from "@test/engine";
import { AddonBackupImport } from "../../provider/program/addonBackupImport";
import type { OpenAnswers } from "@test/simulator";
import { firstEntry, homes, slots, type Change, type Entry, type Outcome, type Slot } from "./story";

export const groupType = "my:group:Group";
export const password = "St0ry-Pa55word";

/** One import, with all that the program says about it. */
export interface Declared extends Entry {
  readonly slot: Slot;
  readonly resource: string;
  /** All that it was called, and where, before. */
  readonly formerUrns: readonly string[];
  readonly backupName: string | undefined;
}

/** The program that somebody writes in the course of a story, and what will become of its imports. */
export class Plot {
  private readonly entries = new Map<Slot, Entry>(slots.map((slot) => [slot, firstEntry]));
  private readonly absent: Set<Slot>;
  private readonly former = new Map<Slot, Set<string>>();
  private readonly renames = new Map<Slot, number>();
  private readonly fates = new Map<string, Outcome>();
  /** Names of the user's work without his help: a second one is allowed, or told apart by the id in the answer. */
  private readonly namesAreFree: boolean;

  constructor(
    first: number,
    { nameClash = "allow", importAnswer = "id" }: Partial<OpenAnswers>,
    private readonly target: Target,
  ) {
    this.absent = new Set(slots.slice(first));
    const isTold = ["id", "backup", "nested-backup"].includes(importAnswer);
    this.namesAreFree = nameClash === "allow" || (nameClash === "rename" && isTold);
  }

  apply(change: Change): void {
    switch (change.what) {
      case "edit":
        this.move(change.slot, () =>
          this.entries.set(change.slot, { ...this.entry(change.slot), ...change.to }),
        );
        return;
      case "rename":
        this.move(change.slot, () => this.renames.set(change.slot, this.renamed(change.slot) + 1));
        return;
      case "take out":
        this.absent.add(change.slot);
        return;
      case "declare":
        this.absent.delete(change.slot);
        return;
      case "fate":
        this.fates.set(change.of, change.is);
    }
  }

  /** What somebody does who wants it all to be there: names that are in each other's way are given up, too. */
  repair(): void {
    this.absent.clear();
    this.fates.clear();
    if (this.namesAreFree) return;
    for (const [slot, entry] of this.entries) this.entries.set(slot, { ...entry, name: undefined });
  }

  /** Those first on which others depend; a dependency on what is not declared, or on itself, is left out. */
  get declared(): readonly Declared[] {
    const present = slots.filter((slot) => !this.absent.has(slot));
    return present.map((slot) => {
      const { after, ...entry } = this.entry(slot);
      const isThere = after !== undefined && after.slot < slot && present.includes(after.slot);
      return {
        ...entry,
        ...(isThere ? { after } : {}),
        slot,
        resource: this.resource(slot),
        formerUrns: [...(this.former.get(slot) ?? [])].filter((urn) => urn !== this.urn(slot)),
        backupName: this.backupName(slot),
      };
    });
  }

  /** By the name of the backup, which begins with that of its slot unless it is shared. */
  readonly fateOf = (backupName: string): Outcome =>
    this.fates.get(backupName.startsWith("shared") ? "shared" : backupName.slice(0, 1)) ?? "completed";

  private entry(slot: Slot): Entry {
    return this.entries.get(slot) ?? firstEntry;
  }

  private renamed(slot: Slot): number {
    return this.renames.get(slot) ?? 0;
  }

  private resource(slot: Slot): string {
    return `${slot}${this.renamed(slot) === 0 ? "" : this.renamed(slot)}`;
  }

  private backupName(slot: Slot): string | undefined {
    const { name } = this.entry(slot);
    return name === "shared" && this.namesAreFree ? "shared" : name && `${slot}-own`;
  }

  private move(slot: Slot, edit: () => void): void {
    const urns = this.former.get(slot) ?? new Set();
    this.former.set(slot, urns.add(this.urn(slot)));
    edit();
  }

  private urn(slot: Slot): string {
    const parent = parentUrn(this.target, this.entry(slot).home);
    return createUrn({
      ...this.target,
      parent,
      type: AddonBackupImport.__pulumiType,
      name: this.resource(slot),
    });
  }
}

/** The component that an import is declared in; empty at the root. */
export function parentUrn(target: Target, home: Entry["home"]): string {
  const depth = homes.indexOf(home);
  const parents = homes.slice(1, depth + 1);
  return parents.reduce((parent, name) => createUrn({ ...target, parent, type: groupType, name }), "");
}

/** The inputs, without triggers that are outputs of others. */
export function argsOf({ addonId, place, backupName }: Declared): Record<string, string> {
  const connectionString = `postgresql://importer:${password}@db${place}.example.com/orders`;
  return {
    ...{ projectId: "shop", addonId, connectionString },
    ...(backupName === undefined ? {} : { name: backupName }),
  };
}
