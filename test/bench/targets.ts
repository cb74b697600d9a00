import { operations, type Operation, type RowId, type Setting } from "./measurement";
import { wavesOf } from "./plan";
import { pairs, summaryOf, type Measure, type Result, type Spread } from "./summary";

/** What was to be reached, and what was. Ratios and differences are the median of the rounds'. */
export interface Verdict {
  readonly what: string;
  readonly setting: Setting;
  readonly measured: Spread;
  readonly limit: number;
  readonly isMet: boolean;
  /** Whether it is missed even in the best round, or by more than is known to be out of reach. */
  readonly isClearlyMissed: boolean;
  /** Why it is out of reach. */
  readonly reason: string | undefined;
}

interface Target {
  readonly what: string;
  /** Whether no round may miss it. */
  readonly isStrict?: boolean;
  readonly applies: (setting: Setting) => boolean;
  readonly measured: (result: Result) => Spread | undefined;
  readonly limit: (setting: Setting) => number;
  /** What was proven to be out of reach, and what can be reached instead. */
  readonly outOfReach?: {
    readonly reason: string;
    readonly limit: (setting: Setting, result: Result) => number;
  };
}

const ratio = (measure: Measure, operation: Operation, rows: readonly [RowId, RowId]) => (result: Result) =>
  pairs(result, operation, measure, rows, (own, others) => own / others);

const difference =
  (measure: Measure, operation: Operation, rows: readonly [RowId, RowId]) => (result: Result) =>
    pairs(result, operation, measure, rows, (own, others) => own - others);

const own = (measure: Measure, operation: Operation) => (result: Result) =>
  summaryOf(result, "B", operation, measure);

const secondsOfTwoRequests = (setting: Setting): number => (wavesOf(setting) * 2 * setting.latencyMs) / 1000;

const secondsOfFloor = (result: Result, operation: Operation): number =>
  summaryOf(result, "A", operation, "wallSeconds")?.median ?? 0;

const always = (): boolean => true;
const isUndisturbed = ({ lostResponses }: Setting): boolean => lostResponses === 0;
const isMany = ({ imports }: Setting): boolean => imports >= 30;

const targets: readonly Target[] = [
  {
    what: "`up`, seconds more than A's",
    applies: (setting) => isUndisturbed(setting) && setting.imports > 1,
    measured: difference("wallSeconds", "up", ["B", "A"]),
    limit: (setting) => wavesOf(setting) * (setting.latencyMs / 1000 + 1.25 * setting.importSeconds + 0.5),
  },
  {
    what: "`up` of a single import, seconds more than A's",
    applies: ({ imports }) => imports === 1,
    measured: difference("wallSeconds", "up", ["B", "A"]),
    limit: () => 0.5,
  },
  {
    what: "`up`, wall time as a part of C's",
    applies: (setting) => isUndisturbed(setting) && setting.imports > 1 && setting.importSeconds === 0,
    measured: ratio("wallSeconds", "up", ["B", "C"]),
    limit: () => 1,
  },
  {
    what: "`up`, requests as a part of C's",
    applies: (setting) => isUndisturbed(setting) && isMany(setting),
    measured: ratio("requests", "up", ["B", "C"]),
    limit: () => 1,
  },
  {
    what: "`up` of imports that take a while, wall time as a part of js-client's (D)",
    applies: ({ importSeconds, imports }) => importSeconds > 0 && imports > 1,
    measured: ratio("wallSeconds", "up", ["B", "D"]),
    limit: () => 1,
  },
  {
    what: "`up` of imports that take a while, requests as a part of js-client's with a 2 s poll (D2)",
    applies: ({ importSeconds, imports }) => importSeconds > 0 && imports > 1,
    measured: ratio("requests", "up", ["B", "D2"]),
    limit: () => 1,
  },
  {
    what: "no-change preview, CPU time as a part of A's",
    applies: isMany,
    measured: ratio("cpuSeconds", "no-change preview", ["B", "A"]),
    limit: () => 0.95,
  },
  {
    what: "no-change preview, CPU time as a part of C's",
    applies: isMany,
    measured: ratio("cpuSeconds", "no-change preview", ["B", "C"]),
    limit: () => 1,
  },
  {
    what: "no-change preview, requests",
    isStrict: true,
    applies: always,
    measured: own("requests", "no-change preview"),
    limit: () => 0,
  },
  {
    what: "`destroy`, seconds more than A's",
    applies: ({ imports }) => imports > 1,
    measured: difference("wallSeconds", "destroy", ["B", "A"]),
    limit: secondsOfTwoRequests,
    outOfReach: {
      reason:
        "the provider process loads axios, zod and its own code, and sends real requests to a server on the same two cores; A's does nothing",
      // A part of A's own time, so that a slower machine is allowed as much more as it needs.
      limit: (setting, result) => secondsOfTwoRequests(setting) + 0.25 * secondsOfFloor(result, "destroy"),
    },
  },
  {
    what: "exported state, as a part of A's",
    applies: isMany,
    measured: ratio("stateBytes", "up", ["B", "A"]),
    limit: () => 0.8,
  },
  {
    what: "exported state, as a part of C's",
    applies: isMany,
    measured: ratio("stateBytes", "up", ["B", "C"]),
    limit: () => 0.5,
  },
  ...operations.map((operation): Target => ({
    what: `\`${operation}\`, connections`,
    applies: (setting) => isUndisturbed(setting) && setting.imports > 1,
    measured: own("connections", operation),
    limit: ({ parallel }) => parallel,
  })),
  {
    what: "imports started for each that was asked for",
    isStrict: true,
    applies: always,
    measured: own("importsPerAsked", "up"),
    limit: () => 1,
  },
  {
    what: "peak memory of the provider process with 1000 imports waiting, as a part of A's",
    applies: ({ imports }) => imports === 1000,
    measured: ratio("providerPeakMiB", "up", ["B", "A"]),
    limit: () => 1.3,
    outOfReach: {
      reason:
        "V8 collects what has outlived a few seconds, as a waiting import has, only when it is several times what is in use; " +
        "what is in use stays the same",
      limit: () => 1.8,
    },
  },
];

export const verdictsOn = (results: readonly Result[]): Verdict[] =>
  targets.flatMap((target) =>
    results.flatMap((result) => {
      const { setting } = result.plan;
      const measured = target.applies(setting) ? target.measured(result) : undefined;
      return measured === undefined ? [] : verdictOn(target, result, measured);
    }),
  );

function verdictOn(target: Target, result: Result, measured: Spread): Verdict {
  const { setting } = result.plan;
  const { what, isStrict = false, outOfReach } = target;
  const limit = target.limit(setting);
  const isMet = (isStrict ? measured.max : measured.median) <= limit;
  const reachable = Math.max(limit, outOfReach?.limit(setting, result) ?? limit);
  const isClearlyMissed = (isStrict ? measured.max : measured.min) > reachable;
  return { what, setting, measured, limit, isMet, isClearlyMissed, reason: outOfReach?.reason };
}
