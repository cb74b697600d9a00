import type { EngineEvent, StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { encodeProperties } from "./core/property/wire";
import { isInternal, type CoreEvent } from "./core/run/events";
import type { ResourceState } from "./core/state/resourceState";
import { redact } from "./core/state/sealing";
import { isLogical, newOf, oldOf, resourceOf, type Step, type StepOp } from "./core/step/step";

const PUBLIC = { keepUnknowns: true, keepSecrets: false, keepResources: true };

function describeState(state: ResourceState | undefined): StepEventStateMetadata | undefined {
  if (state === undefined) return undefined;
  return {
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
  };
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

/** The events that the CLI would have written for this, so that everything after here is the same for both engines. */
export function toEngineEvent(event: CoreEvent, sequence: number): EngineEvent | undefined {
  const header = { sequence, timestamp: Math.floor(Date.now() / 1000) };
  if (event.type === "diagnostic") {
    const { severity, message, urn, ephemeral } = event.diagnostic;
    return {
      ...header,
      diagnosticEvent: { severity: severity as "info", message, urn, ephemeral, color: "never" },
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
