import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { DynamicProvider } from "../../provider/dynamic/dynamicProvider";
import { Cancellation } from "../../provider/process/cancellation";
import { axiosHttp, type Http } from "../../provider/process/http";
import type { Engine as EnginePort } from "../../provider/process/ports";
import {
  cliEngine,
  embeddedEngine,
  inProcessEngine,
  type Engine,
  type EngineKind,
  type Provider,
  type ProviderWorld,
} from "@test/engine";
import { VirtualClock } from "../virtualClock";

const usualSpeed = 10;

/** Real milliseconds after which a request is given up. */
const patienceMs = 20_000;

/** Milliseconds, by the clock of the test, that half a request takes. */
const halfwayMs = 5;

/** How time goes for Northflank and for the provider, and the engine that goes with it. */
export interface Time {
  /** For the simulator. */
  readonly clock: { now(): number };
  /** What its processes need for it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly engine: (ca: string | undefined) => Engine;
  readonly sleep: (seconds: number) => Promise<void>;
  /** Between two operations. */
  readonly pass: () => Promise<void>;
}

/** In one process, waiting takes no time: what happens next happens at once. In real ones, it takes less. */
export function timeOf(kind: EngineKind, speed?: number): Time {
  if (kind !== "in-process") {
    const engine = kind === "cli" ? cliEngine : embeddedEngine;
    return { ...fastTime(speed), engine: () => engine };
  }
  const clock = new VirtualClock(Date.now());
  return {
    clock: { now: () => Math.floor(clock.wallTime()) },
    engine: (ca) => inProcessEngine(providerOn(clock, ca)),
    sleep: (seconds) => clock.sleep(seconds * 1000),
    pass: () => clock.sleep(1000),
  };
}

/** Time that goes so many times as fast: for the simulator, and for processes with this environment. */
export function fastTime(speed = usualSpeed) {
  const start = Date.now();
  return {
    clock: { now: () => start + (Date.now() - start) * speed },
    env: {
      NODE_OPTIONS: `--require ${JSON.stringify(require.resolve("./fastClock.cjs"))}`,
      NORTHFLANK_TEST_SPEED: `${speed}`,
    },
    sleep: (seconds: number) => pause((seconds * 1000) / speed),
    pass: () => Promise.resolve(),
  };
}

/** A provider whose requests are real, and whose waits take no time. */
function providerOn(clock: VirtualClock, ca: string | undefined): (world: ProviderWorld) => Provider {
  const send = axiosHttp(patienceMs, ca);
  const http: Http = async (request) => {
    await clock.sleep(halfwayMs);
    const result = await clock.during(() => send(request));
    await clock.sleep(halfwayMs);
    return result;
  };
  return ({ env, log }) =>
    new DynamicProvider({
      env,
      http,
      clock,
      engine: portTo(log),
      cancellation: new Cancellation(),
      random: Math.random,
      uuid: randomUUID,
    });
}

const portTo = (log: ProviderWorld["log"]): EnginePort => ({
  assertAlive: () => Promise.resolve(),
  warn: (urn = "", message) => {
    log({ severity: "warning", message, urn, ephemeral: false });
  },
  info: (urn = "", message) => {
    log({ severity: "info", message, urn, ephemeral: false });
  },
  progress: (urn = "", message) => {
    log({ severity: "info", message, urn, ephemeral: true });
  },
  flush: () => Promise.resolve(),
});
