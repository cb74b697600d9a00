import { dirname, join } from "node:path";
import { deferred } from "../core/run/deferred";
import { Child } from "./childProcess";
import type { ProviderOptions } from "./host";
import { withLateModules } from "./lateModules";

/** The shell script that the CLI finds on its PATH; what it starts is the provider. Here it is the program's own. */
function shimFor(programDir: string): string {
  const manifest = require.resolve("@pulumi/pulumi/package.json", { paths: [programDir] });
  return join(dirname(manifest), "pulumi-resource-pulumi-nodejs");
}

export interface ProviderProcess {
  address: string;
  kill(): Promise<void>;
}

/** The first line that a provider prints is its port; all others are for the user. */
export async function startProvider(options: Omit<ProviderOptions, "log">): Promise<ProviderProcess> {
  const announced = deferred<string>();
  let port: string | undefined;
  const child = new Child({
    command: "sh",
    args: [shimFor(options.cwd), options.engineAddress],
    cwd: options.cwd,
    env: {
      ...withLateModules(options.env),
      PULUMI_NODEJS_PROJECT: options.project,
      PULUMI_PROJECT: options.project,
      PULUMI_CONFIG: "{}",
    },
    onLine: (line, stream) => {
      if (port !== undefined || stream === "stderr") {
        options.onLine(line, stream);
        return;
      }
      port = line.trim();
      announced.resolve(port);
    },
  });
  const died = child
    .exited()
    .then((code) => Promise.reject(new Error(`the provider exited with code ${code}`)));
  const listening = await Promise.race([announced.promise, died]);
  died.catch(() => undefined);
  return { address: `127.0.0.1:${listening}`, kill: () => child.kill() };
}
