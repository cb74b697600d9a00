import type { DiffResult } from "../provider/resourceProvider";
import type { ResourceState } from "../state/resourceState";

export type StepOp =
  | "same"
  | "create"
  | "create-replacement"
  | "update"
  | "replace"
  | "delete"
  | "delete-replaced"
  | "discard"
  | "discard-replaced"
  | "import"
  | "import-replacement"
  | "read"
  | "read-replacement"
  | "refresh"
  | "remove-pending-replace";

export interface RegisterResult {
  state: ResourceState;
  /** The resource was left out of a targeted operation and does not exist. */
  unknown?: boolean;
  /** Nothing came of it, and the program goes on; only where the operation goes on after errors. */
  failed?: boolean;
}

export type Done = (result: RegisterResult) => void;

/** One thing that the engine is about to do to one resource. */
export type Step =
  | {
      kind: "same";
      old?: ResourceState | undefined;
      new: ResourceState;
      done?: Done | undefined;
      skippedCreate: boolean;
      untargeted: boolean;
    }
  | {
      kind: "create";
      old?: ResourceState | undefined;
      new: ResourceState;
      done: Done;
      replacing: boolean;
      /** The old one is deleted at the end of the operation. */
      pendingDelete: boolean;
      diff: DiffResult;
    }
  | {
      kind: "update";
      old: ResourceState;
      new: ResourceState;
      done: Done;
      diff: DiffResult;
    }
  | {
      kind: "replace";
      old: ResourceState;
      new: ResourceState;
      diff: DiffResult;
    }
  | {
      kind: "delete";
      old: ResourceState;
      replacing: boolean;
      /** Deleted first, its replacement is yet to be made. */
      pendingReplacement: boolean;
      /** All that this operation deletes, for `deletedWith`. */
      deletions: ReadonlySet<string>;
    }
  | {
      kind: "read";
      old?: ResourceState | undefined;
      new: ResourceState;
      done: Done;
      replacing: boolean;
    }
  | RefreshStep
  | ImportStep
  | { kind: "remove-pending-replace"; old: ResourceState };

export interface ImportStep {
  kind: "import";
  /** What was read, for whoever shows the step; set by applying it. */
  old?: ResourceState | undefined;
  new: ResourceState;
  /** What the state has in its place so far. */
  original: ResourceState | undefined;
  replacing: boolean;
  /** Asked for by the user, not by a program: nobody compares it with anything. */
  planned: boolean;
  continueWith: (imported: ResourceState) => void;
}

export interface RefreshStep {
  kind: "refresh";
  old: ResourceState;
  /** Where a program has registered the resource: what it says about options, parent and provider. */
  registered?: ResourceState | undefined;
  /** Set by applying it; undefined afterwards means that the resource is gone. */
  new: ResourceState | undefined;
  /** What the real thing has and the state had not. */
  diff: DiffResult;
  /** A refresh as part of a program's run goes on with the refreshed state. */
  continueWith?: ((state: ResourceState | undefined) => void) | undefined;
}

export function opOf(step: Step): StepOp {
  switch (step.kind) {
    case "create":
      return step.replacing ? "create-replacement" : "create";
    case "import":
      return step.replacing ? "import-replacement" : "import";
    case "read":
      return step.replacing ? "read-replacement" : "read";
    case "delete":
      if (step.old.external) return step.replacing ? "discard-replaced" : "discard";
      return step.replacing ? "delete-replaced" : "delete";
    default:
      return step.kind;
  }
}

export const newOf = (step: Step): ResourceState | undefined => ("new" in step ? step.new : undefined);
export const oldOf = (step: Step): ResourceState | undefined => step.old;

export function resourceOf(step: Step): ResourceState {
  const resource = newOf(step) ?? oldOf(step);
  if (resource === undefined) throw new Error("a step is always about a resource");
  return resource;
}

/** Stands for something the program asked for, and so counts; the halves of a replacement do not. */
export function isLogical(step: Step): boolean {
  if (step.kind === "remove-pending-replace" || step.kind === "refresh") return false;
  if ("replacing" in step) return !step.replacing;
  return true;
}

/** What a refresh found: the word that is counted and shown for it. */
export function refreshResultOp(step: RefreshStep): "same" | "update" | "delete" {
  if (step.new === undefined) return "delete";
  return step.new === step.old || step.diff.changes === "none" ? "same" : "update";
}
