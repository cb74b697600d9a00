import type { JsonObject } from "../property/wire";
import type { CheckAnswer, DiffAnswer, ResourceCalls } from "./providerClient";

/** What a provider can take; the rest the engine does in its place. */
export interface Capabilities {
  /** Secrets travel in their envelopes both ways; without it, they come back by key. */
  acceptSecrets: boolean;
  acceptResources: boolean;
  /** Create and update are called in previews too. */
  supportsPreview: boolean;
}

/** The dynamic provider takes neither secrets, nor resources, nor previews. */
export const NO_CAPABILITIES: Capabilities = {
  acceptSecrets: false,
  acceptResources: false,
  supportsPreview: false,
};

export interface ConfigDiffRequest {
  urn: string;
  oldInputs: JsonObject;
  olds: JsonObject;
  news: JsonObject;
  ignoreChanges: string[];
}

export interface ConfigureRequest {
  urn: string;
  id: string;
  /** In envelopes, whatever the plugin takes otherwise. */
  args: JsonObject;
  variables: Record<string, string>;
}

/** The calls that the engine makes to a provider plugin. What it does not implement is undefined. */
export interface PluginClient extends ResourceCalls {
  handshake(): Promise<Capabilities | undefined>;
  schema(): Promise<string>;
  checkConfig(request: { urn: string; olds: JsonObject; news: JsonObject }): Promise<CheckAnswer | undefined>;
  diffConfig(request: ConfigDiffRequest): Promise<DiffAnswer | undefined>;
  configure(request: ConfigureRequest): Promise<Capabilities>;
  cancel(): Promise<void>;
  close(): Promise<void>;
}
