import type { PropertyMap } from "../property/value";
import type { CheckFailure, DiffChanges } from "./providerClient";
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

/** Made, but not come up: what is there goes into the state, together with the reasons. */
export class InitError extends Error {
  override readonly name = "InitError";
  constructor(
    readonly id: string,
    readonly properties: PropertyMap,
    readonly reasons: string[],
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
  check(request: CheckRequest): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: { urn: string; inputs: PropertyMap }): Promise<{ id: string; outputs: PropertyMap }>;
  read(request: { urn: string; id: string; inputs: PropertyMap; state: PropertyMap }): Promise<ReadResult>;
  update(request: {
    urn: string;
    id: string;
    oldInputs: PropertyMap;
    oldOutputs: PropertyMap;
    newInputs: PropertyMap;
  }): Promise<{ outputs: PropertyMap }>;
  delete(request: { urn: string; id: string; inputs: PropertyMap; outputs: PropertyMap }): Promise<void>;
}
