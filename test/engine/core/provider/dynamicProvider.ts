import { annotateSecrets } from "../property/annotateSecrets";
import { containsUnknowns, type PropertyMap } from "../property/value";
import { decodeProperties, encodeProperties, type JsonObject } from "../property/wire";
import { ProviderCallError, type ProviderClient } from "./providerClient";
import { diffResult, InitError, type ResourceProvider } from "./resourceProvider";

/** `Configure` of the dynamic provider answers that it takes neither secrets, nor resources, nor previews. */
const encode = (map: PropertyMap, keepUnknowns: boolean): JsonObject =>
  encodeProperties(map, { keepUnknowns, keepSecrets: false, keepResources: false });

/** Real operations refuse an unknown in an answer; a preview keeps it. */
function decode(json: JsonObject, allowUnknowns: boolean): PropertyMap {
  const map = decodeProperties(json);
  for (const [key, value] of Object.entries(map)) {
    if (!allowUnknowns && containsUnknowns(value)) {
      throw new Error(`unexpected unknown property value for "${key}"`);
    }
  }
  return map;
}

/** Partial failures carry plain properties: their secrets come back by key, as those of a success do. */
async function orInitError<T>(call: Promise<T>, counterpart: PropertyMap): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProviderCallError) || error.initFailure === undefined) throw error;
    const { id, properties, reasons } = error.initFailure;
    throw new InitError(id, annotateSecrets(decode(properties, false), counterpart), reasons);
  }
}

/** A configured dynamic provider process, with what the engine does around each call to one. */
export class DynamicProvider implements ResourceProvider {
  constructor(
    private readonly client: ProviderClient,
    private readonly dryRun: boolean,
  ) {}

  async check({ urn, olds, news }: Parameters<ResourceProvider["check"]>[0]) {
    const answer = await this.client.check({
      urn,
      olds: encode(olds, this.dryRun),
      news: encode(news, this.dryRun),
    });
    const inputs = annotateSecrets(decode(answer.inputs, this.dryRun), news);
    return { inputs, failures: answer.failures };
  }

  async diff(request: Parameters<ResourceProvider["diff"]>[0]) {
    const allowUnknowns = request.allowUnknowns ?? this.dryRun;
    const { changes, replaces, deleteBeforeReplace } = await this.client.diff({
      urn: request.urn,
      id: request.id,
      oldInputs: encode(request.oldInputs, allowUnknowns),
      olds: encode(request.oldOutputs, allowUnknowns),
      news: encode(request.newInputs, allowUnknowns),
      ignoreChanges: request.ignoreChanges,
    });
    return diffResult({ changes, replaceKeys: replaces, deleteBeforeReplace });
  }

  async create({ urn, inputs }: Parameters<ResourceProvider["create"]>[0]) {
    if (this.dryRun) return { id: "", outputs: inputs };
    const call = this.client.create({ urn, properties: encode(inputs, false) });
    const { id, properties } = await orInitError(call, inputs);
    if (id === "") throw new Error(`plugin returned empty resource.ID from create '${urn}'`);
    return { id, outputs: annotateSecrets(decode(properties, false), inputs) };
  }

  async read({ urn, id, inputs, state }: Parameters<ResourceProvider["read"]>[0]) {
    const call = this.client.read({
      urn,
      id,
      inputs: encode(inputs, false),
      properties: encode(state, false),
    });
    const answer = await orInitError(call, state);
    return {
      id: answer.id,
      ...(answer.properties === undefined
        ? {}
        : { outputs: annotateSecrets(decode(answer.properties, false), state) }),
      ...(answer.inputs === undefined
        ? {}
        : { inputs: annotateSecrets(decode(answer.inputs, false), inputs) }),
    };
  }

  async update({ urn, id, oldInputs, oldOutputs, newInputs }: Parameters<ResourceProvider["update"]>[0]) {
    if (this.dryRun) return { outputs: newInputs };
    const call = this.client.update({
      urn,
      id,
      oldInputs: encode(oldInputs, false),
      olds: encode(oldOutputs, false),
      news: encode(newInputs, false),
    });
    const { properties } = await orInitError(call, newInputs);
    return { outputs: annotateSecrets(decode(properties, false), newInputs) };
  }

  async delete({ urn, id, inputs, outputs }: Parameters<ResourceProvider["delete"]>[0]) {
    await this.client.delete({
      urn,
      id,
      oldInputs: encode(inputs, false),
      properties: encode(outputs, false),
    });
  }
}
