import {
  type AccountDeclaration,
  defaultAccounts,
  defaultTokens,
  type TokenDeclaration,
} from "./world/accounts";
import { defaultAnswers, type OpenAnswers } from "./openQuestions";
import type { BackupStatus, Outcome } from "./world/progress";

/**
 * How the simulated API behaves: plain data, and free to change between requests. Durations go by the
 * simulator's clock and hold for what is started after the change.
 */
export interface SimulatorSettings extends OpenAnswers {
  scheduledSeconds: number;
  importSeconds: number;
  abortSeconds: number;
  restoreSeconds: number;
  outcome: Outcome;
  finalSizeBytes: number;
  /** How long a new backup stays invisible in lists, and to GET. */
  listLagSeconds: number;
  getLagSeconds: number;
  /** Other words for a status in answers, such as one that is not documented; null leaves the field out. */
  statusWords: Partial<Record<BackupStatus, string | number | null>>;
  /** What the last log line of a failed import says. */
  failureLog: string;
  quotaPerHour: number;
  /** By how much the `Date` header is off the clock by which backups are made. */
  dateAheadSeconds: number;
  /** Real milliseconds that pass before a request is handled, whatever the clock says. */
  latencyMilliseconds: number;
  /** Read once, at the start; later the world is changed through `simulator.world`. */
  accounts: AccountDeclaration[];
  tokens: TokenDeclaration[];
}

export function withDefaults(given: Partial<SimulatorSettings>): SimulatorSettings {
  return {
    ...defaultAnswers,
    scheduledSeconds: 1,
    importSeconds: 5,
    abortSeconds: 1,
    restoreSeconds: 5,
    outcome: "completed",
    finalSizeBytes: 1_342_177_280,
    listLagSeconds: 0,
    getLagSeconds: 0,
    statusWords: {},
    failureLog: "pg_restore: error: could not read from the source: connection closed unexpectedly",
    quotaPerHour: 1000,
    dateAheadSeconds: 0,
    latencyMilliseconds: 0,
    accounts: defaultAccounts(),
    tokens: defaultTokens(),
    ...given,
  };
}
