import type { Declaration } from "./declaration";
import { checked, judged, type Facts } from "./expectedDiff";
import { Run } from "./expectedRun";

/** A backup on one of the addons. Its uid and id are known once it is there. */
export interface Backup {
  uid: string;
  id: string;
  readonly addonId: string;
  /** Under which the model knows it: the user's name, or what an automatic one stands for. */
  readonly name: string | undefined;
  /** Of which declaration, for imports. */
  readonly slot: string;
  status: string;
}

/** One import in the state. */
export interface Saved {
  readonly slot: string;
  readonly resource: string;
  readonly inputs: Facts;
  /** The facts when the provider last wrote them down. */
  readonly facts: Facts;
  readonly backup: Backup;
  readonly status: string;
  readonly isAdopted: boolean;
  readonly isIncomplete: boolean;
  readonly protect: boolean;
  readonly retain: boolean;
}

export interface Circumstances {
  /** How imports end that are started or waited for now. */
  readonly fate: (slot: string) => "completed" | "failed";
  /** Northflank refuses every import. */
  readonly refuses: boolean;
  /** The provider does not know what is retained on purpose, and takes it for a lost import. */
  readonly isRetentionUntold?: boolean;
}

export interface ExpectedStep {
  readonly resource: string;
  readonly op: string;
  readonly reasons: readonly string[];
}

export interface Expected {
  readonly ok: boolean;
  readonly steps: readonly ExpectedStep[];
  readonly imports: readonly Backup[];
}

export type Program = ReadonlyMap<string, Declaration>;

/** What should come of a program: a model of one stack and of the backups behind it. */
export class ExpectedStack {
  readonly backups = new Set<Backup>();
  readonly saved = new Map<string, Saved>();
  /** Replaced, and not deleted yet. */
  doomed: Saved[] = [];

  preview(program: Program): Expected {
    const plans = [...program].map(([slot, declaration]) => this.plan(slot, declaration));
    const left = [...this.saved.values()].filter(({ slot }) => !program.has(slot));
    const deletions = [
      ...this.doomed.map((saved) => deletionOf(saved, true)),
      ...left.map((saved) => deletionOf(saved)),
    ];
    const isRefused = plans.some(({ isProtected }) => isProtected) || left.some(({ protect }) => protect);
    return { ok: !isRefused, steps: [...plans.flatMap(({ steps }) => steps), ...deletions], imports: [] };
  }

  /** One resource after the other; the first that fails is the last, and nothing is deleted then. */
  up(program: Program, circumstances: Circumstances): Expected {
    const run = new Run(this, circumstances);
    for (const [slot, declaration] of program) {
      if (!run.register(slot, declaration)) return run.expected(false);
    }
    return run.expected(run.deleteLeft(program));
  }

  destroy(): Expected {
    const run = new Run(this, { fate: () => "completed", refuses: false });
    return run.expected(run.deleteLeft(new Map()));
  }

  /** The engine refreshes one resource of each name: what is still to be deleted only if there is no other. */
  refresh(): void {
    const refreshed = new Set([...this.saved.values()].map(({ resource }) => resource));
    for (const [slot, saved] of this.saved) {
      const found = this.reread(saved);
      if (found === undefined) this.saved.delete(slot);
      else this.saved.set(slot, found);
    }
    this.doomed = this.doomed.flatMap((saved) => {
      if (refreshed.has(saved.resource)) return [saved];
      refreshed.add(saved.resource);
      return this.reread(saved) ?? [];
    });
  }

  private reread(saved: Saved): Saved | undefined {
    if (!this.backups.has(saved.backup)) return undefined;
    return { ...saved, status: saved.backup.status, isIncomplete: false };
  }

  plan(slot: string, declaration: Declaration): Plan {
    const { resource } = declaration;
    const old = this.saved.get(slot);
    const facts = checked(declaration, old?.inputs);
    const plan = { slot, declaration, old, facts, isProtected: false };
    if (old === undefined) return { ...plan, step: "create", steps: [step(resource, "create")] };
    const judgement = judged({ ...old, backupId: old.backup.id }, facts);
    if (judgement.step === "replace") {
      const { reasons } = judgement;
      const steps = ["create-replacement", "replace"].map((op) => step(resource, op, reasons));
      const isProtected = declaration.protect === true && old.protect;
      return { ...plan, step: "replace", steps: [...steps, deletionOf(old, true)], isProtected };
    }
    const op = judgement.step === "same" && old.isIncomplete ? "update" : judgement.step;
    return { ...plan, step: op, steps: [step(resource, op)] };
  }
}

export interface Plan {
  readonly slot: string;
  readonly declaration: Declaration;
  readonly old: Saved | undefined;
  readonly facts: Facts;
  readonly step: "create" | "same" | "update" | "replace";
  readonly steps: readonly ExpectedStep[];
  /** The engine refuses to replace it. */
  readonly isProtected: boolean;
}

export const deletionOf = ({ resource }: Saved, isReplaced = false): ExpectedStep =>
  step(resource, isReplaced ? "delete-replaced" : "delete");

const step = (resource: string, op: string, reasons: readonly string[] = []): ExpectedStep => ({
  resource,
  op,
  reasons,
});
