import type { DetailedDiff } from "../property/diff";
import type { JsonObject } from "../property/wire";

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface CheckAnswer {
  inputs: JsonObject;
  failures: CheckFailure[];
}

export type DiffChanges = "unknown" | "none" | "some";

export interface DiffAnswer {
  changes: DiffChanges;
  replaces: string[];
  deleteBeforeReplace: boolean;
  /** What only plugins say; a dynamic provider leaves it out. */
  diffs?: string[];
  detailedDiff?: DetailedDiff;
}

/** The calls about one resource. Unknowns are their marker text; how secrets look is agreed on before. */
export interface ResourceCalls {
  check(request: { urn: string; olds: JsonObject; news: JsonObject }): Promise<CheckAnswer>;
  diff(request: {
    urn: string;
    id: string;
    oldInputs: JsonObject;
    olds: JsonObject;
    news: JsonObject;
    ignoreChanges: string[];
  }): Promise<DiffAnswer>;
  create(request: {
    urn: string;
    properties: JsonObject;
    /** In seconds; 0 leaves it to the provider. */
    timeout?: number;
    preview?: boolean;
  }): Promise<{ id: string; properties: JsonObject }>;
  read(request: {
    urn: string;
    id: string;
    /** Both are absent for an import, which knows the id alone. */
    inputs?: JsonObject;
    properties?: JsonObject;
    timeout?: number;
  }): Promise<{
    id: string;
    /** Absent means that the answer held no object at all. */
    properties?: JsonObject;
    inputs?: JsonObject;
  }>;
  update(request: {
    urn: string;
    id: string;
    oldInputs: JsonObject;
    olds: JsonObject;
    news: JsonObject;
    ignoreChanges?: string[];
    timeout?: number;
    preview?: boolean;
  }): Promise<{ properties: JsonObject }>;
  delete(request: {
    urn: string;
    id: string;
    oldInputs: JsonObject;
    properties: JsonObject;
    timeout?: number;
  }): Promise<void>;
}

/** The calls that the engine makes to a dynamic provider process. Values are plain. */
export interface ProviderClient extends ResourceCalls {
  configure(config: JsonObject): Promise<void>;
  close(): Promise<void>;
}

/** What a provider says when the thing exists but did not come up. */
export interface InitFailure {
  id: string;
  properties: JsonObject;
  reasons: string[];
  inputs?: JsonObject;
}

/** A failed call, as it arrives over the wire. */
export class ProviderCallError extends Error {
  override readonly name = "ProviderCallError";
  constructor(
    message: string,
    /** Internal, data loss and unknown: nobody can tell what happened to the resource. */
    readonly outcomeUnknown: boolean,
    readonly initFailure?: InitFailure,
    /** The name of the call's status, as the engine prints it. */
    readonly status = "Unknown",
  ) {
    super(message);
  }
}
