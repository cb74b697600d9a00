import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { log, type Resource, ResourceError, RunError, runtime } from "@pulumi/pulumi";
import { isGrpcError } from "@pulumi/pulumi/errors";
import { BailError } from "../core/step/diagnostic";
import type { ProgramOptions, RunningProgram } from "../host/host";

/** How the SDK keeps inline programs apart; its types leave it out. */
const { withLocalStorage, getLocalStore } = createRequire(__filename)("@pulumi/pulumi/runtime/state") as {
  withLocalStorage: <Result>(run: () => Result) => Result;
  getLocalStore: () => object | undefined;
};

/** The user's program in this process, as the SDK runs inline programs: whatever it keeps is its own. */
export class ProgramHere implements RunningProgram {
  readonly #ended: Promise<void>;
  readonly #reported = new Set<unknown>();
  /** What is on its way to the engine. */
  readonly #told: Promise<void>[] = [];
  #isKilled = false;
  #store: object | undefined;
  /** Every program hears of every unhandled rejection; the SDK's store tells whose it is. */
  readonly #onUnhandled = (error: unknown): void => {
    if (getLocalStore() === this.#store) this.#report(error);
  };

  constructor(options: ProgramOptions) {
    this.#ended = withLocalStorage(() => this.#run(options));
    this.#ended.catch(() => undefined);
  }

  succeeded(): Promise<void> {
    return this.#ended;
  }

  /** What it still waits for never comes, and what it says is not heard. */
  kill(): Promise<void> {
    this.#isKilled = true;
    process.off("unhandledRejection", this.#onUnhandled);
    return Promise.resolve();
  }

  async #run({ info, project, monitorAddress, engineAddress }: ProgramOptions): Promise<void> {
    const { stack, parallel, dryRun, organization, config, secretKeys } = info;
    runtime.resetOptions(info.project, stack, parallel, engineAddress, monitorAddress, dryRun, organization);
    runtime.setAllConfig(config, secretKeys);
    this.#store = getLocalStore();
    process.on("unhandledRejection", this.#onUnhandled);
    try {
      await runtime.runInPulumiStack(() => exportsOf(project.programDir));
      await runtime.disconnect(true);
    } catch (error) {
      this.#report(error);
    } finally {
      process.off("unhandledRejection", this.#onUnhandled);
      // The SDK's clients stay open: one message that meets a closed one keeps all later programs from logging.
      await Promise.all(this.#told);
    }
    if (this.#reported.size > 0 || log.hasErrors()) throw new BailError("the program failed");
  }

  /** Once, in the words in which the SDK reports it from a process. */
  #report(error: unknown): void {
    if (this.#isKilled || this.#reported.has(error) || isGrpcError(error as Error)) return;
    this.#reported.add(error);
    if (RunError.isInstance(error)) this.#tell(error.message);
    else if (ResourceError.isInstance(error)) this.#tell(error.message, error.resource);
    else this.#tell(`Running program failed with an unhandled exception:\n${stackOf(error)}`);
  }

  #tell(message: string, resource?: Resource): void {
    this.#told.push(log.error(message, resource));
  }
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const inNodeModules = `${sep}node_modules${sep}`;

/** Loads the program, and what of it is not installed, as if nobody had before. */
async function exportsOf(folder: string): Promise<unknown> {
  const load = createRequire(join(folder, "program"));
  const before = new Set(Object.keys(load.cache));
  try {
    const exported: unknown = load(folder);
    return await (typeof exported === "function" ? (exported as () => unknown)() : exported);
  } finally {
    for (const file of Object.keys(load.cache))
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the cache of Node
      if (!before.has(file) && !file.includes(inNodeModules)) delete load.cache[file];
  }
}
