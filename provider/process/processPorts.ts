import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { pulumiEngine } from "./pulumiEngine";
import { axiosHttp } from "./http";
import type { Ports } from "./ports";

/** For how long one request may take, its body included. */
const requestTimeoutMs = 30_000;

/** The world of the provider process that Pulumi starts: `node <script> <address of the engine>`. */
export function processPorts(): Ports {
  return {
    env: process.env,
    http: axiosHttp(requestTimeoutMs),
    clock: { now: () => performance.now(), wallTime: Date.now, sleep: (ms) => sleep(ms) },
    engine: pulumiEngine(process.argv[2]),
    random: Math.random,
    uuid: randomUUID,
  };
}
