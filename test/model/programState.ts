import { firstDeclaration, type Declaration } from "./declaration";
import { slots, type Change, type Slot } from "./turns";

/** The program that a user writes, and what is wrong with the world around it. */
export class ProgramState {
  private readonly declarations = new Map<Slot, Declaration>(
    slots.map((slot) => [slot, firstDeclaration(slot)]),
  );
  private readonly takenOut = new Set<Slot>();
  private readonly failing = new Set<string>();
  private renames = 0;
  refuses = false;

  get declared(): Map<Slot, Declaration> {
    return new Map([...this.declarations].filter(([slot]) => !this.takenOut.has(slot)));
  }

  readonly fate = (slot: string): "completed" | "failed" => (this.failing.has(slot) ? "failed" : "completed");

  /** `adoptable` are the ids that "another's" and "its own" stand for just now. */
  apply(change: Change, adoptable: Readonly<Record<"another's" | "its own", string>>): void {
    const { slot } = change;
    switch (change.what) {
      case "edit":
        this.edit(slot, { [change.field]: change.field === "name" ? named(slot, change.to) : change.to });
        return;
      case "source":
        this.edit(slot, { source: { ...this.of(slot).source, ...change.to } });
        return;
      case "adopt":
        this.edit(slot, { adoptBackupId: change.which === "none" ? undefined : adoptable[change.which] });
        return;
      case "rename": {
        const { resource, formerly } = this.of(slot);
        this.renames += 1;
        this.edit(slot, { resource: `${slot}${this.renames}`, formerly: [...formerly, resource] });
        return;
      }
      case "take out":
        this.takenOut.add(slot);
        return;
      case "declare":
        this.takenOut.delete(slot);
        return;
      case "imports fail":
        this.failing.add(slot);
        return;
      case "imports succeed":
        this.failing.delete(slot);
        return;
      case "northflank refuses imports":
      case "northflank takes imports":
        this.refuses = change.what === "northflank refuses imports";
        return;
      case "somebody deletes the backup":
      case "somebody makes a namesake":
    }
  }

  /** What a user does who wants it all to be there: nothing fails, is refused, missing or protected any more. */
  repair(): void {
    this.refuses = false;
    this.takenOut.clear();
    this.failing.clear();
    for (const [slot, { source }] of this.declarations) {
      this.edit(slot, { protect: undefined, adoptBackupId: undefined, waitForCompletion: undefined });
      if (source.given === "by a missing reference")
        this.edit(slot, { source: { ...source, given: "by reference" } });
    }
  }

  private of(slot: Slot): Declaration {
    return this.declarations.get(slot) ?? firstDeclaration(slot);
  }

  private edit(slot: Slot, edit: { readonly [Name in keyof Declaration]?: unknown }): void {
    const edited = Object.entries({ ...this.of(slot), ...edit }).filter(([, value]) => value !== undefined);
    this.declarations.set(slot, Object.fromEntries(edited) as unknown as Declaration);
  }
}

/** By its first letter, a backup is known to be of this declaration. */
const named = (slot: Slot, name: unknown): unknown => (typeof name === "string" ? `${slot}-${name}` : name);
