import { checked, isFailed, isRunning, type Facts } from "./expectedDiff";
import {
  type Backup,
  type Circumstances,
  deletionOf,
  type Expected,
  type ExpectedStack,
  type ExpectedStep,
  type Plan,
  type Program,
  type Saved,
} from "./expectedStack";
import type { Declaration } from "./declaration";

/** One `up` or destroy on the model, in one provider process that remembers what it saw. */
export class Run {
  private readonly steps: ExpectedStep[] = [];
  private readonly imports: Backup[] = [];
  /** Compared in this run, so that they are known to be owned. */
  private readonly seen = new Set<Backup>();
  private readonly inUse = new Set<Backup>();

  constructor(
    private readonly stack: ExpectedStack,
    private readonly circumstances: Circumstances,
  ) {}

  /** The state calls what is still to be deleted as its resource is called now. */
  expected(ok: boolean): Expected {
    this.stack.doomed = this.stack.doomed.map((saved) => {
      const { resource } = this.stack.saved.get(saved.slot) ?? saved;
      return { ...saved, resource };
    });
    return { ok, steps: this.steps, imports: this.imports };
  }

  /** False when it fails. */
  register(slot: string, declaration: Declaration): boolean {
    const plan = this.stack.plan(slot, declaration);
    const { old } = plan;
    if (plan.isProtected) return false;
    if (old !== undefined) this.seen.add(old.backup);
    if (plan.step === "same" || plan.step === "update") {
      this.steps.push(...plan.steps);
      return this.keep(plan);
    }
    // A replacement is checked once more, as if there had been nothing before.
    const made = this.create({ ...plan, facts: checked(declaration, undefined) });
    if (made === undefined) {
      this.steps.push(...plan.steps.slice(0, 1));
      return false;
    }
    this.stack.saved.set(slot, made);
    if (old !== undefined) this.stack.doomed.push(old);
    this.steps.push(...plan.steps.slice(0, made.isIncomplete ? 1 : 2));
    return !made.isIncomplete;
  }

  deleteLeft(program: Program): boolean {
    const left = [...this.stack.saved.values()].filter(({ slot }) => !program.has(slot));
    for (const [slot, { backup }] of this.stack.saved) if (program.has(slot)) this.inUse.add(backup);
    for (const saved of this.stack.doomed) {
      this.steps.push(deletionOf(saved, true));
      this.remove(saved);
    }
    this.stack.doomed = [];
    for (const saved of left) {
      this.steps.push(deletionOf(saved));
      if (saved.protect) continue;
      this.remove(saved);
      this.stack.saved.delete(saved.slot);
    }
    return !left.some(({ protect }) => protect);
  }

  /** What a resource of the program lives on is not deleted for the sake of another that had it before. */
  private remove({ backup, retain, isAdopted }: Saved): void {
    if (!retain && !isAdopted && !this.inUse.has(backup)) this.stack.backups.delete(backup);
  }

  private keep({ slot, declaration, old, facts, step }: Plan): boolean {
    if (old === undefined) return false;
    const options = optionsOf(declaration);
    if (step === "same") {
      this.stack.saved.set(slot, { ...old, ...options, inputs: facts });
      return true;
    }
    const isResumed = isRunning(old.status) && facts.waits;
    if (isResumed) this.finish(slot, old.backup);
    const status = isResumed ? this.statusOf(old.backup) : old.status;
    const isIncomplete = isResumed && status !== "completed";
    const kept = isIncomplete
      ? { inputs: old.inputs }
      : { inputs: facts, isAdopted: old.isAdopted || isAdopting(facts) };
    const { identity, name, isAutomatic } = old.facts;
    // Without a source that can be told, it remains known what was imported.
    const imported =
      facts.identity === undefined && !isAdopting(facts) ? { identity, name, isAutomatic } : {};
    const noted = { ...facts, ...imported };
    this.stack.saved.set(slot, { ...old, ...options, facts: noted, status, isIncomplete, ...kept });
    return !isIncomplete;
  }

  /** Undefined when nothing is there to be saved. */
  private create({ slot, declaration, facts }: Plan): Saved | undefined {
    const saved = { slot, ...optionsOf(declaration), inputs: facts, facts };
    if (isAdopting(facts)) {
      const backup = [...this.stack.backups].find(
        ({ id, addonId }) => id === facts.adoptBackupId && addonId === facts.addonId,
      );
      if (backup !== undefined && facts.waits) this.finish(slot, backup);
      if (backup === undefined || isFailed(backup.status)) return undefined;
      return { ...saved, backup, status: backup.status, isAdopted: true, isIncomplete: false };
    }
    if (facts.identity === undefined) return undefined;
    const backup = this.orphan(declaration, facts) ?? this.started(slot, facts);
    if (backup === undefined) return undefined;
    if (facts.waits) this.finish(slot, backup);
    const { status } = backup;
    return { ...saved, backup, status, isAdopted: false, isIncomplete: isFailed(status) };
  }

  /** What looks like an import that an earlier run has lost. */
  private orphan({ retainOnDelete }: Declaration, { addonId, name, isAutomatic }: Facts): Backup | undefined {
    if (!isAutomatic) return undefined;
    const orphans = [...this.stack.backups].filter(
      (backup) => backup.addonId === addonId && backup.name === name && !this.seen.has(backup),
    );
    const running = orphans.find(({ status }) => isRunning(status));
    const isKept = retainOnDelete === true && this.circumstances.isRetentionUntold !== true;
    const finished = isKept ? undefined : orphans.find(({ status }) => status === "completed");
    return running ?? finished;
  }

  private started(slot: string, { addonId, name }: Facts): Backup | undefined {
    if (this.circumstances.refuses) return undefined;
    const backup = { uid: "", id: "", slot, addonId, name, status: "in-progress" };
    this.stack.backups.add(backup);
    this.imports.push(backup);
    return backup;
  }

  private finish(slot: string, backup: Backup): void {
    if (isRunning(backup.status)) backup.status = this.circumstances.fate(slot);
  }

  private statusOf(backup: Backup): string {
    return this.stack.backups.has(backup) ? backup.status : "missing";
  }
}

const isAdopting = ({ adoptBackupId }: Facts): boolean => adoptBackupId !== undefined;

const optionsOf = ({ resource, protect, retainOnDelete }: Declaration) => ({
  resource,
  protect: protect === true,
  retain: retainOnDelete === true,
});
