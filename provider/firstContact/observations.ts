import type { Addon } from "../northflank/endpoints";
import { isRecord } from "./values";

/** What is asked for, in the words of the report; each is one GET request at most. */
export const probes = {
  addon: "the addon",
  project: "its project",
  list: "the list of its backups",
  pageOne: "a page of one backup",
  byCursor: "the next page, by the cursor",
  byNumber: "the next page, by its number",
  addonRestores: "the restores of the addon",
  backup: "one of its backups",
  logs: "the latest lines of its log",
  logsInAnyOrder: "lines of its log in no given direction",
  backupRestores: "the restores from it",
  noBackup: "a backup that does not exist",
  noAddon: "an addon that does not exist",
  noProject: "a project that does not exist",
  elsewhere: "the addon by a path that is not the token's",
  badToken: "the addon with an invalid token",
} as const;

export type Probe = keyof typeof probes;

export const mostRequests = Object.keys(probes).length;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Undefined if it was not whole, or no JSON. */
  readonly body: unknown;
  /** This machine's time when it came, in milliseconds since 1970. */
  readonly at: number;
}

/** No response came; a word of Node's says why. */
export interface NoAnswer {
  readonly code: string;
  readonly isUntrusted: boolean;
}

export type Observed = Answer | NoAnswer;

export const isAnswer = (observed: Observed | undefined): observed is Answer =>
  observed !== undefined && "status" in observed;

export const isRead = (observed: Observed | undefined): observed is Answer =>
  isAnswer(observed) && observed.status === 200 && isRecord(observed.body);

/** In the order in which they were sent; a probe is missing if it was not. */
export type Answers = Readonly<Partial<Record<Probe, Observed>>>;

/** All that the report is made of. */
export interface Observations {
  readonly addon: Addon;
  /** The address is Northflank's own. */
  readonly isLive: boolean;
  readonly answers: Answers;
}
