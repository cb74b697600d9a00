import { type PropertyMap, type PropertyValue, withoutSecrets } from "../property/value";
import { encodeProperties, encodeValue, type JsonObject } from "../property/wire";
import { packageOfProvider, typeOf } from "../state/urn";
import { ConfiguredProvider } from "./configuredProvider";
import { Encoding } from "./encoding";
import type { LoadedProvider } from "./loadedProvider";
import { type Capabilities, NO_CAPABILITIES, type PluginClient } from "./pluginClient";
import { ProviderCallError } from "./providerClient";
import {
  type CheckRequest,
  type DiffRequest,
  diffResult,
  diffToldBy,
  type ResourceProvider,
} from "./resourceProvider";

/** Whatever a plugin takes later, its configuration is checked and compared in plain text. */
const plain = new Encoding(NO_CAPABILITIES);
const encodePlain = (map: PropertyMap): JsonObject => plain.encode(map, true);

/** How Go shows an error that nobody has unpacked. */
async function unpackedByNobody<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProviderCallError)) throw error;
    throw new Error(`rpc error: code = ${error.status} desc = ${error.message}`, { cause: error });
  }
}

/** Every setting as text, for plugins that are older than the properties. */
function variablesOf(urn: string, inputs: PropertyMap): Record<string, string> {
  const text = (value: PropertyValue): string => {
    const json = encodeValue(withoutSecrets(value), {
      keepUnknowns: true,
      keepSecrets: false,
      keepResources: false,
    });
    return typeof json === "string" ? json : JSON.stringify(json ?? null);
  };
  const pkg = packageOfProvider(typeOf(urn));
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([key]) => key !== "version")
      .map(([key, value]) => [`${pkg}:config:${key}`, text(value)]),
  );
}

/** A plugin of any package but the dynamic one. */
export class PluginLoaded implements LoadedProvider {
  private constructor(
    private readonly client: PluginClient,
    /** Undefined for a plugin that knows no handshake: its answer to Configure tells. */
    private readonly capabilities: Capabilities | undefined,
    private readonly dryRun: boolean,
  ) {}

  static async shakeHands(client: PluginClient, dryRun: boolean): Promise<PluginLoaded> {
    return new PluginLoaded(client, await client.handshake(), dryRun);
  }

  async checkConfig({ urn, olds, news }: CheckRequest) {
    const call = this.client.checkConfig({ urn, olds: encodePlain(olds), news: encodePlain(news) });
    const answer = await unpackedByNobody(call);
    if (answer === undefined) return { inputs: news, failures: [] };
    return { inputs: plain.decode(answer.inputs, true, news), failures: answer.failures };
  }

  async diffConfig({ urn, oldInputs, oldOutputs, newInputs, ignoreChanges }: DiffRequest) {
    const call = this.client.diffConfig({
      urn,
      oldInputs: encodePlain(oldInputs),
      olds: encodePlain(oldOutputs),
      news: encodePlain(newInputs),
      ignoreChanges,
    });
    const answer = await unpackedByNobody(call);
    if (answer === undefined) return diffResult({ changes: "unknown" });
    return diffToldBy(answer);
  }

  /** Nobody waits for the answer: the first call that needs the plugin does. */
  configure({ urn, id, inputs }: Parameters<LoadedProvider["configure"]>[0]): Promise<ResourceProvider> {
    const args = encodeProperties(inputs, { keepUnknowns: true, keepSecrets: true, keepResources: true });
    const configured = this.client
      .configure({ urn, id, args, variables: variablesOf(urn, inputs) })
      .then((answered) => this.capabilities ?? answered);
    configured.catch(() => undefined);
    return Promise.resolve(new ConfiguredProvider(this.client, configured, this.dryRun));
  }

  cancel(): Promise<void> {
    return this.client.cancel();
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
