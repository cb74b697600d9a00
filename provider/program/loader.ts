import * as pulumi from "@pulumi/pulumi";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where the provider is, by the name of this package: Pulumi looks for it from the folder of the program upwards. */
const lifecycleModule = "pulumi-northflank/lifecycle";

/**
 * All that the state knows of the provider: where to load it from. It is stored with every resource and run by
 * the release that is installed later, so it is a format and must never change; a test holds it.
 */
export const loaderText = `exports.handler = () => require("${lifecycleModule}").provider;`;

let checked: { readonly folder: string | undefined } | undefined;

/**
 * The program finds this package even if only a library depends on it; Pulumi searches from the program's folder, and
 * would end with "Cannot find module" and a stack trace.
 */
export function assertProviderIsFound(resource: string): void {
  checked ??= { folder: folderWithoutProvider(() => process.cwd(), ownCommandLine) };
  if (checked.folder === undefined) return;
  throw new pulumi.RunError(
    `AddonBackupImport "${resource}" cannot run: Pulumi looks for pulumi-northflank from ${checked.folder} upwards, ` +
      "which does not find a copy that only a library depends on; add pulumi-northflank to the dependencies of the project that " +
      "holds Pulumi.yaml (npm install pulumi-northflank)",
  );
}

/**
 * The folder that Pulumi starts the provider in, if the provider certainly cannot be found from there. If in doubt,
 * undefined: never reject a setup that works.
 */
export function folderWithoutProvider(
  cwd: () => string,
  commandLine: () => readonly string[],
): string | undefined {
  try {
    // Plug'n'Play resolves by a map of its own.
    if (process.versions["pnp"] !== undefined || findsProvider(cwd())) return undefined;
    const folder = programFolder(commandLine());
    return folder === undefined || findsProvider(folder) ? undefined : folder;
  } catch {
    return undefined;
  }
}

/**
 * The `--pwd` of Pulumi's program runner, which is where the provider runs, too. The program may have changed its own
 * folder since. Tests with mocks and inline programs of the Automation API have none; theirs cannot be known.
 */
function programFolder(commandLine: readonly string[]): string | undefined {
  const pwd = commandLine.indexOf("--pwd");
  return pwd === -1 || !commandLine.includes("--monitor") ? undefined : commandLine[pwd + 1];
}

/** The SDK takes its own arguments out of `process.argv` before it loads the program. */
function ownCommandLine(): readonly string[] {
  const { report } = process;
  const open = { excludeNetwork: true }; // it would ask for the names of the hosts that are connected
  const { header } = Object.assign(report, open).getReport() as { header: { commandLine: string[] } };
  return header.commandLine;
}

function findsProvider(folder: string): boolean {
  return [folder, realpathSync(folder)].some((place) => {
    // As the stored text, which has no file: a module in node_modules belongs to no package that could refer to itself.
    const load = createRequire(join(place, "node_modules", "stored text"));
    // What a preloaded hook supplies may be known to `require` alone.
    return isFound(() => load.resolve(lifecycleModule)) || isFound(() => load(lifecycleModule));
  });
}

function isFound(look: () => unknown): boolean {
  try {
    look();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}
