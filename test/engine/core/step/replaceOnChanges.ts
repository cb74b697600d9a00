import { asReplace, type DetailedDiff } from "../property/diff";
import { parsePath, pathContains, type PropertyPath } from "../property/path";
import type { DiffResult } from "../provider/resourceProvider";

/** The path by which `replaceOnChanges` can name a failed initialisation. */
const INIT_ERROR = "#initerror";

const matches = (paths: PropertyPath[], text: string): boolean => {
  const path = parsePath(text);
  return path !== undefined && paths.some((container) => pathContains(container, path));
};

function escalate(detailedDiff: DetailedDiff, paths: PropertyPath[]): DetailedDiff {
  return Object.fromEntries(
    Object.entries(detailedDiff).map(([path, { kind, inputDiff }]) => [
      path,
      { kind: matches(paths, path) ? asReplace(kind) : kind, inputDiff },
    ]),
  );
}

/** Only keys and paths that are known to have changed can match: a bare "something changed" never does. */
export function applyReplaceOnChanges(diff: DiffResult, texts: string[], hasInitErrors: boolean): DiffResult {
  if (diff.changes !== "some" && !hasInitErrors) return diff;
  const paths = texts.map((text) => parsePath(text)).filter((path) => path !== undefined);
  const keys = new Set(diff.replaceKeys);
  for (const key of diff.changedKeys) if (matches(paths, key)) keys.add(key);
  const detailedDiff = diff.detailedDiff && escalate(diff.detailedDiff, paths);
  const initError = hasInitErrors && matches(paths, INIT_ERROR);
  if (initError) {
    keys.add(INIT_ERROR);
    if (detailedDiff) detailedDiff[INIT_ERROR] = { kind: "update-replace", inputDiff: false };
  }
  return {
    ...diff,
    changes: initError ? "some" : diff.changes,
    replaceKeys: [...keys],
    ...(detailedDiff === undefined ? {} : { detailedDiff }),
  };
}
