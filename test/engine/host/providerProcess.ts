import { dirname, join } from "node:path";
import type { ProviderOptions } from "./host";
import { withLateModules } from "./lateModules";
import { type PortProcess, startOnPort } from "./portProcess";

/** The shell script that the CLI finds on its PATH; what it starts is the provider. Here it is the program's own. */
function shimFor(programDir: string): string {
  const manifest = require.resolve("@pulumi/pulumi/package.json", { paths: [programDir] });
  return join(dirname(manifest), "pulumi-resource-pulumi-nodejs");
}

export type ProviderProcess = PortProcess;

export const startProvider = (options: Omit<ProviderOptions, "log">): Promise<ProviderProcess> =>
  startOnPort({
    command: "sh",
    args: [shimFor(options.cwd), options.engineAddress],
    cwd: options.cwd,
    env: {
      ...withLateModules(options.env),
      PULUMI_NODEJS_PROJECT: options.project,
      PULUMI_PROJECT: options.project,
      PULUMI_CONFIG: "{}",
    },
    onLine: options.onLine,
  });
