import { valuesEqual } from "../../core/property/equality";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../core/property/value";
import { isStackUrn } from "../../core/state/urn";
import type { Step } from "../row";
import { visible } from "../subject";
import { areChanges, changesLines, isBlank, mapLines } from "./printing";
import { type Change, changesOf } from "./changes";

interface Where {
  readonly isPreview: boolean;
  readonly indent: number;
  readonly isRefresh?: boolean;
}

/** What became of a resource's outputs, where it says more than its inputs did: one line for each, with its sign. */
export function outputLines(
  step: Step | undefined,
  { isPreview, indent, isRefresh = false }: Where,
): string[] {
  if (step === undefined) return [];
  const { old, new: state } = step as StepEventMetadata;
  const isStack = isStackUrn(step.urn);
  const isRead = ["read", "read-replacement"].includes(step.op);
  if (isPreview && !isRefresh && !isRead && !isStack) return [];
  if ((old?.initErrors ?? []).length > 0) return [];
  const inputs = visible(state?.inputs);
  const outputs = visible(state?.outputs);
  const isNews = (key: string): boolean =>
    isRefresh || !(key in inputs) || !valuesEqual(outputs[key] ?? null, inputs[key] ?? null);
  if (old === undefined) {
    const told = only(outputs, (key, value) => !isBlank(value) && isNews(key));
    return mapLines(told, { indent }, Object.keys(state?.outputs ?? {}));
  }
  // An update shows all outputs of the stack, also those that stay as they are.
  const showsSames = isStack && !isPreview;
  const changes = changesOf(visible(old.outputs), outputs);
  const plausible = isPreview && isStack ? withoutVague(changes) : changes;
  if (!areChanges(changes) && !showsSames) return [];
  const shown = [...plausible].filter(([key, { kind }]) => (showsSames || kind !== "same") && isNews(key));
  return changesLines(new Map(shown), { indent }, [...plausible.keys()]);
}

const only = (map: PropertyMap, wanted: (key: string, value: PropertyValue) => boolean): PropertyMap =>
  Object.fromEntries(Object.entries(map).filter(([key, value]) => wanted(key, value)));

/** A preview cannot say what an output that is there will be: that is no change that it could tell. */
const withoutVague = (changes: ReadonlyMap<string, Change>): Map<string, Change> =>
  new Map([...changes].filter(([, change]) => change.kind !== "update" || !isVague(change.after)));

function isVague(value: PropertyValue): boolean {
  if (value instanceof Unknown) return true;
  return isPropertyMap(value) && Object.values(value).some(isVague);
}
