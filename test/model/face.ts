import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  createUrn,
  type Goal,
  newGoal,
  type PluginService,
  type PropertyMap,
  type PropertyValue,
  type ProviderHost,
  secret,
} from "@test/engine";
import { contextKey } from "../../provider/inputs/checkedInputs";
import { secretNames } from "../../provider/inputs/table";
import { PluginProvider, resourceType } from "../../provider/plugin/pluginProvider";
import { serviceOf } from "../../provider/plugin/service";
import { Cancellation } from "../../provider/process/cancellation";
import { axiosHttp } from "../../provider/process/http";
import type { Clock, Engine } from "../../provider/process/ports";
import { AddonBackupImport } from "../../provider/program/addonBackupImport";
import { loaderText } from "../../provider/program/loader";
import { version } from "../../provider/version";
import { argsOf, type Declaration, sourceVariables } from "./declaration";

export const target = { project: "shop", stack: "dev" } as const;

/** By which of its faces the provider is reached, and so by what a program declares. */
export interface Face {
  readonly name: "dynamic" | "plugin";
  readonly type: string;
  /** What the program registers for this declaration. */
  readonly goalOf: (declaration: Declaration) => Goal;
  /** What the engine does not tell the provider. */
  readonly untold: { readonly isRetentionUntold: boolean };
  /** For one stack; each operation has a provider of its own. */
  readonly providers: {
    readonly provider?: ProviderHost;
    readonly plugins?: Record<string, () => PluginService>;
  };
}

const argumentsOf = (declaration: Declaration): PropertyMap =>
  Object.fromEntries(
    Object.entries(argsOf(declaration) as PropertyMap).map(([name, value]): [string, PropertyValue] => [
      name,
      (secretNames as string[]).includes(name) ? secret(value) : value,
    ]),
  );

const optionsOf = ({ formerly, protect, retainOnDelete }: Declaration) => ({
  aliases: formerly.map((name) => ({ name })),
  additionalSecretOutputs: [...secretNames],
  ...(protect === undefined ? {} : { protect }),
  ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
});

/** What the constructor of the resource registers, for a provider on this host. */
export const dynamicFace = (provider: ProviderHost): Face => ({
  name: "dynamic",
  untold: { isRetentionUntold: false },
  type: AddonBackupImport.__pulumiType,
  providers: { provider },
  goalOf: (declaration) => {
    const { resource, retainOnDelete, deleteSeconds } = declaration;
    const type = AddonBackupImport.__pulumiType;
    const context = {
      resourceUrn: createUrn({ ...target, parent: "", type, name: resource }),
      organization: "acme",
      ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
      ...(deleteSeconds === undefined ? {} : { timeouts: { delete: deleteSeconds } }),
    };
    const hidden = { [contextKey]: context, __provider: loaderText };
    const properties = { ...argumentsOf(declaration), ...hidden };
    return newGoal({ type, name: resource, properties, ...optionsOf(declaration) });
  },
});

/** What a generated SDK registers, for a plugin in this process whose clock goes so many times as fast. */
export const pluginFace = (speed: number, shown: (message: string) => void): Face => ({
  name: "plugin",
  untold: { isRetentionUntold: true },
  type: resourceType,
  providers: { plugins: { northflank: () => serviceOf(new PluginProvider(fastPorts(speed, shown))) } },
  goalOf: (declaration) => {
    const { resource, deleteSeconds } = declaration;
    return newGoal({
      type: resourceType,
      name: resource,
      version,
      properties: argumentsOf(declaration),
      ...(deleteSeconds === undefined ? {} : { customTimeouts: { delete: deleteSeconds } }),
      ...optionsOf(declaration),
    });
  },
});

const requestTimeoutMs = 30_000;

function fastPorts(speed: number, shown: (message: string) => void) {
  const clock: Clock = {
    now: () => performance.now() * speed,
    wallTime: Date.now,
    sleep: (ms) => pause(ms / speed),
  };
  const show = (_urn: string | undefined, message: string): void => {
    shown(message);
  };
  const engine: Engine = {
    assertAlive: () => Promise.resolve(),
    warn: show,
    info: show,
    progress: show,
    flush: () => Promise.resolve(),
  };
  return {
    env: sourceVariables(),
    http: axiosHttp(requestTimeoutMs),
    clock,
    engine,
    cancellation: new Cancellation(),
    random: Math.random,
    uuid: randomUUID,
  };
}
