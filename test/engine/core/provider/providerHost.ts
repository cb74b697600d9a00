import type { PluginClient } from "./pluginClient";
import type { ProviderClient } from "./providerClient";

/** Where providers run. */
export interface ProviderHost {
  /** Starts one more process of the dynamic provider. */
  start(): Promise<ProviderClient>;
  /** Starts one more plugin of another package; undefined, or absent, where there is none. */
  startPlugin?(pkg: string): Promise<PluginClient | undefined>;
}
