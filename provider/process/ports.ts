import type { Environment } from "../configKeys";
import type { Http } from "./http";

/** What the provider needs of the world. Passed in, so that a test can stand in for each. */
export interface Ports {
  readonly env: Environment;
  readonly http: Http;
  readonly clock: Clock;
  readonly engine: Engine;
  /** A number from 0 up to 1; only ever used to spread requests out. */
  readonly random: () => number;
  /** A text that nobody gets a second time. */
  readonly uuid: () => string;
}

/** Time that only moves forward: waits and deadlines survive a clock that is set while they run. */
export interface Clock {
  now(): number;
  /** What this machine takes for the time, in milliseconds since 1970. It may be wrong, and only ever backs up others. */
  wallTime(): number;
  sleep(ms: number): Promise<void>;
}

/** The Pulumi engine that started this process. */
export interface Engine {
  /** Returns only while the engine is there to save what a request does; otherwise the process ends. */
  assertAlive(): Promise<void>;
  /** A message that stays, on the row of the resource. */
  warn(urn: string | undefined, message: string): void;
  /** What is no reason to worry, on the row of the resource. */
  info(urn: string | undefined, message: string): void;
  /** Progress on the row of the resource, gone when it ends. */
  progress(urn: string | undefined, message: string): void;
}

/** A moment of the monotonic clock after which nothing is tried any more. */
export interface Deadline {
  readonly at: number;
  readonly seconds: number;
}

export const deadlineIn = (clock: Clock, seconds: number): Deadline => ({
  at: clock.now() + seconds * 1000,
  seconds,
});

export const millisecondsLeft = (clock: Clock, deadline: Deadline): number =>
  Math.max(0, deadline.at - clock.now());
