import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { EngineKind } from "@test/engine";
import { repository } from "../repository";
import { type Recording, Stage, type StageSettings } from "../stage/stage";
import { bringAbout, type Chapter, type Event } from "./chapters";
import { Configuration } from "./configuration";
import { fold } from "./fold";
import { colourOf, type Colour, fitProgram, type Paint, wrap, wrapPrinted } from "./layout";
import { programFile } from "./settings";
import { deedOf, importsAndBackups, type Sight, sightOf } from "./sight";

export interface Telling {
  readonly engine: EngineKind;
  readonly settings: Omit<StageSettings, "engine">;
  readonly chapters: readonly Chapter[];
  readonly write: (line: string) => void;
  readonly width: number;
  readonly paint: Paint;
  /** Ends the story after the step that is running. */
  readonly signal: AbortSignal;
}

/** Whether each step came out as expected; those that were not played are missing. */
export async function tell(telling: Telling): Promise<boolean[]> {
  const stage = await Stage.open({ ...telling.settings, engine: telling.engine, speed: 1 });
  try {
    const teller = new Teller(telling, stage);
    await teller.introduce();
    const asExpected: boolean[] = [];
    for (const [index, chapter] of telling.chapters.entries()) {
      if (telling.signal.aborted) break;
      asExpected.push(await teller.play(chapter, index + 1));
    }
    return asExpected;
  } finally {
    await stage.close();
  }
}

/** What Pulumi prints stands behind it, and nothing else does. */
const bar = "│ ";

class Teller {
  readonly #configuration: Configuration;
  /** What is explained when it is seen first, and then no more. */
  readonly #explained = new Set<string>();

  constructor(
    private readonly telling: Telling,
    private readonly stage: Stage,
  ) {
    this.#configuration = new Configuration({
      "northflank:apiUrl": stage.simulator.url,
      "northflank:apiToken": "[token]",
      ...telling.settings.config,
    });
  }

  async introduce(): Promise<void> {
    const { url, settings } = this.stage.simulator;
    const seconds = settings.scheduledSeconds + settings.importSeconds;
    this.#say(`Northflank is simulated at ${url}; an import takes ${seconds} s there.`);
    this.#say(
      `What Pulumi prints stands behind a ${bar.trim()}, without lines that later ones replace; the rest is the demo's.`,
    );
    this.#say("");
    this.#say(`The program, ${programFile}:`);
    this.#say("");
    const program = await readFile(join(repository, programFile), "utf8");
    for (const line of program.trimEnd().split("\n")) {
      for (const part of fitProgram(line, this.telling.width - 2))
        this.#write(part === "" ? "" : `  ${part}`);
    }
    this.#say("");
    this.#say("Its configuration, Pulumi.demo.yaml, where secrets are encrypted:");
    this.#say("");
    for (const line of this.#configuration.lines()) this.#say(`  ${line}`);
  }

  /** True when the step came out as expected. */
  async play({ rule, before, verb, options, expected }: Chapter, number: number): Promise<boolean> {
    const { chapters } = this.telling;
    this.#say("");
    this.#say(`── ${number} of ${chapters.length}: ${rule}`, "bold");
    if (before !== undefined) await this.#happens(before);
    this.#say(`$ pulumi ${verb}${options?.diff === true ? " --diff" : ""}`, "bold");
    const recording = await this.stage.run(verb, options);
    if (this.telling.signal.aborted) return false;
    this.#show(recording);
    return this.#judge(recording, expected);
  }

  async #happens(event: Event): Promise<void> {
    this.#say(event.says);
    if (event.sets !== undefined) {
      for (const line of this.#configuration.change(event.sets)) this.#say(line, colourOf(line));
    }
    await bringAbout(event, this.stage);
  }

  #show({ result }: Recording): void {
    for (const { text, leftOut } of fold(result.output)) {
      for (const part of wrapPrinted(text, this.telling.width - bar.length)) {
        this.#write(bar + part, colourOf(text));
      }
      if (leftOut > 0) this.#sayFolded(leftOut);
    }
  }

  #sayFolded(leftOut: number): void {
    const lines = `${leftOut} more line${leftOut === 1 ? "" : "s"}`;
    const text = this.#isNew("fold")
      ? `(the row's progress, folded: in a terminal, the CLI shows one line that changes; here, ${lines})`
      : `(the row's progress, folded: ${lines})`;
    this.#say(`  ${text}`, "dim");
  }

  #judge(recording: Recording, expected: Sight): boolean {
    const seen = sightOf(recording, this.stage.simulator);
    if (!isDeepStrictEqual(seen, expected)) {
      const wanted = `${deedOf(expected)}; ${importsAndBackups(expected, expected.backups)}`;
      const found = `${deedOf(seen)}; ${importsAndBackups(seen, seen.backups)}`;
      this.#say(`✗ Expected: ${wanted}. But: ${found}.`, "red");
      return false;
    }
    const there = recording.backups.map(({ id, status }) => `${id} ${status}`);
    const count = recording.requests.length;
    const requests = `${count} request${count === 1 ? "" : "s"}`;
    const deed = `${deedOf(seen)}, as expected`;
    this.#say(`✓ ${deed}; simulator: ${importsAndBackups(seen, there)} (${requests})`, "green");
    this.#explainNames(recording);
    return true;
  }

  #explainNames({ backups }: Recording): void {
    const generated = backups.find(({ name }) => /-[0-9a-f]{7}$/.test(name));
    if (generated !== undefined && this.#isNew("generated name")) {
      const how = "of the resource's name and of what is imported; the same import gets the same name again";
      this.#say(`  (${generated.name} is a name made ${how}.)`, "dim");
    }
    const numbered = backups.find(({ id, name }) => id !== name && id.startsWith(`${name}-`));
    if (numbered !== undefined && this.#isNew("numbered id")) {
      const { id, name } = numbered;
      const why = "It was made before that one was deleted, and no two backups have one id";
      this.#say(
        `  (${id} is named ${name}, as the one before it. ${why}: hence ${id.slice(name.length)}.)`,
        "dim",
      );
    }
  }

  #isNew(subject: string): boolean {
    if (this.#explained.has(subject)) return false;
    this.#explained.add(subject);
    return true;
  }

  #say(text: string, colour?: Colour): void {
    const hanging = /^(?:  \(|\w|$)/.test(text) ? text.slice(0, text.search(/\S|$/)) : undefined;
    for (const line of wrap(text, this.telling.width, hanging)) this.#write(line, colour);
  }

  #write(line: string, colour?: Colour): void {
    this.telling.write(this.telling.paint(line, colour));
  }
}
