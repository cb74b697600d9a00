import { spawn } from "node:child_process";
import { once } from "node:events";
import { finished } from "node:stream/promises";

export interface PulumiRun {
  /** The path of the CLI. */
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Ctrl-C: the CLI finishes what it is doing. */
  signal?: AbortSignal | undefined;
  /** Told the process as soon as it is there. */
  started?: (pid: number) => void;
}

export interface PulumiOutcome {
  code: number;
  stdout: string;
  /** Both streams, as they came. */
  output: string;
}

export async function runPulumi({
  command,
  args,
  cwd,
  env,
  signal,
  started,
}: PulumiRun): Promise<PulumiOutcome> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: a terminal's Ctrl-C would kill a CLI that has only just begun, and leave its plugins.
    detached: true,
  });
  if (child.pid !== undefined) started?.(child.pid);
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const interrupt = (): void => {
    child.kill("SIGINT");
  };
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted === true) interrupt();
  // Not "close": what a killed CLI leaves behind may hold its output open.
  const [code, killed] = (await once(child, "exit")) as [number | null, string | null];
  if (killed !== null) [child.stdout, child.stderr].forEach((stream) => stream.destroy());
  else await Promise.all([finished(child.stdout), finished(child.stderr)]);
  signal?.removeEventListener("abort", interrupt);
  return { code: code ?? 1, stdout, output };
}
