import { join } from "node:path";
import type { ConfigValue, EngineKind, RunOptions, Verb } from "@test/engine";
import { repository } from "../../../repository";
import type { Recording, Stage, StageSettings } from "../../../stage/stage";

/** One command of a user, and what must come of it. */
export interface Scene {
  /** The part of the README that shows it. Left out: it only tidies up. */
  readonly part?: string;
  /** What `pulumi config set` sets before. */
  readonly sets?: Readonly<Record<string, ConfigValue>>;
  /** What else happens before, told by the README's own words. */
  readonly before?: (stage: Stage) => Promise<void> | void;
  readonly verb: Verb;
  readonly options?: RunOptions;
  readonly fails?: true;
  /** The operation, the resource and, of a replacement, its reasons; in any order. */
  readonly steps: readonly string[];
  /** The special point of the example. */
  readonly proves?: (recording: Recording, stage: Stage) => Promise<void> | void;
}

/** A folder of `examples/`, and the story that its README tells. */
export interface Example {
  readonly folder: string;
  readonly stack?: string;
  readonly config: Readonly<Record<string, ConfigValue>>;
  readonly env?: StageSettings["env"];
  readonly simulator?: StageSettings["simulator"];
  readonly secrets: readonly string[];
  /** It looks for files where it runs, so it needs a process of its own. */
  readonly hasFiles?: true;
  /** How many the whole story starts. */
  readonly imports: number;
  readonly scenes: readonly Scene[];
}

export const folderOf = (folder: string): string => join(repository, "examples", folder);

export const settingsOf = (example: Example, engine: EngineKind): StageSettings => ({
  engine,
  program: { folder: folderOf(example.folder) },
  stack: example.stack ?? "dev",
  config: example.config,
  ...(example.env === undefined ? {} : { env: example.env }),
  simulator: { scheduledSeconds: 0, importSeconds: 0.5, ...example.simulator },
  secrets: example.secrets,
});

/** Does what stands before the command, and runs it. */
export async function play(stage: Stage, { sets = {}, before, verb, options }: Scene): Promise<Recording> {
  for (const [key, value] of Object.entries(sets)) await stage.setConfig(key, value);
  await before?.(stage);
  return stage.run(verb, options);
}

/** What the program exports, as the state keeps it. */
export function outputsOf({ state }: Recording): Record<string, unknown> {
  const stack = (state.deployment.resources ?? []).find(({ type }) => type === "pulumi:pulumi:Stack");
  return stack?.outputs ?? {};
}

/** The halves of a replacement are left out. */
export const stepsOf = ({ result }: Recording): string[] =>
  result.steps
    .filter(({ op }) => op !== "create-replacement" && op !== "delete-replaced")
    .map(({ op, name, replaceReasons }) => [op, name, ...replaceReasons].join(" "))
    .sort();
