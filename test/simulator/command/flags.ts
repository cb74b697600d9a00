import { rehearsedFaults, type RehearsedFault } from "../faults/faultCatalogue";
import type { AddonAddress } from "../world/accounts";
import type { Outcome } from "../world/progress";

/** A flag that takes a value. */
export interface Flag<Value> {
  readonly name: string;
  /** The value's place in `--help`. */
  readonly takes: string;
  /** What the value may be: the end of a sentence that begins with "takes". */
  readonly means: string;
  /** Undefined for a text that is no such value. */
  readonly read: (text: string) => Value | undefined;
  /** The text that stands for the flag where it is not given. */
  readonly fallback?: string;
  /** For `--help`, line by line. */
  readonly help: readonly string[];
}

export type FlagWithDefault<Value> = Flag<Value> & { readonly fallback: string };

/** A flag that takes none. */
export interface Switch {
  readonly name: string;
  readonly short?: string;
  readonly help: readonly string[];
}

const outcomes = ["completed", "failed", "aborted"] as const satisfies readonly Outcome[];
export type RehearsedOutcome = (typeof outcomes)[number];

const seconds = {
  takes: "<seconds>",
  means: "a number of seconds, from 0 up",
  read: (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined),
};

function oneOf<Word extends string>(words: readonly Word[]): Pick<Flag<Word>, "means" | "read"> {
  return {
    means: `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`,
    read: (text) => words.find((word) => word === text),
  };
}

const port: FlagWithDefault<number> = {
  name: "port",
  takes: "<number>",
  means: "a whole number from 0 to 65535",
  read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  fallback: "4800",
  help: ["Port; 0 takes a free one."],
};

const addon: Flag<AddonAddress> = {
  name: "addon",
  takes: "<project>/<addon>",
  means: "the ids of a project and of an addon in it, such as shop/orders-db",
  read: (text) => {
    const [, projectId, addonId] = /^([a-z0-9-]+)\/([a-z0-9-]+)$/i.exec(text) ?? [];
    return projectId === undefined || addonId === undefined ? undefined : { projectId, addonId };
  },
  help: ["One more PostgreSQL addon, such as the one in your", "program. May be given several times."],
};

const importSeconds: FlagWithDefault<number> = {
  ...seconds,
  name: "import-seconds",
  fallback: "5",
  help: ["How long an import runs; before that, it is", "scheduled for one second."],
};

const outcome: FlagWithDefault<RehearsedOutcome> = {
  ...oneOf(outcomes),
  name: "outcome",
  takes: "<status>",
  fallback: "completed",
  help: ["How every import ends: completed, failed, aborted."],
};

const listLag: FlagWithDefault<number> = {
  ...seconds,
  name: "list-lag",
  fallback: "0",
  help: ["How long the list lacks a new backup."],
};

const fault: Flag<RehearsedFault> = {
  ...oneOf(rehearsedFaults),
  name: "fault",
  takes: "<kind>",
  help: [
    "What goes wrong with the first request to import,",
    "if anything:",
    "drop  The import starts, but the connection drops",
    "      before the response.",
    "500   The response is a 500, and no import starts.",
    "409   The response is a 409, as from a busy addon,",
    "      and no import starts.",
  ],
};

const faultTimes: FlagWithDefault<number> = {
  name: "fault-times",
  takes: "<number>",
  means: "a whole number from 1 up",
  read: (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : undefined),
  fallback: "1",
  help: ["How many requests to import meet the fault, from", "the first on."],
};

export const flags = { port, addon, importSeconds, outcome, listLag, fault, faultTimes };

export const switches = {
  quiet: { name: "quiet", help: ["Print no line for each request."] },
  help: { name: "help", short: "h", help: ["Print this help."] },
} as const satisfies Record<string, Switch>;
