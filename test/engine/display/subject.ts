import type { EngineEvent, StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";
import { decodeProperties, type JsonObject } from "../core/property/wire";
import type { PropertyMap } from "../core/property/value";
import { isDefaultProvider } from "../core/state/urn";

/** The state that a step is about: the new one where there is one. */
export const stateOf = ({ new: state, old }: StepEventMetadata): StepEventStateMetadata | undefined =>
  state ?? old;

export const parentOf = (step: StepEventMetadata | undefined): string =>
  (step === undefined ? undefined : stateOf(step)?.parent) ?? "";

/** In its JSON the CLI writes null for what there is not. */
export function stepIn(event: EngineEvent): StepEventMetadata | undefined {
  const step = (event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent)?.metadata;
  if (step === undefined) return undefined;
  const fields: [string, unknown][] = Object.entries(step);
  return Object.fromEntries(fields.filter(([, value]) => value !== null)) as unknown as StepEventMetadata;
}

/** The default providers are nobody's concern; the CLI tells of them in its event log only. */
export const isShownAtAll = (event: EngineEvent): boolean => !isDefaultProvider(stepIn(event)?.urn ?? "");

/** A map of a state as the display has it: without the properties that are the SDK's own. */
export const visible = (properties: Record<string, unknown> | undefined): PropertyMap =>
  decodeProperties(
    Object.fromEntries(
      Object.entries(properties ?? {}).filter(([key]) => !key.startsWith("__")),
    ) as JsonObject,
  );

/** Unchanged things are hidden, unless their protection is what changes. */
export function isWorthShowing({ op, old, new: state }: StepEventMetadata): boolean {
  return op !== "same" || (old?.protect ?? false) !== (state?.protect ?? false);
}

/** Whether what replaces or deletes it would leave the real thing behind. */
export const retained = ({ op, old }: StepEventMetadata, text: string): string =>
  old?.retainOnDelete === true && ["delete", "replace", "create-replacement", "delete-replaced"].includes(op)
    ? `${text}[retain]`
    : text;
