import assert from "node:assert/strict";
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
  readonly env?: Readonly<Record<string, string>>;
  /** What a user runs before the first stack. */
  readonly install?: readonly string[];
  readonly urlVariable?: string;
  readonly simulator?: StageSettings["simulator"];
  readonly secrets: readonly string[];
  /** It looks for files where it runs, so it needs a process of its own. */
  readonly hasFiles?: true;
  /** How many the whole story starts. */
  readonly imports: number;
  readonly scenes: readonly Scene[];
  /** Further parts of the README: what else is run, and what it prints. */
  readonly alsoShows?: () => Promise<Readonly<Record<string, string>>>;
}

export const folderOf = (folder: string): string => join(repository, "examples", folder);

export const settingsOf = (example: Example, engine: EngineKind): StageSettings => ({
  engine,
  program: { folder: folderOf(example.folder) },
  stack: example.stack ?? "dev",
  config: example.config,
  ...(example.env === undefined ? {} : { env: example.env }),
  ...(example.urlVariable === undefined ? {} : { urlVariable: example.urlVariable }),
  simulator: { scheduledSeconds: 0, importSeconds: 0.5, ...example.simulator },
  secrets: example.secrets,
});

/** The engine whose output the README shows: the fastest that can play it. */
export const displayedOn = ({ hasFiles }: Example): EngineKind =>
  hasFiles === true ? "embedded" : "in-process";

/** Plays the scenes, one after the other, and sees that each comes out as it must. */
export async function tell(stage: Stage, { scenes }: Example): Promise<[Scene, Recording][]> {
  const played: [Scene, Recording][] = [];
  for (const scene of scenes) {
    const recording = await play(stage, scene);
    const { result } = recording;
    assert.equal(result.ok, scene.fails !== true, result.output);
    assert.deepEqual(stepsOf(recording), [...scene.steps].sort(), result.output);
    await scene.proves?.(recording, stage);
    played.push([scene, recording]);
  }
  return played;
}

async function play(stage: Stage, { sets = {}, before, verb, options }: Scene): Promise<Recording> {
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
export const stepsOf = ({ result }: Pick<Recording, "result">): string[] =>
  result.steps
    .filter(({ op }) => op !== "create-replacement" && op !== "delete-replaced")
    .map(({ op, name, replaceReasons }) => [op, name, ...replaceReasons].join(" "))
    .sort();
