import { encodeProperties } from "../property/wire";
import { ConfiguredProvider } from "./configuredProvider";
import type { LoadedProvider } from "./loadedProvider";
import { NO_CAPABILITIES } from "./pluginClient";
import type { ProviderClient } from "./providerClient";
import { type CheckRequest, diffResult, type ResourceProvider } from "./resourceProvider";

/** The dynamic provider has no opinion of its own on its configuration, and hears of no Ctrl-C. */
export class DynamicLoaded implements LoadedProvider {
  constructor(
    private readonly client: ProviderClient,
    private readonly dryRun: boolean,
  ) {}

  checkConfig({ news }: CheckRequest) {
    return Promise.resolve({ inputs: news, failures: [] });
  }

  diffConfig() {
    return Promise.resolve(diffResult({ changes: "unknown" }));
  }

  async configure({ inputs }: Parameters<LoadedProvider["configure"]>[0]): Promise<ResourceProvider> {
    await this.client.configure(
      encodeProperties(inputs, { keepUnknowns: true, keepSecrets: true, keepResources: true }),
    );
    return new ConfiguredProvider(this.client, Promise.resolve(NO_CAPABILITIES), this.dryRun);
  }

  cancel(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
