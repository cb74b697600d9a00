import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { isProviderType, nameOf, STACK_TYPE } from "./core/state/urn";
import type { Diagnostic, OperationResult, Step } from "./engine";

/** The stack itself and provider resources are bookkeeping, and differ in detail between the engines. */
const isComparable = ({ type }: StepEventMetadata): boolean => type !== STACK_TYPE && !isProviderType(type);

function toStep({ op, urn, type, keys, diffs, detailedDiff }: StepEventMetadata): Step {
  return {
    op,
    urn,
    type,
    name: nameOf(urn),
    replaceReasons: [...(keys ?? [])].sort(),
    diffs: [...(diffs ?? [])].sort(),
    detailedDiff: Object.fromEntries(
      Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => [path, diffKind]),
    ),
    failed: false,
  };
}

/** Steps begin with one event; what they turned out to be (a refresh above all) comes with another. */
export function stepsOf(events: EngineEvent[]): Step[] {
  const steps: Step[] = [];
  const latest = (urn: string): Step | undefined => [...steps].reverse().find((step) => step.urn === urn);
  for (const event of events) {
    const begun = event.resourcePreEvent?.metadata;
    if (begun !== undefined && isComparable(begun)) steps.push(toStep(begun));
    const ended = event.resOutputsEvent?.metadata;
    const step = ended === undefined ? undefined : latest(ended.urn);
    if (ended !== undefined && step?.op === "refresh") Object.assign(step, toStep(ended));
    const failed = event.resOpFailedEvent?.metadata;
    const culprit = failed === undefined ? undefined : latest(failed.urn);
    if (culprit !== undefined) culprit.failed = true;
  }
  return steps;
}

export const diagnosticsOf = (events: EngineEvent[]): Diagnostic[] =>
  events.flatMap(({ diagnosticEvent: event }) =>
    event === undefined
      ? []
      : [
          {
            severity: event.severity,
            message: event.message.replaceAll(/<\{%[^%]*%\}>/g, ""),
            urn: event.urn ?? "",
            ephemeral: event.ephemeral ?? false,
          },
        ],
  );

/** What an engine that was killed has to say. */
export const KILLED: OperationResult = {
  ok: false,
  steps: [],
  changes: {},
  output: "",
  diagnostics: [],
  events: [],
  error: "the engine was killed",
};

export interface Outcome {
  ok: boolean;
  changes: Record<string, number>;
  events: EngineEvent[];
  output: string;
  error?: string | undefined;
}

export function operationResult({ ok, changes, events, output, error }: Outcome): OperationResult {
  return {
    ok,
    steps: stepsOf(events),
    changes,
    output,
    diagnostics: diagnosticsOf(events),
    events: events.filter(({ diagnosticEvent }) => (diagnosticEvent?.severity as string) !== "debug"),
    ...(error === undefined ? {} : { error }),
  };
}
