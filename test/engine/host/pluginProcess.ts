import type { PluginClient } from "../core/provider/pluginClient";
import { PluginProtocol } from "../protocol/pluginProtocol";
import { GrpcTransport } from "./grpcTransport";
import type { PluginOptions } from "./host";
import { startOnPort } from "./portProcess";

/** A plugin's executable, which is given the address of its engine. */
export async function startPlugin(options: PluginOptions): Promise<PluginClient | undefined> {
  const { executable, cwd, env, project, engineAddress, onLine } = options;
  if (executable === undefined) return undefined;
  const plugin = await startOnPort({
    command: executable,
    args: [engineAddress],
    cwd,
    env: { ...env, PULUMI_PROJECT: project, PULUMI_CONFIG: "{}" },
    onLine,
  });
  const line = new GrpcTransport(plugin.address);
  return new PluginProtocol(line, engineAddress, async () => {
    line.close();
    await plugin.kill();
  });
}
