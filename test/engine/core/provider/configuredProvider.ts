import type { PropertyMap } from "../property/value";
import { Encoding } from "./encoding";
import type { Capabilities } from "./pluginClient";
import { ProviderCallError, type ResourceCalls } from "./providerClient";
import { diffToldBy, InitError, type ReadResult, type ResourceProvider } from "./resourceProvider";

type Request<Call extends keyof ResourceProvider> = Parameters<ResourceProvider[Call]>[0];

/** A configured provider, with what the engine does around each call to one. */
export class ConfiguredProvider implements ResourceProvider {
  constructor(
    private readonly calls: ResourceCalls,
    /** Rejected when the provider could not be configured: its first call tells that. */
    private readonly capabilities: Promise<Capabilities>,
    private readonly dryRun: boolean,
  ) {}

  async check({ urn, olds, news }: Request<"check">) {
    const encoding = await this.#encoding();
    const answer = await this.calls.check({
      urn,
      olds: encoding.encode(olds, this.dryRun),
      news: encoding.encode(news, this.dryRun),
    });
    return { inputs: encoding.decode(answer.inputs, this.dryRun, news), failures: answer.failures };
  }

  async diff(request: Request<"diff">) {
    const encoding = await this.#encoding();
    const allowUnknowns = request.allowUnknowns ?? this.dryRun;
    const answer = await this.calls.diff({
      urn: request.urn,
      id: request.id,
      oldInputs: encoding.encode(request.oldInputs, allowUnknowns),
      olds: encoding.encode(request.oldOutputs, allowUnknowns),
      news: encoding.encode(request.newInputs, allowUnknowns),
      ignoreChanges: request.ignoreChanges,
    });
    return diffToldBy(answer);
  }

  async create({ urn, inputs, timeout }: Request<"create">) {
    const encoding = await this.#encoding();
    if (await this.#isLeftOut()) return { id: "", outputs: inputs };
    const call = this.calls.create({
      urn,
      properties: encoding.encode(inputs, this.dryRun),
      timeout,
      preview: this.dryRun,
    });
    const { id, properties } = await this.#orInitError(call, encoding, inputs);
    if (id === "" && !this.dryRun) throw new Error(`plugin returned empty resource.ID from create '${urn}'`);
    return { id, outputs: encoding.decode(properties, this.dryRun, inputs) };
  }

  async read({ urn, id, inputs, state, timeout }: Request<"read">): Promise<ReadResult> {
    const encoding = await this.#encoding();
    const call = this.calls.read({
      urn,
      id,
      ...(inputs === undefined ? {} : { inputs: encoding.encode(inputs, false) }),
      ...(state === undefined ? {} : { properties: encoding.encode(state, false) }),
      timeout,
    });
    const answer = await this.#orInitError(call, encoding, state ?? {});
    const decoded = { outputs: answer.properties, inputs: answer.inputs };
    const counterparts = { outputs: state ?? {}, inputs: inputs ?? {} };
    return {
      id: answer.id,
      ...(decoded.outputs === undefined
        ? {}
        : { outputs: encoding.decode(decoded.outputs, false, counterparts.outputs) }),
      ...(decoded.inputs === undefined
        ? {}
        : { inputs: encoding.decode(decoded.inputs, false, counterparts.inputs) }),
    };
  }

  async update({ urn, id, oldInputs, oldOutputs, newInputs, timeout }: Request<"update">) {
    const encoding = await this.#encoding();
    if (await this.#isLeftOut()) return { outputs: newInputs };
    const call = this.calls.update({
      urn,
      id,
      oldInputs: encoding.encode(oldInputs, false),
      olds: encoding.encode(oldOutputs, false),
      news: encoding.encode(newInputs, this.dryRun),
      timeout,
      preview: this.dryRun,
    });
    const { properties } = await this.#orInitError(call, encoding, newInputs);
    return { outputs: encoding.decode(properties, this.dryRun, newInputs) };
  }

  async delete({ urn, id, inputs, outputs, timeout }: Request<"delete">) {
    const encoding = await this.#encoding();
    await this.calls.delete({
      urn,
      id,
      oldInputs: encoding.encode(inputs, false),
      properties: encoding.encode(outputs, false),
      timeout,
    });
  }

  async #encoding(): Promise<Encoding> {
    return new Encoding(await this.capabilities);
  }

  /** In a preview, create and update are for those who asked for it. */
  async #isLeftOut(): Promise<boolean> {
    return this.dryRun && !(await this.capabilities).supportsPreview;
  }

  async #orInitError<T>(call: Promise<T>, encoding: Encoding, counterpart: PropertyMap): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof ProviderCallError) || error.initFailure === undefined) throw error;
      const { id, properties, reasons, inputs } = error.initFailure;
      throw new InitError(
        id,
        encoding.decode(properties, this.dryRun, counterpart),
        reasons,
        inputs && encoding.decode(inputs, this.dryRun, {}),
      );
    }
  }
}
