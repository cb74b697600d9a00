import type { JsonObject } from "../property/wire";

export interface CheckFailure {
  property: string;
  reason: string;
}

export type DiffChanges = "unknown" | "none" | "some";

/** The calls that the engine makes to a provider process. Values are plain; unknowns are their marker text. */
export interface ProviderClient {
  configure(config: JsonObject): Promise<void>;
  check(request: { urn: string; olds: JsonObject; news: JsonObject }): Promise<{
    inputs: JsonObject;
    failures: CheckFailure[];
  }>;
  diff(request: {
    urn: string;
    id: string;
    oldInputs: JsonObject;
    olds: JsonObject;
    news: JsonObject;
    ignoreChanges: string[];
  }): Promise<{ changes: DiffChanges; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(request: { urn: string; properties: JsonObject }): Promise<{ id: string; properties: JsonObject }>;
  read(request: { urn: string; id: string; inputs: JsonObject; properties: JsonObject }): Promise<{
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
  }): Promise<{ properties: JsonObject }>;
  delete(request: { urn: string; id: string; oldInputs: JsonObject; properties: JsonObject }): Promise<void>;
  close(): Promise<void>;
}

/** What a provider says when the thing exists but did not come up. */
export interface InitFailure {
  id: string;
  properties: JsonObject;
  reasons: string[];
}

/** A failed call, as it arrives over the wire. */
export class ProviderCallError extends Error {
  override readonly name = "ProviderCallError";
  constructor(
    message: string,
    /** Internal, data loss and unknown: nobody can tell what happened to the resource. */
    readonly outcomeUnknown: boolean,
    readonly initFailure?: InitFailure,
  ) {
    super(message);
  }
}

export interface ProviderHost {
  /** Starts one more provider process. */
  start(): Promise<ProviderClient>;
}
