import { BailError } from "../core/step/diagnostic";
import { Child } from "./childProcess";
import type { ProgramOptions, RunningProgram } from "./host";
import { withLateModules } from "./lateModules";

/** The exit code of a program that has told its user already what went wrong. */
const ALREADY_LOGGED = 32;

/** `ns:key` is `ns:config:key` to programs. */
const forProgram = (config: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(":", ":config:"), value]));

function argumentsOf({ project, rootDir, info, monitorAddress, engineAddress }: ProgramOptions): string[] {
  const entry = require.resolve("@pulumi/pulumi/cmd/run", { paths: [project.programDir] });
  return [
    entry,
    ...["--monitor", monitorAddress, "--engine", engineAddress, "--organization", info.organization],
    ...["--project", info.project, "--root-directory", rootDir, "--stack", info.stack],
    ...["--pwd", project.programDir, "--parallel", String(info.parallel)],
    ...(info.dryRun ? ["--dry-run"] : []),
    ".",
  ];
}

/** Runs the user's program as the language host does. */
export class Program implements RunningProgram {
  readonly #child: Child;

  constructor(options: ProgramOptions) {
    const { project, info } = options;
    this.#child = new Child({
      // The one on the PATH, as for the CLI: the provider's shell script takes that one, too.
      command: "node",
      args: argumentsOf(options),
      cwd: project.programDir,
      env: {
        // A program in TypeScript needs the compiler, and all of it.
        ...(project.typescript ? options.env : withLateModules(options.env)),
        PULUMI_CONFIG: JSON.stringify(forProgram(info.config)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(info.secretKeys),
        ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
      },
      onLine: options.onLine,
    });
  }

  async succeeded(): Promise<void> {
    const code = await this.#child.exited();
    if (code === ALREADY_LOGGED) throw new BailError("the program failed");
    if (code !== 0)
      throw new Error(`an unhandled error occurred: Program exited with non-zero exit code: ${code}`);
  }

  kill(): Promise<void> {
    return this.#child.kill();
  }
}
