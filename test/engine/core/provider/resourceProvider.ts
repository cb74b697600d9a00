import type { PropertyMap } from "../property/value";
import type { CheckFailure, DiffAnswer, DiffChanges } from "./providerClient";
import type { DetailedDiff } from "../property/diff";

export interface DiffResult {
  changes: DiffChanges;
  replaceKeys: string[];
  changedKeys: string[];
  /** Absent when nobody computed one. */
  detailedDiff?: DetailedDiff;
  deleteBeforeReplace: boolean;
}

export const diffResult = (known: Partial<DiffResult>): DiffResult => ({
  changes: "none",
  replaceKeys: [],
  changedKeys: [],
  deleteBeforeReplace: false,
  ...known,
});

export const isReplacement = (diff: DiffResult): boolean =>
  diff.replaceKeys.length > 0 ||
  Object.values(diff.detailedDiff ?? {}).some(({ kind }) => kind.endsWith("-replace"));

export const diffToldBy = ({ changes, replaces, diffs = [], ...told }: DiffAnswer): DiffResult =>
  diffResult({
    changes,
    replaceKeys: replaces,
    changedKeys: diffs,
    deleteBeforeReplace: told.deleteBeforeReplace,
    ...(told.detailedDiff === undefined ? {} : { detailedDiff: told.detailedDiff }),
  });

/** Made, but not come up: what is there goes into the state, together with the reasons. */
export class InitError extends Error {
  override readonly name = "InitError";
  constructor(
    readonly id: string,
    readonly properties: PropertyMap,
    readonly reasons: string[],
    readonly inputs?: PropertyMap,
  ) {
    super(messageOf(reasons));
  }
}

function messageOf(reasons: string[]): string {
  if (reasons.length === 0) return "resource init failed";
  const occurred = reasons.length === 1 ? "1 error occurred" : `${reasons.length} errors occurred`;
  return `${occurred}:\n${reasons.map((reason) => `\t* ${reason}\n`).join("")}\n`;
}

export interface CheckRequest {
  urn: string;
  olds: PropertyMap;
  news: PropertyMap;
}

export interface CheckResult {
  inputs: PropertyMap;
  failures: CheckFailure[];
}

export interface DiffRequest {
  urn: string;
  id: string;
  oldInputs: PropertyMap;
  oldOutputs: PropertyMap;
  newInputs: PropertyMap;
  ignoreChanges: string[];
  /** Outside previews only where the engine tries out what would happen to dependents. */
  allowUnknowns?: boolean;
}

export interface ReadResult {
  id: string;
  outputs?: PropertyMap;
  inputs?: PropertyMap;
}

/** A provider as step generation and step execution see it: secrets and unknowns are values, not encodings. */
export interface ResourceProvider {
  check(request: CheckRequest): Promise<CheckResult>;
  diff(request: DiffRequest): Promise<DiffResult>;
  /** Timeouts are seconds; 0 leaves them to the provider. */
  create(request: {
    urn: string;
    inputs: PropertyMap;
    timeout: number;
  }): Promise<{ id: string; outputs: PropertyMap }>;
  read(request: {
    urn: string;
    id: string;
    /** Only an import knows neither of both. */
    inputs?: PropertyMap;
    state?: PropertyMap;
    timeout: number;
  }): Promise<ReadResult>;
  update(request: {
    urn: string;
    id: string;
    oldInputs: PropertyMap;
    oldOutputs: PropertyMap;
    newInputs: PropertyMap;
    timeout: number;
  }): Promise<{ outputs: PropertyMap }>;
  delete(request: {
    urn: string;
    id: string;
    inputs: PropertyMap;
    outputs: PropertyMap;
    timeout: number;
  }): Promise<void>;
}
