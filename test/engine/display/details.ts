import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { diffInputs, type DiffKind } from "../core/property/diff";
import { parsePath } from "../core/property/path";
import { isPropertyMap, type PropertyMap, type PropertyValue } from "../core/property/value";
import { decodeProperties, type JsonObject } from "../core/property/wire";
import { rowsOf } from "./rows";
import { showValue } from "./showValue";

const SIGN: Record<string, string> = { add: "+", delete: "-", update: "~" };
const OP_SIGN: Record<string, string> = {
  create: "+",
  update: "~",
  replace: "+-",
  delete: "-",
  read: ">",
  same: " ",
};

function at(map: PropertyMap, path: string): PropertyValue | undefined {
  return (parsePath(path) ?? []).reduce<PropertyValue | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isPropertyMap(value) ? value[step] : undefined;
  }, map);
}

const properties = (json: Record<string, unknown> | undefined): PropertyMap =>
  decodeProperties(
    Object.fromEntries(Object.entries(json ?? {}).filter(([key]) => !key.startsWith("__"))) as JsonObject,
  );

function formatChange(path: string, kind: DiffKind, before: PropertyMap, after: PropertyMap): string {
  const sign = SIGN[kind.replace("-replace", "")] ?? "~";
  const value =
    sign === "~"
      ? `${showValue(at(before, path))} => ${showValue(at(after, path))}`
      : showValue(at(sign === "+" ? after : before, path));
  return `        ${sign} ${path}: ${value}`;
}

function changedLines({ old, new: state, detailedDiff }: StepEventMetadata): string[] {
  const before = properties(old?.inputs);
  const after = properties(state?.inputs);
  if (old === undefined || state === undefined) {
    return Object.entries(state === undefined ? before : after).map(
      ([key, value]) => `          ${key}: ${showValue(value)}`,
    );
  }
  const kinds =
    detailedDiff === undefined
      ? Object.entries(diffInputs(before, after).detailedDiff).map(
          ([path, { kind }]) => [path, kind] as const,
        )
      : Object.entries(detailedDiff).map(([path, { diffKind }]) => [path, diffKind as DiffKind] as const);
  return kinds.map(([path, kind]) => formatChange(path, kind, before, after));
}

/** The long form of a preview: each changed property with its old and its new value. */
export function formatDetails(events: EngineEvent[]): string {
  return rowsOf(events)
    .filter(({ op }) => op !== "same")
    .map(({ op, metadata }) => {
      const reasons = metadata.keys ?? [];
      const why = reasons.length > 0 ? ` (replaces because of: ${reasons.join(", ")})` : "";
      return [
        `    ${OP_SIGN[op] ?? "~"} ${metadata.type}: (${op})${why}`,
        `        [urn=${metadata.urn}]`,
        ...changedLines(metadata),
      ].join("\n");
    })
    .join("\n");
}
