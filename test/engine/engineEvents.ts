import type { EngineEvent, StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { encodeProperties } from "./core/property/wire";
import { isInternal, type CoreEvent } from "./core/run/events";
import type { ResourceState } from "./core/state/resourceState";
import { redact } from "./core/state/sealing";
import { isLogical, newOf, oldOf, resourceOf, type Step, type StepOp } from "./core/step/step";

const PUBLIC = { keepUnknowns: true, keepSecrets: false, keepResources: true };

function describeState(state: ResourceState | undefined): StepEventStateMetadata | undefined {
  if (state === undefined) return undefined;
  const described = {
    type: state.type,
    urn: state.urn,
    custom: state.custom,
    delete: state.delete,
    id: state.id,
    parent: state.parent,
    protect: state.protect,
    retainOnDelete: state.retainOnDelete,
    inputs: encodeProperties(redact(state.inputs), PUBLIC),
    outputs: encodeProperties(redact(state.outputs), PUBLIC),
    provider: state.provider,
    initErrors: state.initErrors,
    // Not in the SDK's type yet.
    taint: state.taint,
  };
  return described;
}

function describeStep(step: Step, op: StepOp): StepEventMetadata {
  const diff = "diff" in step ? step.diff : undefined;
  const { urn, type, provider } = resourceOf(step);
  const old = describeState(oldOf(step));
  const state = describeState(newOf(step));
  const keys = step.kind === "create" || step.kind === "replace" ? (diff?.replaceKeys ?? []) : [];
  return {
    op: op,
    urn,
    type,
    ...(old === undefined ? {} : { old }),
    ...(state === undefined ? {} : { new: state }),
    keys,
    diffs: diff?.changedKeys ?? [],
    ...(diff?.detailedDiff === undefined
      ? {}
      : {
          detailedDiff: Object.fromEntries(
            Object.entries(diff.detailedDiff).map(([path, { kind, inputDiff }]) => [
              path,
              { diffKind: kind as never, inputDiff },
            ]),
          ),
        }),
    logical: isLogical(step),
    provider,
  };
}

/** Seconds, as in the CLI's events, though not whole ones: what the display says of a step's duration is made of them. */
const now = (): number => Date.now() / 1000;

/** What an operation begins with. The configuration is left out: only `--show-config` shows it. */
export const preludeEvent = (): EngineEvent => ({
  sequence: 0,
  timestamp: now(),
  preludeEvent: { config: {} },
});

/** What an operation ends with. */
export function summaryEvent(events: readonly EngineEvent[], changes: Record<string, number>): EngineEvent {
  const timestamp = now();
  const durationSeconds = Math.ceil(timestamp - (events[0]?.timestamp ?? timestamp));
  const summary = { maybeCorrupt: false, durationSeconds, resourceChanges: changes, policyPacks: {} };
  return { sequence: events.length, timestamp, summaryEvent: summary };
}

/** Only what is more than information says so. */
const prefixOf = (severity: string): string => (severity.startsWith("info") ? "" : `${severity}: `);

/** The events that the CLI would have written for this, so that everything after here is the same for both engines. */
export function toEngineEvent(event: CoreEvent, sequence: number): EngineEvent | undefined {
  const header = { sequence, timestamp: now() };
  if (event.type === "diagnostic") {
    const { severity, message, urn, ephemeral } = event.diagnostic;
    return {
      ...header,
      diagnosticEvent: {
        prefix: prefixOf(severity),
        severity: severity as "info",
        message,
        urn,
        ephemeral,
        color: "never",
      },
    };
  }
  if (isInternal(event.step)) return undefined;
  const metadata = describeStep(event.step, event.op);
  switch (event.type) {
    case "pre":
      return { ...header, resourcePreEvent: { metadata } };
    case "outputs":
      return { ...header, resOutputsEvent: { metadata } };
    case "failed":
      return { ...header, resOpFailedEvent: { metadata, status: 0, steps: 0 } };
  }
}
