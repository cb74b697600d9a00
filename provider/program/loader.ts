import * as pulumi from "@pulumi/pulumi";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Not a path: Pulumi looks for the package from the program's folder upwards. */
const lifecycleModule = "pulumi-northflank/lifecycle";

/**
 * The state stores this text with every resource, and Pulumi runs it with whichever release is installed, so it must
 * never change; a test pins it.
 */
export const loaderText = `exports.handler = () => require("${lifecycleModule}").provider;`;

let checked: { readonly folder: string | undefined } | undefined;

/**
 * A program can load this package even if only a library depends on it. Pulumi, however, searches from the program's
 * folder and would fail with "Cannot find module" and a stack trace.
 */
export function assertProviderIsFound(resource: string): void {
  checked ??= { folder: folderWithoutProvider(() => process.cwd(), ownCommandLine) };
  if (checked.folder === undefined) return;
  throw new pulumi.RunError(
    `AddonBackupImport "${resource}" cannot run: Pulumi looks for pulumi-northflank from ${checked.folder} upwards, ` +
      "which does not find a copy that only a library depends on; add pulumi-northflank to the dependencies of the project that " +
      "holds Pulumi.yaml",
  );
}

/**
 * The folder that Pulumi starts the provider in, if it certainly cannot find the provider from there. Undefined if in
 * doubt, so as never to reject a setup that works.
 */
export function folderWithoutProvider(
  cwd: () => string,
  commandLine: () => readonly string[],
): string | undefined {
  try {
    // Yarn's Plug'n'Play resolves packages through its own map.
    if (process.versions["pnp"] !== undefined || findsProvider(cwd())) return undefined;
    const folder = programFolder(commandLine());
    return folder === undefined || findsProvider(folder) ? undefined : folder;
  } catch {
    return undefined;
  }
}

/**
 * The `--pwd` of Pulumi's program runner, which is also the provider's folder; the program may have changed its own
 * since. Undefined in tests with mocks and in inline Automation API programs, which have no `--pwd`.
 */
function programFolder(commandLine: readonly string[]): string | undefined {
  const pwd = commandLine.indexOf("--pwd");
  return pwd === -1 || !commandLine.includes("--monitor") ? undefined : commandLine[pwd + 1];
}

/** From Node.js's report, because the SDK removes its arguments from `process.argv` before it loads the program. */
function ownCommandLine(): readonly string[] {
  const { report } = process;
  const open = { excludeNetwork: true }; // otherwise the report looks up the names of connected hosts
  const { header } = Object.assign(report, open).getReport() as { header: { commandLine: string[] } };
  return header.commandLine;
}

function findsProvider(folder: string): boolean {
  return [folder, realpathSync(folder)].some((place) => {
    // The stored text has no file, so no package can resolve itself from it; nor can one from inside node_modules.
    const load = createRequire(join(place, "node_modules", "stored text"));
    // Only `require` may know the modules of a preloaded hook.
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
