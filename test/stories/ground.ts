import type { ExportedResource, OperationResult, Target } from "@test/engine";
import { type ExistingBackup, ordersDb, type Simulator, usersDb } from "@test/simulator";
import type { Declared } from "./plot";
import type { Turn } from "./story";

export type Verb = Turn["verb"] | "preview";
export type How = Pick<Turn, "continueOnError" | "parallel" | "kill">;

/** Undisturbed. */
export const calmly: How = { continueOnError: false, parallel: 8, kill: undefined };

/** What one operation did, as far as its user can see. */
export interface Ran {
  readonly ok: boolean;
  /** It was cut off: what it had to say may be lost. */
  readonly isKilled: boolean;
  /** How many imports the engine asked for; undefined when an engine has died with it. */
  readonly creates: number | undefined;
  readonly output: string;
  /** What it did, or in a preview would do, other than nothing. */
  readonly changes: readonly string[];
}

/** Where stories are played: an engine, a provider, and a Northflank that is simulated. */
export interface Ground {
  readonly simulator: Simulator;
  readonly target: Target;
  run(verb: Verb, declared: readonly Declared[], how: How): Promise<Ran>;
  sleep(seconds: number): Promise<void>;
  /** The state as it is saved. */
  resources(): readonly ExportedResource[];
}

export interface OnAddon extends ExistingBackup {
  readonly addonId: string;
}

export const backupsOf = ({ world }: Simulator): OnAddon[] =>
  [ordersDb, usersDb].flatMap((addon) =>
    world.backups(addon).map((backup) => ({ ...backup, addonId: addon.addonId })),
  );

export const changesOf = (result: OperationResult | undefined): string[] =>
  (result?.steps ?? []).filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
