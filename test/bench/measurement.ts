import type { Cost } from "./meter";

/** Who imports, as the report names them. */
export const rows = {
  A: "floor: no-op resources of Pulumi",
  B: "this package",
  C: "a dynamic resource written by hand, 2 s poll",
  D: "js-client in a script, 30 s poll",
  D2: "js-client in a script, 2 s poll",
  E: "Northflank's CLI, 2 s poll",
  F: "curl in a shell, 2 s poll",
} as const;
export type RowId = keyof typeof rows;
export const rowIds = Object.keys(rows) as RowId[];

/** An `up`, or what stands for one, and what comes before and after it. */
export const operations = ["preview", "up", "no-change preview", "refresh", "destroy"] as const;
export type Operation = (typeof operations)[number];

/** What is imported under which circumstances. */
export interface Setting {
  readonly imports: number;
  /** How many at a time. */
  readonly parallel: number;
  readonly latencyMs: number;
  readonly importSeconds: number;
  /** Part of all responses that are lost after Northflank has done what was asked, from 0 to 1. */
  readonly lostResponses: number;
}

/** One operation of one row in one round. */
export interface Measurement extends Cost {
  readonly requests: number;
  readonly connections: number;
  /** Imports that Northflank started for each that was asked for. */
  readonly importsPerAsked?: number;
  /** How long after its end an import was first seen to have ended, the median. */
  readonly noticedAfterSeconds?: number | undefined;
  /** The exported state for each import, and the code in it. */
  readonly stateBytes?: number;
  readonly providerBytes?: number;
}

/** A row that is ready to run, for as long as its operations need it. */
export interface Player {
  play(operation: Operation): Promise<void>;
  /** What is left behind by an `up`. */
  state(): Promise<Pick<Measurement, "stateBytes" | "providerBytes">>;
  close(): Promise<void>;
}
