import type { Diagnostic } from "../step/diagnostic";
import { opOf, refreshResultOp, type Step, type StepOp } from "../step/step";
import { isDefaultProvider } from "../state/urn";

export type CoreEvent =
  | { type: "pre"; step: Step; op: StepOp }
  | { type: "outputs"; step: Step; op: StepOp }
  | { type: "failed"; step: Step; op: StepOp }
  | { type: "diagnostic"; diagnostic: Diagnostic };

/** Steps that nobody asked for are not shown and not counted. */
export function isInternal(step: Step): boolean {
  if (step.kind === "remove-pending-replace") return true;
  const urn = step.old?.urn ?? ("new" in step ? (step.new?.urn ?? "") : "");
  if (isDefaultProvider(urn)) return true;
  return step.kind === "refresh" && step.continueWith !== undefined && !step.old.custom;
}

/** A refresh is told by what it found, but only in an operation that refreshes and nothing else. */
export const shownOp = (step: Step, refreshOnly: boolean): StepOp =>
  refreshOnly && step.kind === "refresh" ? refreshResultOp(step) : opOf(step);
