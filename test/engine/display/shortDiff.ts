import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { type DetailedDiff, diffInputs } from "../core/property/diff";
import { parsePath } from "../core/property/path";
import { decodeProperties, type JsonObject } from "../core/property/wire";

const SIGNS = [
  ["add", "+"],
  ["delete", "-"],
  ["update", "~"],
] as const;

/** A deeper difference is an update of the property it is in. */
function topLevel(detailed: DetailedDiff): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const [path, { kind }] of Object.entries(detailed)) {
    const [first, ...rest] = parsePath(path) ?? [];
    if (first !== undefined)
      kinds.set(String(first), rest.length > 0 ? "update" : kind.replace("-replace", ""));
  }
  return kinds;
}

const visible = (inputs: Record<string, unknown>) =>
  decodeProperties(
    Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__"))) as JsonObject,
  );

function changesOf({ op, old, new: state, detailedDiff }: StepEventMetadata): Map<string, string> {
  if (old === undefined || state === undefined) return new Map();
  const kinds =
    op === "same"
      ? new Map<string, string>()
      : topLevel(
          detailedDiff === undefined
            ? diffInputs(visible(old.inputs), visible(state.inputs)).detailedDiff
            : Object.fromEntries(
                Object.entries(detailedDiff).map(([path, { diffKind, inputDiff }]) => [
                  path,
                  { kind: diffKind, inputDiff },
                ]),
              ),
        );
  if (old.provider !== state.provider) kinds.set("provider", "update");
  if ((old.protect ?? false) !== (state.protect ?? false)) kinds.set("protect", "update");
  if (isTainted(old) !== isTainted(state)) kinds.set("taint", "update");
  return kinds;
}

/** The SDK's type does not know of it yet. */
const isTainted = (state: object): boolean => "taint" in state && state.taint === true;

/** The `[diff: +a-b~c]` of a row. */
export function shortDiff(metadata: StepEventMetadata): string {
  const shown = new Set(metadata.diffs ?? []);
  const kinds = [...changesOf(metadata)].filter(([key]) => shown.size === 0 || shown.has(key));
  const groups = SIGNS.map(([kind, sign]) => {
    const keys = kinds.filter(([, found]) => found === kind).map(([key]) => key);
    return keys.length === 0 ? "" : sign + keys.sort().join(",");
  }).join("");
  return groups === "" ? "" : `[diff: ${groups}]`;
}
