import type { Engine } from "../engine";
import { EmbeddedStack } from "../host/embeddedStack";
import type { ProviderOptions } from "../host/host";
import { DynamicProviderClient, type Provider } from "./dynamicProviderClient";
import { pluginOf, type Plugins } from "./plugins";
import { ProgramHere } from "./programHere";

/** What a provider's process would know of the world. */
export type ProviderWorld = Pick<ProviderOptions, "env" | "log">;

/**
 * The embedded engine without processes: programs run here, in the SDK's own way of running a program inline, and
 * `newProvider` and `plugins` stand for the start of a provider's process. Nobody can kill it.
 */
export const inProcessEngine = (
  newProvider: (world: ProviderWorld) => Provider,
  plugins: Plugins<[ProviderWorld]> = {},
): Engine => ({
  kind: "in-process",
  openStack: (options) =>
    Promise.resolve(
      new EmbeddedStack(
        {
          startProgram: (program) => new ProgramHere(program),
          startProvider: ({ project, onLine, ...world }) => {
            const print = (text: string): void => {
              for (const line of text.split("\n")) onLine(line, "stderr");
            };
            return Promise.resolve(new DynamicProviderClient(newProvider(world), project, print));
          },
          startPlugin: ({ pkg, env, log }) => Promise.resolve(pluginOf(plugins, pkg, { env, log })),
        },
        options,
      ),
    ),
});
