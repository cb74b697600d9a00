import { isDeepStrictEqual } from "node:util";
import type { EngineKind } from "@test/engine";
import { type Recording, Stage, type StageSettings } from "../stage/stage";
import type { Chapter } from "./chapters";
import { fold } from "./fold";
import { colourOf, type Colour, type Paint, wrap } from "./layout";
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

/** How many steps came out as expected. */
export async function tell(telling: Telling): Promise<number> {
  const stage = await Stage.open({ ...telling.settings, engine: telling.engine, speed: 1 });
  try {
    const teller = new Teller(telling, stage);
    teller.introduce();
    let asExpected = 0;
    for (const [index, chapter] of telling.chapters.entries()) {
      if (telling.signal.aborted) break;
      if (await teller.play(chapter, index + 1)) asExpected += 1;
    }
    return asExpected;
  } finally {
    await stage.close();
  }
}

class Teller {
  constructor(
    private readonly telling: Telling,
    private readonly stage: Stage,
  ) {}

  introduce(): void {
    const { url, settings } = this.stage.simulator;
    const seconds = settings.scheduledSeconds + settings.importSeconds;
    this.say(`Northflank is simulated at ${url}; an import takes ${seconds} s there.`);
  }

  /** True when the step came out as expected. */
  async play({ rule, before, verb, options, expected }: Chapter, number: number): Promise<boolean> {
    const { chapters } = this.telling;
    this.say("");
    this.say(`── ${number} of ${chapters.length}: ${rule} ──`, "bold");
    if (before !== undefined) this.say(`   ${before.says}`);
    await before?.act(this.stage);
    this.say(`   $ pulumi ${verb}${options?.diff === true ? " --diff" : ""}`, "bold");
    const recording = await this.stage.run(verb, options);
    if (this.telling.signal.aborted) return false;
    for (const line of fold(recording.result.output)) this.say(`   ${line}`, colourOf(line));
    return this.judge(recording, expected);
  }

  private judge(recording: Recording, expected: Sight): boolean {
    const seen = sightOf(recording, this.stage.simulator);
    if (!isDeepStrictEqual(seen, expected)) {
      const wanted = `${deedOf(expected)}; ${importsAndBackups(expected, expected.backups)}`;
      this.say(
        `✗ Expected: ${wanted}. But: ${deedOf(seen)}; ${importsAndBackups(seen, seen.backups)}.`,
        "red",
      );
      return false;
    }
    const there = recording.backups.map(({ id, status }) => `${id} ${status}`);
    const requests = `${recording.requests.length} requests`;
    this.say(
      `✓ ${deedOf(seen)}, as expected; simulator: ${importsAndBackups(seen, there)} (${requests})`,
      "green",
    );
    return true;
  }

  private say(text: string, colour?: Colour): void {
    const { write, width, paint } = this.telling;
    for (const line of wrap(text, width)) write(paint(line, colour));
  }
}
