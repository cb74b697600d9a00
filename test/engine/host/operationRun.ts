import type { CoreEvent } from "../core/run/events";
import { Deployment, type DeploymentResult } from "../core/run/deployment";
import type { Target } from "../core/run/operation";
import type { OperationOptions } from "../core/run/options";
import type { Snapshot } from "../core/state/snapshot";
import type { Project } from "../projectFile";
import type { StackConfig } from "../stackConfig";
import type { OnLine } from "./childProcess";
import { engineService } from "./engineService";
import { serve } from "./grpcServer";
import type { Host, ProviderOptions } from "./host";
import { programSource } from "./programSource";
import { ProviderPool } from "./providerPool";

export interface OperationRun {
  host: Host;
  project: Project;
  rootDir: string;
  target: Target;
  organization: string;
  config: StackConfig;
  env: Record<string, string | undefined>;
  /** Executables of provider plugins, by package. */
  plugins: Record<string, string>;
  options: OperationOptions;
  /** Refreshes and destroys usually go by the state alone. */
  withProgram: boolean;
  base: Snapshot;
  emit: (event: CoreEvent) => void;
  save: (snapshot: Snapshot) => void;
  signal?: AbortSignal | undefined;
}

/** What programs and providers print; the display tells it of the stack. */
const printer =
  ({ emit }: OperationRun): OnLine =>
  (line, stream) => {
    const severity = stream === "stdout" ? "info" : "info#err";
    emit({ type: "diagnostic", diagnostic: { severity, message: `${line}\n`, urn: "", ephemeral: false } });
  };

/** One operation: its own engine server, program and providers, all gone at the end. */
export async function runOperation(run: OperationRun): Promise<DeploymentResult> {
  const { host, project, target, config, env, plugins, options, base, emit, save, signal } = run;
  const onLine = printer(run);
  const engine = await serve([
    engineService((diagnostic) => {
      deployment.log(diagnostic);
    }),
  ]);
  const provider: ProviderOptions = {
    cwd: project.programDir,
    env,
    project: target.project,
    engineAddress: engine.address,
    onLine,
    log: (diagnostic) => {
      deployment.log(diagnostic);
    },
  };
  const pool = new ProviderPool(() => host.startProvider(provider));
  // With a plugin, a program may well need no dynamic provider.
  if (run.withProgram && Object.keys(plugins).length === 0) pool.prepare();
  const deployment = new Deployment({
    target,
    options,
    base,
    providers: {
      start: () => pool.take(),
      startPlugin: (pkg) => host.startPlugin({ ...provider, pkg, executable: plugins[pkg] }),
    },
    configOf: (pkg) => config.forProvider(pkg),
    emit,
    save,
    signal,
  });
  const program = run.withProgram ? programSource({ run, engineAddress: engine.address, onLine }) : undefined;
  try {
    return await deployment.run(program?.source);
  } finally {
    await program?.end();
    await deployment.close();
    await pool.close();
    engine.close();
  }
}
