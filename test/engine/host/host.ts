import type { PluginClient } from "../core/provider/pluginClient";
import type { ProviderClient } from "../core/provider/providerClient";
import type { Diagnostic } from "../core/step/diagnostic";
import type { Project } from "../projectFile";
import type { OnLine } from "./childProcess";
import type { ProgramInfo } from "./monitorService";

export interface ProgramOptions {
  project: Project;
  rootDir: string;
  info: ProgramInfo;
  env: Record<string, string | undefined>;
  monitorAddress: string;
  engineAddress: string;
  onLine: OnLine;
}

export interface RunningProgram {
  /** Rejects when the program fails. */
  succeeded(): Promise<void>;
  kill(): Promise<void>;
}

export interface ProviderOptions {
  cwd: string;
  env: Record<string, string | undefined>;
  project: string;
  engineAddress: string;
  onLine: OnLine;
  log: (diagnostic: Diagnostic) => void;
}

export interface PluginOptions extends ProviderOptions {
  pkg: string;
  /** Where the stack says that the plugin is. */
  executable: string | undefined;
}

/** Where programs and providers run. */
export interface Host {
  startProgram(options: ProgramOptions): RunningProgram;
  startProvider(options: ProviderOptions): Promise<ProviderClient>;
  /** Undefined where there is no plugin of this package. */
  startPlugin(options: PluginOptions): Promise<PluginClient | undefined>;
}
