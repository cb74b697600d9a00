import { createRequire } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";
import { join, sep } from "node:path";
import { log, type Resource, ResourceError, RunError, runtime } from "@pulumi/pulumi";
import { isGrpcError } from "@pulumi/pulumi/errors";
import { BailError } from "../core/step/diagnostic";
import type { ProgramOptions, RunningProgram } from "../host/host";

const load = createRequire(__filename);

/** How the SDK keeps inline programs apart, and what it says of an error. Its types leave both out. */
const { withLocalStorage, getLocalStore } = load("@pulumi/pulumi/runtime/state") as {
  withLocalStorage: <Result>(run: () => Result) => Result;
  getLocalStore: () => object | undefined;
};
const { defaultErrorMessage } = load("@pulumi/pulumi/cmd/run/error") as {
  defaultErrorMessage: (error: unknown) => string;
};

/**
 * The SDK's clients stay open, and one that has called an engine that was gone keeps its address from all later ones, as
 * long as they share what connects them. An engine may get the port of an earlier one.
 */
const { grpcClientOptions } = load("@pulumi/pulumi/runtime/settings") as {
  grpcClientOptions: Record<string, unknown>;
};
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** The user's program in this process, as the SDK runs inline programs: whatever it keeps is its own. */
export class ProgramHere implements RunningProgram {
  readonly #ended: Promise<void>;
  readonly #reported = new Set<unknown>();
  /** What is on its way to the engine. */
  readonly #told: Promise<void>[] = [];
  #isKilled = false;
  #isRunning = true;
  #store: object | undefined;
  /** Every program hears of every unhandled rejection; the SDK's store tells whose it is. */
  readonly #onUnhandled = (error: unknown): void => {
    if (getLocalStore() === this.#store) this.#report(error);
  };

  readonly #useSourceMaps = doWithoutSourceMaps();
  private readonly folder: string;

  constructor(options: ProgramOptions) {
    this.folder = options.project.programDir;
    this.#ended = withLocalStorage(() => this.#run(options)).finally(this.#useSourceMaps);
    this.#ended.catch(() => undefined);
  }

  succeeded(): Promise<void> {
    return this.#ended;
  }

  /** What it still waits for never comes, and what it says is not heard. */
  kill(): Promise<void> {
    this.#isKilled = true;
    process.off("unhandledRejection", this.#onUnhandled);
    this.#useSourceMaps();
    return Promise.resolve();
  }

  async #run({ info, monitorAddress, engineAddress }: ProgramOptions): Promise<void> {
    const { stack, parallel, dryRun, organization, config, secretKeys } = info;
    runtime.resetOptions(info.project, stack, parallel, engineAddress, monitorAddress, dryRun, organization);
    runtime.setAllConfig(config, secretKeys);
    this.#store = getLocalStore();
    process.on("unhandledRejection", this.#onUnhandled);
    try {
      await runtime.runInPulumiStack(() => exportsOf(this.folder));
      this.#isRunning = false;
      await runtime.disconnect();
      // By then, what was rejected and is handled by nobody has been reported; a process, too, says last that it is through.
      await nextTurn();
      if (!this.#hasFailed()) await runtime.disconnect(true);
    } catch (error) {
      this.#report(error);
    } finally {
      process.off("unhandledRejection", this.#onUnhandled);
      // The SDK's clients stay open: one message that meets a closed one keeps all later programs from logging.
      await Promise.all(this.#told);
    }
    if (this.#hasFailed()) throw new BailError("the program failed");
  }

  #hasFailed(): boolean {
    return this.#reported.size > 0;
  }

  /** Once, in the words in which the SDK reports it from a process. */
  #report(error: unknown): void {
    if (this.#isKilled || this.#reported.has(error)) return;
    this.#reported.add(error);
    // Whoever let the engine go says why.
    if (isGrpcError(error as Error)) return;
    if (!this.#isRunning) this.#tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else if (RunError.isInstance(error)) this.#tell(error.message);
    else if (ResourceError.isInstance(error))
      this.#tell(error.hideStack ? error.message : defaultErrorMessage(error), error.resource);
    else
      this.#tell(
        `Running program '${this.folder}/' failed with an unhandled exception:\n${defaultErrorMessage(error)}`,
      );
  }

  #tell(message: string, resource?: Resource): void {
    this.#told.push(log.error(message, resource));
  }
}

let running = 0;

/**
 * The SDK makes a stack trace for every promise, and looking up its sources would take longer than all else. Returns what
 * ends it; a program that is killed may wait forever, and must not keep them from whoever comes next.
 */
function doWithoutSourceMaps(): () => void {
  let isOver = false;
  running += 1;
  process.setSourceMapsEnabled(false);
  return () => {
    if (isOver) return;
    isOver = true;
    running -= 1;
    if (running === 0) process.setSourceMapsEnabled(true);
  };
}

const inNodeModules = `${sep}node_modules${sep}`;

/** Loads the program, and what of it is not installed, as if nobody had before. */
async function exportsOf(folder: string): Promise<unknown> {
  const loadProgram = createRequire(join(folder, "program"));
  const before = new Set(Object.keys(loadProgram.cache));
  try {
    const exported: unknown = loadProgram(folder);
    return await (typeof exported === "function" ? (exported as () => unknown)() : exported);
  } finally {
    for (const file of Object.keys(loadProgram.cache))
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the cache of Node
      if (!before.has(file) && !file.includes(inNodeModules)) delete loadProgram.cache[file];
  }
}
