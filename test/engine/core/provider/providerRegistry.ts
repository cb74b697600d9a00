import { randomUUID } from "node:crypto";
import { mapsEqual } from "../property/equality";
import { containsUnknowns, type PropertyMap } from "../property/value";
import type { ResourceState } from "../state/resourceState";
import { formatReference, packageOfProvider, typeOf } from "../state/urn";
import { restoreSettings, withoutInternal } from "./engineSettings";
import { type LoadedProvider, loadProvider } from "./loadedProvider";
import type { ProviderHost } from "./providerHost";
import { diffResult, type DiffResult, isReplacement, type ResourceProvider } from "./resourceProvider";
import { UnconfiguredProvider } from "./unconfiguredProvider";

const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The providers of one operation, and the provider of the provider resources themselves. */
export class ProviderRegistry implements ResourceProvider {
  readonly #configured = new Map<string, ResourceProvider>();
  /** What stands behind a reference, for a diff without a check before it. */
  readonly #behind = new Map<string, LoadedProvider>();
  /** Started by `check`, waiting for the step that will configure them. */
  readonly #checked = new Map<string, LoadedProvider>();
  readonly #loaded = new Set<LoadedProvider>();

  constructor(
    private readonly host: ProviderHost,
    private readonly dryRun: boolean,
  ) {}

  get(reference: string): ResourceProvider | undefined {
    return this.#configured.get(reference);
  }

  async check({ urn, olds, news }: Parameters<ResourceProvider["check"]>[0]) {
    const loaded = await this.#load(urn);
    const { inputs, failures } = await loaded.checkConfig({
      urn,
      olds: withoutInternal(olds),
      news: withoutInternal(news),
    });
    if (failures.length > 0) {
      await this.#unload(loaded);
      return { inputs: news, failures };
    }
    this.#checked.set(urn, loaded);
    return { inputs: restoreSettings(urn, inputs, news), failures: [] };
  }

  /** Who leaves it open is taken to be changed by any difference, and never replaced. */
  async diff(request: Parameters<ResourceProvider["diff"]>[0]) {
    const { urn, id, oldInputs, oldOutputs } = request;
    const loaded = this.#checked.get(urn) ?? this.#behind.get(formatReference({ urn, id }));
    if (loaded === undefined) throw new Error(`the provider ${urn} must have been loaded before its diff`);
    const newInputs = withoutInternal(request.newInputs);
    const answer = await loaded.diffConfig({ ...request, oldInputs: withoutInternal(oldInputs), newInputs });
    // Its replacement is checked afresh, by another one.
    if (isReplacement(answer) && this.#checked.delete(urn)) await this.#unload(loaded);
    if (answer.changes !== "unknown") return answer;
    return { ...answer, changes: mapsEqual(oldOutputs, newInputs) ? ("none" as const) : ("some" as const) };
  }

  /** The configurations of two providers, by what the new one says, which is configured already. */
  async compare(request: Parameters<ResourceProvider["diff"]>[0]): Promise<DiffResult> {
    const { oldInputs, newInputs } = request;
    const loaded = this.#behind.get(formatReference(request));
    return loaded === undefined
      ? diffResult({})
      : loaded.diffConfig({
          ...request,
          oldInputs: withoutInternal(oldInputs),
          newInputs: withoutInternal(newInputs),
        });
  }

  async create({ urn, inputs }: Parameters<ResourceProvider["create"]>[0]) {
    const id = this.dryRun ? UNKNOWN_ID : randomUUID();
    return { id, outputs: await this.#configure(urn, id, inputs) };
  }

  async update({ urn, id, newInputs }: Parameters<ResourceProvider["update"]>[0]) {
    return { outputs: await this.#configure(urn, id, newInputs) };
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

  /** The user's Ctrl-C, to everyone who has been started; what they say to it is of no use to anybody. */
  async cancel(): Promise<void> {
    await Promise.allSettled([...this.#loaded].map((loaded) => loaded.cancel()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#loaded].map((loaded) => this.#unload(loaded)));
  }

  /** Whoever is ended is told so first, in the same words as on Ctrl-C. */
  async #unload(loaded: LoadedProvider): Promise<void> {
    this.#loaded.delete(loaded);
    await loaded.cancel().catch(() => undefined);
    await loaded.close();
  }

  async #load(urn: string): Promise<LoadedProvider> {
    const loaded = await loadProvider(this.host, packageOfProvider(typeOf(urn)), this.dryRun);
    this.#loaded.add(loaded);
    return loaded;
  }

  /** Returns what it was given, without what only the engine needs. */
  async #configure(urn: string, id: string, inputs: PropertyMap): Promise<PropertyMap> {
    const loaded = this.#checked.get(urn) ?? (await this.#load(urn));
    this.#checked.delete(urn);
    const reference = formatReference({ urn, id });
    const settings = withoutInternal(inputs);
    this.#behind.set(reference, loaded);
    const provider = Object.values(settings).some(containsUnknowns)
      ? new UnconfiguredProvider()
      : await loaded.configure({ urn, id, inputs: settings });
    this.#configured.set(reference, provider);
    return settings;
  }
}
