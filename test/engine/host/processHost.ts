import { GrpcProviderClient } from "./grpcProviderClient";
import type { Host } from "./host";
import { startPlugin } from "./pluginProcess";
import { Program } from "./programProcess";
import { startProvider } from "./providerProcess";

/** The processes that the CLI would start. */
export const processHost: Host = {
  startProgram: (options) => new Program(options),
  startProvider: async (options) => new GrpcProviderClient(await startProvider(options)),
  startPlugin,
};
