export interface Clock {
  /** Milliseconds since 1970, as `Date.now`. */
  now(): number;
}

export interface ScriptedClock extends Clock {
  advanceSeconds(seconds: number): void;
}

/** A clock that stands still until the test moves it. */
export function scriptedClock(start = "2026-01-15T09:00:00.000Z"): ScriptedClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    advanceSeconds: (seconds) => {
      now += seconds * 1000;
    },
  };
}
