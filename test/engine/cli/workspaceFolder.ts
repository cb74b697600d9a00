import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { readProject } from "../projectFile";

export interface WorkspaceFolder {
  workDir: string;
  pulumiHome: string;
  env: Record<string, string>;
  project: string;
  remove(): Promise<void>;
}

/** The project names its plugins: from the PATH, the CLI would warn of each. */
function pluginSettings(plugins: Record<string, string>): object {
  const providers = Object.entries(plugins).map(([name, path]) => ({ name, path: dirname(path) }));
  return providers.length === 0 ? {} : { plugins: { providers } };
}

/** An environment in which the CLI keeps to these folders, and asks nobody anything. */
export const cliSettings = (pulumiHome: string, backend: string): Record<string, string> => ({
  PULUMI_HOME: pulumiHome,
  PULUMI_BACKEND_URL: pathToFileURL(backend).href,
  PULUMI_CONFIG_PASSPHRASE: "a passphrase for tests",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  // Without it there is no --event-log.
  PULUMI_DEBUG_COMMANDS: "true",
});

/**
 * A project of its own whose `main` is the program: the CLI writes stack configuration beside the Pulumi.yaml, and
 * must not do so in an example of this repository.
 */
export async function createWorkspaceFolder(
  programDir: string,
  name?: string,
  plugins: Record<string, string> = {},
): Promise<WorkspaceFolder> {
  const dir = await mkdtemp(join(tmpdir(), "pulumi-workspace-"));
  const [workDir, pulumiHome, backend] = [join(dir, "project"), join(dir, "home"), join(dir, "backend")];
  await Promise.all([workDir, pulumiHome, backend].map((folder) => mkdir(folder)));
  const { name: ownName, programDir: main } = readProject(programDir);
  const project = name ?? ownName;
  const settings = z
    .record(z.string(), z.unknown())
    .parse(parse(await readFile(join(programDir, "Pulumi.yaml"), "utf8")));
  const own = { ...settings, name: project, main, ...pluginSettings(plugins) };
  await writeFile(join(workDir, "Pulumi.yaml"), stringify(own));
  return {
    workDir,
    pulumiHome,
    project,
    env: cliSettings(pulumiHome, backend),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
