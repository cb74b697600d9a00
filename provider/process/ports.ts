import type { Environment } from "../configKeys";
import type { Cancellation } from "./cancellation";
import type { Http } from "./http";

/** What the provider needs from the outside world. Passed in, so that tests can replace each part. */
export interface Ports {
  readonly env: Environment;
  readonly http: Http;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly cancellation: Cancellation;
  /** A number from 0 up to 1, used only to spread requests out. */
  readonly random: () => number;
  /** A string that is never returned twice. */
  readonly uuid: () => string;
}

/** Time that only moves forward: waits and deadlines survive a change of the system clock. */
export interface Clock {
  now(): number;
  /** This machine's time in milliseconds since 1970. It may be wrong, so it only ever backs up other clocks. */
  wallTime(): number;
  sleep(ms: number): Promise<void>;
}

/** The Pulumi engine that started this process. */
export interface Engine {
  /** Returns only while the engine is there to save what a request does; otherwise the process ends. */
  assertAlive(): Promise<void>;
  /** A message that stays on the resource's row. */
  warn(urn: string | undefined, message: string): void;
  /** The same, at info level. */
  info(urn: string | undefined, message: string): void;
  /** Progress on the resource's row, gone once the operation ends. */
  progress(urn: string | undefined, message: string): void;
  /** Returns once warnings and infos have arrived, because the engine may end this process after a step's response. */
  flush(): Promise<void>;
}

/** A moment on the monotonic clock after which we stop trying. */
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
