import type { dynamic } from "@pulumi/pulumi";
import { type InitFailure, ProviderCallError, type ProviderClient } from "../core/provider/providerClient";
import type { JsonObject } from "../core/property/wire";
import { fromStruct, toStruct } from "../protocol/struct";

/** What a dynamic provider is to its process. */
export type Provider = dynamic.ResourceProvider<JsonObject, JsonObject>;

/** What the wire does to an answer, including its refusal of everything that is not JSON. */
const overTheWire = (json: object | undefined): JsonObject =>
  fromStruct(toStruct((json ?? {}) as JsonObject));

interface Failure extends Error {
  id?: string;
  properties?: JsonObject;
  reasons?: string[];
}

function initFailureOf({ id, properties, reasons }: Failure): InitFailure | undefined {
  if (id === undefined || id === "") return undefined;
  return { id, properties: overTheWire(properties), reasons: reasons ?? [] };
}

async function called<T>(
  call: () => Promise<T>,
  print: (text: string) => void = () => undefined,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error))
      throw new Error("the real provider process never answers this", { cause: error });
    print(`${String(error)}: ${error.stack ?? ""}`);
    throw new ProviderCallError(error.message, true, initFailureOf(error));
  }
}

const withText = (json: object | undefined, props: JsonObject): JsonObject =>
  overTheWire({ ...json, ...("__provider" in props ? { __provider: props["__provider"] } : {}) });

const CHANGES = { true: "some", false: "none", undefined: "unknown" } as const;

/** A dynamic provider without its process: the same calls and conversions, for tests that need thousands of them. */
export class DynamicProviderClient implements ProviderClient {
  constructor(
    private readonly provider: Provider,
    private readonly project: string,
    /** The process prints what check, diff, read and delete throw; create and update answer with all of it. */
    private readonly print?: (text: string) => void,
  ) {}

  async configure(config: JsonObject): Promise<void> {
    const get = (key: string): string | undefined => {
      const value = config[key.includes(":") ? key : `${this.project}:${key}`];
      const plain = typeof value === "object" && value !== null && "value" in value ? value["value"] : value;
      return typeof plain === "string" ? plain : undefined;
    };
    const require = (key: string): string => {
      const value = get(key);
      if (value === undefined) throw new Error(`Missing required configuration key: ${key}`);
      return value;
    };
    await this.provider.configure?.({ config: { get, require } });
  }

  async check({ olds, news }: Parameters<ProviderClient["check"]>[0]) {
    return called(async () => {
      const result = await this.provider.check?.(olds, { ...news });
      const failures = (result?.failures ?? []).map(({ property, reason }) => ({ property, reason }));
      return { inputs: withText(result?.inputs ?? news, news), failures };
    }, this.print);
  }

  async diff({ id, olds, news }: Parameters<ProviderClient["diff"]>[0]) {
    return called(async () => {
      const result = await this.provider.diff?.(id, olds, news);
      return {
        changes: CHANGES[`${result?.changes}`],
        replaces: result?.replaces ?? [],
        deleteBeforeReplace: result?.deleteBeforeReplace ?? false,
      };
    }, this.print);
  }

  async create({ properties }: Parameters<ProviderClient["create"]>[0]) {
    return called(async () => {
      const { id, outs } = await this.provider.create(properties);
      return { id, properties: withText(outs, properties) };
    });
  }

  async read({ id, inputs, properties }: Parameters<ProviderClient["read"]>[0]) {
    return called(async () => {
      const known = properties ?? {};
      const props = Object.keys(known).length === 0 ? (inputs ?? {}) : known;
      const result = await this.provider.read?.(id, props);
      if (result === undefined) return { id, properties: props };
      return {
        id: result.id ?? "",
        properties: withText(result.props, props),
        ...(result.inputs === undefined ? {} : { inputs: withText(result.inputs, props) }),
      };
    }, this.print);
  }

  async update({ id, olds, news }: Parameters<ProviderClient["update"]>[0]) {
    return called(async () => {
      const result = await this.provider.update?.(id, olds, news);
      return { properties: withText(result?.outs, news) };
    });
  }

  async delete({ id, properties }: Parameters<ProviderClient["delete"]>[0]): Promise<void> {
    await called(async () => this.provider.delete?.(id, properties), this.print);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
