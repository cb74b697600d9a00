import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Every process that this one has started, and theirs. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  // Grows while it is walked: children of children are found by the same pass.
  for (const parent of found) {
    for (const [child = 0, its = 0] of pairs) if (its === parent) found.push(child);
  }
  return found.slice(1);
}

/** False when there is no such process any more; signal 0 only asks. */
export function signalProcess(pid: number, signal: "SIGKILL" | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/** What engines that were killed have left running. */
export class Orphans {
  readonly #pids: number[] = [];

  /** Kills an engine as the kernel or an operator would: its children stay. */
  async killParent(pid: number): Promise<void> {
    this.#pids.push(...(await descendantsOf(pid)));
    signalProcess(pid, "SIGKILL");
  }

  alive(): number[] {
    return this.#pids.filter((pid) => signalProcess(pid, 0));
  }

  end(): void {
    for (const pid of this.#pids) signalProcess(pid, "SIGKILL");
  }
}

/** Waits for the work, and kills who does it when the signal comes first. */
export async function whenKilled<T>(
  signal: AbortSignal | undefined,
  work: Promise<T>,
  kill: () => Promise<void>,
): Promise<T> {
  const listener = (): void => {
    void kill();
  };
  signal?.addEventListener("abort", listener, { once: true });
  if (signal?.aborted === true) listener();
  try {
    return await work;
  } finally {
    signal?.removeEventListener("abort", listener);
  }
}
