import type { Engine } from "../provider/process/ports";

/** An engine that is alive and shows nothing of what it is told. */
export const silentEngine: Engine = {
  assertAlive: () => Promise.resolve(),
  warn: () => undefined,
  info: () => undefined,
  progress: () => undefined,
  flush: () => Promise.resolve(),
};
