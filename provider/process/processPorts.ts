import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Cancellation } from "./cancellation";
import { EngineLiveness } from "./engineLiveness";
import { EngineLog, type InsecureChannel } from "./engineLog";
import { axiosHttp } from "./http";
import type { Engine, Ports } from "./ports";

/** How long one request may take, including its body. */
const requestTimeoutMs = 30_000;

/** The ports of the process that Pulumi starts a provider as. */
export function processPorts(engineAddress: string | undefined, insecure: InsecureChannel): Ports {
  return {
    env: process.env,
    http: axiosHttp(requestTimeoutMs),
    clock: { now: () => performance.now(), wallTime: Date.now, sleep: (ms) => sleep(ms) },
    engine: pulumiEngine(engineAddress, insecure),
    cancellation: new Cancellation(),
    random: Math.random,
    uuid: randomUUID,
  };
}

/** The engine at the address that Pulumi passes to every provider process as an argument. */
function pulumiEngine(address: string | undefined, insecure: InsecureChannel): Engine {
  const log = new EngineLog(address, insecure);
  const liveness = new EngineLiveness(address, () => process.exit(1));
  liveness.watch();
  return {
    assertAlive: () => liveness.assertAlive(),
    warn: (urn, message) => {
      void log.warning(urn, message).then((logged) => {
        // The engine also shows what the process prints, but not on a resource.
        if (!logged) process.stderr.write(`warning: ${message}\n`);
      });
    },
    info: (urn, message) => void log.info(urn, message),
    progress: (urn, message) => void log.progress(urn, message),
    flush: () => log.flush(),
  };
}
