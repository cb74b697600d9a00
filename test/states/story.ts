import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment, EngineKind } from "@test/engine";
import { defaultToken, type FaultRule, type SimulatorSettings } from "@test/simulator";
import type { StageSettings } from "../stage/stage";

const folder = __dirname;

/** What a program needs to write its state, and what becomes of that state later. */
export interface Needs {
  readonly simulator?: Partial<SimulatorSettings>;
  readonly env?: Readonly<Record<string, string>>;
  /** Names of backups that somebody has made on the orders addon. */
  readonly backups?: readonly string[];
  /** How imports end that do not complete, by resource. */
  readonly outcomes?: Readonly<Record<string, "never-ends" | "failed">>;
  readonly faults?: readonly FaultRule[];
  /** The first step for each resource for which something is left to do; for all others it is "same". */
  readonly preview?: Readonly<Record<string, string>>;
}

/** A program with the state that a release wrote for it. */
export interface Story {
  readonly name: string;
  /** Of the shape of the state, see provider/lifecycle/state.ts. */
  readonly stateVersion: number;
  readonly program: string;
  readonly needs: Needs;
  readonly stateFile: string;
}

export const stories: readonly Story[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    stateVersion: Number.parseInt(name, 10),
    program: readFileSync(join(folder, name, "program.cjs"), "utf8"),
    needs: JSON.parse(readFileSync(join(folder, name, "needs.json"), "utf8")) as Needs,
    stateFile: join(folder, name, "state.json"),
  }));

/** Stands in a recorded state for the address of the simulator. */
export const recordedUrl = "http://northflank.example";

export const recordedState = ({ stateFile }: Story, apiUrl = recordedUrl): Deployment =>
  JSON.parse(readFileSync(stateFile, "utf8").replaceAll(recordedUrl, apiUrl)) as Deployment;

const password = "State-Pw-77c1";

export const settingsOf = (engine: EngineKind, { program, needs }: Story): StageSettings => ({
  engine,
  program: { source: program },
  config: {
    source: { value: `postgresql://reader:${password}@legacy.example.com/orders`, secret: true },
  },
  env: needs.env ?? {},
  simulator: { scheduledSeconds: 0, importSeconds: 0, ...needs.simulator },
  secrets: [password, defaultToken],
});
