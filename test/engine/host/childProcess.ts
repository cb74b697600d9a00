import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type OnLine = (line: string, stream: "stdout" | "stderr") => void;

export interface ChildOptions {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  onLine: OnLine;
}

const running = new Set<Child>();

function endAll(): void {
  for (const child of running) child.signal("SIGKILL");
}

// An engine that ends early, say because a test run is taking too long, takes its children along.
process.once("exit", endAll);
for (const signal of ["SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    endAll();
    process.kill(process.pid, signal);
  });
}

/** A child in a process group of its own, as the engine starts its plugins: it gets no Ctrl-C from a terminal. */
export class Child {
  readonly #process: ChildProcess;
  readonly #closed: Promise<number>;

  constructor({ command, args, cwd, env, onLine }: ChildOptions) {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    createInterface({ input: child.stdout }).on("line", (line) => {
      onLine(line, "stdout");
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      onLine(line, "stderr");
    });
    this.#process = child;
    this.#closed = Promise.race([
      once(child, "close").then(([code]) => (typeof code === "number" ? code : 1)),
      once(child, "error").then(([error]) =>
        Promise.reject(error instanceof Error ? error : new Error(String(error))),
      ),
    ]);
    this.#closed.catch(() => undefined);
    running.add(this);
    child.once("close", () => running.delete(this));
  }

  /** The exit code, when both the process and its output have ended. */
  exited(): Promise<number> {
    return this.#closed;
  }

  async kill(): Promise<void> {
    if (this.#process.pid === undefined) return;
    this.signal("SIGKILL");
    await this.#closed.catch(() => undefined);
  }

  /** To the whole group: a shell in between would otherwise leave its child behind. */
  signal(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch (error) {
      // The group is gone already.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}
