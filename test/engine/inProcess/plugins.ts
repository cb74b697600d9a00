import type { PluginClient } from "../core/provider/pluginClient";
import { PluginProtocol } from "../protocol/pluginProtocol";
import { type PluginService, ServiceTransport } from "./serviceTransport";

/** For each package, what stands for the start of its plugin. */
export type Plugins<World extends unknown[] = []> = Record<string, (...world: World) => PluginService>;

export function pluginOf<World extends unknown[]>(
  plugins: Plugins<World>,
  pkg: string,
  ...world: World
): PluginClient | undefined {
  const start = plugins[pkg];
  return start && new PluginProtocol(new ServiceTransport(start(...world)), "");
}
