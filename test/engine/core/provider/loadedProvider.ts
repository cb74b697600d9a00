import type { PropertyMap } from "../property/value";
import { DynamicLoaded } from "./dynamicLoaded";
import { PluginLoaded } from "./pluginLoaded";
import type { ProviderHost } from "./providerHost";
import type {
  CheckRequest,
  CheckResult,
  DiffRequest,
  DiffResult,
  ResourceProvider,
} from "./resourceProvider";

export const DYNAMIC_PACKAGE = "pulumi-nodejs";

/** A provider that has been started, and can be asked about its configuration before it is given one. */
export interface LoadedProvider {
  checkConfig(request: CheckRequest): Promise<CheckResult>;
  diffConfig(request: DiffRequest): Promise<DiffResult>;
  configure(request: { urn: string; id: string; inputs: PropertyMap }): Promise<ResourceProvider>;
  /** The user's Ctrl-C. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

export async function loadProvider(
  host: ProviderHost,
  pkg: string,
  dryRun: boolean,
): Promise<LoadedProvider> {
  if (pkg === DYNAMIC_PACKAGE) return new DynamicLoaded(await host.start(), dryRun);
  const client = await host.startPlugin?.(pkg);
  if (client === undefined) throw new Error(`no resource plugin 'pulumi-resource-${pkg}' found`);
  return PluginLoaded.shakeHands(client, dryRun);
}
