import type { FaultAction } from "./faults";

export function htmlPage(status: number, handled = false): FaultAction {
  return {
    do: "answer",
    status,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><html><head><title>${status}</title></head><body>A proxy's page</body></html>`,
    handled,
  };
}

export function emptyAnswer(handled: boolean): FaultAction {
  return { do: "answer", status: 200, headers: { "content-type": "application/json" }, handled };
}

export function redirect(status: 301 | 302 | 307 | 308, location: string): FaultAction {
  return { do: "answer", status, headers: { location } };
}

const lostResponse: FaultAction = { do: "reset", handled: true };
const serverError: FaultAction = {
  do: "answer",
  status: 500,
  body: { error: { status: 500, message: "Oops" } },
};

/** What the command's `--fault` plays on imports. */
export const rehearsedFaults = ["drop", "500", "409"] as const;
export type RehearsedFault = (typeof rehearsedFaults)[number];

const busy = { error: { status: 409, message: "Another backup of this addon is in progress" } };

export const rehearsedActions: Readonly<Record<RehearsedFault, FaultAction>> = {
  drop: lostResponse,
  "500": serverError,
  "409": { do: "answer", status: 409, body: busy },
};

/** After these the client cannot know whether its request was acted on. */
export const ambiguousFaults: Readonly<Record<string, FaultAction>> = {
  "reset before handling": { do: "reset", handled: false },
  "reset after handling": lostResponse,
  "silence before handling": { do: "silence", handled: false },
  "silence after handling": { do: "silence", handled: true },
  "500 before handling": serverError,
  "500 after handling": { ...serverError, handled: true },
  "502 page before handling": htmlPage(502, false),
  "502 page after handling": htmlPage(502, true),
  "504 page before handling": htmlPage(504, false),
  "504 page after handling": htmlPage(504, true),
  "200 page before handling": htmlPage(200, false),
  "200 page after handling": htmlPage(200, true),
  "empty 200 before handling": emptyAnswer(false),
  "empty 200 after handling": emptyAnswer(true),
  "truncated answer": { do: "truncate", ending: "clean" },
  "cut-off answer": { do: "truncate", ending: "cut" },
  "garbage before handling": { do: "garbage", handled: false },
  "garbage after handling": { do: "garbage", handled: true },
  "endless 200 after handling": { do: "flood", status: 200, bytes: Infinity, handled: true },
};

/** After these it knows that the request was not acted on, and may send it again. */
export const refusingFaults: Readonly<Record<string, FaultAction>> = {
  "429 with seconds": { do: "turn-away", status: 429, seconds: 2, told: "retry-after-seconds" },
  "429 with a date": { do: "turn-away", status: 429, seconds: 2, told: "retry-after-date" },
  "429 with the quota's reset": { do: "turn-away", status: 429, seconds: 2, told: "x-ratelimit-reset" },
  "429 without a time": { do: "turn-away", status: 429, seconds: 2, told: "not-at-all" },
  "503 with seconds": { do: "turn-away", status: 503, seconds: 2, told: "retry-after-seconds" },
  "503 with a date": { do: "turn-away", status: 503, seconds: 2, told: "retry-after-date" },
  "503 without a time": { do: "turn-away", status: 503, seconds: 2, told: "not-at-all" },
};
