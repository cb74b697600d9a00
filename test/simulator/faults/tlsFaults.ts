import type { Beneath } from "../tls/beneath";
import type { FaultAction } from "./faults";

const all: readonly Beneath[] = ["undecryptable record", "fatal alert", "plain 502", "reset", "end"];

/** How an answer is lost inside TLS; the client cannot know whether its request was acted on. */
export const beneathTls: Readonly<Record<string, FaultAction>> = Object.fromEntries(
  all.flatMap((what): [string, FaultAction][] => [
    [`${what} before handling`, { do: "beneath TLS", what, handled: false }],
    [`${what} after handling`, { do: "beneath TLS", what, handled: true }],
  ]),
);
