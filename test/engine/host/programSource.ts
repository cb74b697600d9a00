import { setTimeout } from "node:timers/promises";
import { deferred } from "../core/run/deferred";
import type { Source } from "../core/run/deployment";
import type { OnLine } from "./childProcess";
import { serve } from "./grpcServer";
import { monitorService, type ProgramInfo } from "./monitorService";
import type { OperationRun } from "./operationRun";

export interface ProgramSource {
  source: Source;
  /** Lets the program go: it is through, or the operation has failed. */
  end(): Promise<void>;
}

interface ProgramContext {
  run: OperationRun;
  engineAddress: string;
  onLine: OnLine;
}

/** A program that keeps its process busy after it is through is not waited for longer than this. */
const PATIENCE_MS = 5000;

const infoOf = ({ target, organization, config, options }: OperationRun): ProgramInfo => ({
  ...target,
  organization,
  config: config.plain(),
  secretKeys: config.secretKeys(),
  dryRun: options.dryRun,
  parallel: options.parallel,
});

const silently = (promise: Promise<void>): Promise<void> => promise.catch(() => undefined);

/** The program, with a monitor for it to register with. */
export function programSource({ run, engineAddress, onLine }: ProgramContext): ProgramSource {
  const info = infoOf(run);
  const released = deferred<undefined>();
  let stop = (): Promise<void> => Promise.resolve();
  let isThrough = false;
  return {
    async source(monitor) {
      const through = deferred<undefined>();
      const finished = (): Promise<void> => {
        isThrough = true;
        through.resolve(undefined);
        return released.promise;
      };
      const server = await serve([monitorService(info, monitor, finished)]);
      const program = run.host.startProgram({
        project: run.project,
        rootDir: run.rootDir,
        info,
        env: run.env,
        monitorAddress: server.address,
        engineAddress,
        onLine,
      });
      const succeeded = program.succeeded();
      stop = async () => {
        // What is through goes by itself; in a failed operation, answers would only make it complain.
        if (isThrough)
          await Promise.race([silently(succeeded), setTimeout(PATIENCE_MS, undefined, { ref: false })]);
        await program.kill();
        server.close();
      };
      await Promise.race([through.promise, succeeded]);
    },
    async end() {
      released.resolve(undefined);
      await stop();
    },
  };
}
