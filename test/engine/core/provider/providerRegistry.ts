import { randomUUID } from "node:crypto";
import { mapsEqual } from "../property/equality";
import { containsUnknowns, type PropertyMap } from "../property/value";
import { encodeProperties } from "../property/wire";
import type { ResourceState } from "../state/resourceState";
import { formatReference } from "../state/urn";
import { DynamicProvider } from "./dynamicProvider";
import type { ProviderClient, ProviderHost } from "./providerClient";
import { diffResult, type ResourceProvider } from "./resourceProvider";
import { UnconfiguredProvider } from "./unconfiguredProvider";

const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The provider processes of one operation, and the provider of the provider resources themselves. */
export class ProviderRegistry implements ResourceProvider {
  readonly #configured = new Map<string, ResourceProvider>();
  /** Started by `check`, waiting for the step that will configure them. */
  readonly #checked = new Map<string, ProviderClient>();
  readonly #clients: ProviderClient[] = [];

  constructor(
    private readonly host: ProviderHost,
    private readonly dryRun: boolean,
  ) {}

  get(reference: string): ResourceProvider | undefined {
    return this.#configured.get(reference);
  }

  async check({ urn, news }: Parameters<ResourceProvider["check"]>[0]) {
    this.#checked.set(urn, await this.#start());
    return { inputs: news, failures: [] };
  }

  /** The dynamic provider has no opinion of its own, so any difference is an update, never a replacement. */
  diff({ oldOutputs, newInputs }: Parameters<ResourceProvider["diff"]>[0]) {
    return Promise.resolve(diffResult({ changes: mapsEqual(oldOutputs, newInputs) ? "none" : "some" }));
  }

  async create({ urn, inputs }: Parameters<ResourceProvider["create"]>[0]) {
    const id = this.dryRun ? UNKNOWN_ID : randomUUID();
    await this.#configure(urn, id, inputs);
    return { id, outputs: inputs };
  }

  async update({ urn, id, newInputs }: Parameters<ResourceProvider["update"]>[0]) {
    await this.#configure(urn, id, newInputs);
    return { outputs: newInputs };
  }

  async same(state: ResourceState): Promise<void> {
    if (this.get(formatReference(state)) === undefined) {
      await this.#configure(state.urn, state.id, state.inputs);
    }
  }

  read(): Promise<never> {
    return Promise.reject(new Error("provider resources may not be read"));
  }

  delete({ urn, id }: Parameters<ResourceProvider["delete"]>[0]) {
    this.#configured.delete(formatReference({ urn, id }));
    return Promise.resolve();
  }

  /** A renamed provider answers to its former reference too: old resources still name it. */
  alias(reference: string, former: string): void {
    const provider = this.get(reference);
    if (provider !== undefined) this.#configured.set(former, provider);
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  async #start(): Promise<ProviderClient> {
    const client = await this.host.start();
    this.#clients.push(client);
    return client;
  }

  async #configure(urn: string, id: string, config: PropertyMap): Promise<void> {
    const client = this.#checked.get(urn) ?? (await this.#start());
    this.#checked.delete(urn);
    const reference = formatReference({ urn, id });
    if (Object.values(config).some(containsUnknowns)) {
      this.#configured.set(reference, new UnconfiguredProvider());
      return;
    }
    await client.configure(
      encodeProperties(config, { keepUnknowns: true, keepSecrets: true, keepResources: true }),
    );
    this.#configured.set(reference, new DynamicProvider(client, this.dryRun));
  }
}
