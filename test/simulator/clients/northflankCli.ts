import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultToken } from "..";

const entry = require.resolve("@northflank/cli/dist/cli.js");

export interface CliRun {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Northflank's CLI against a host, in a home folder of its own: runs that share one overwrite each other's
 * configuration. Files are written into that folder, where the CLI is run.
 */
export async function runCli(
  host: string,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const home = await mkdtemp(join(tmpdir(), "northflank-home-"));
  try {
    await mkdir(join(home, ".northflank"));
    const config = { current: "test", contexts: [{ name: "test", token: defaultToken, host }] };
    await writeFile(join(home, ".northflank/config.json"), JSON.stringify(config));
    for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
    return await run(home, args);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const run = (home: string, args: readonly string[]): Promise<CliRun> =>
  new Promise((resolve) => {
    const options = {
      cwd: home,
      env: { PATH: process.env["PATH"], HOME: home, USERPROFILE: home },
      timeout: 30_000,
      killSignal: "SIGKILL",
    } as const;
    const child = execFile(process.execPath, [entry, ...args], options, (error, stdout, stderr) => {
      resolve({ ok: error === null, stdout, stderr });
    });
    // It asks for what is missing; here nobody answers.
    child.stdin?.end();
  });
