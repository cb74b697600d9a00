import { execFile } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and returns what it printed; all of its output is in the error when it fails. */
export const command = async (
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> => (await commandWithWarnings(file, args, options)).stdout;

/** As `command`, with what went to stderr. */
export function commandWithWarnings(
  file: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const settings = {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    };
    execFile(file, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`${[file, ...args].join(" ")}\n${stdout}\n${stderr}`, { cause: error }));
    });
  });
}

/** Installs by npm what the folder's package.json says, and what else is named. */
export const npmInstall = (cwd: string, more: readonly string[] = []): Promise<string> =>
  command("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", ...more], {
    cwd,
  });
