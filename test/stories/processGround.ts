import { setTimeout as pause } from "node:timers/promises";
import type { EngineKind, ExportedResource, OperationResult } from "@test/engine";
import type { Simulator } from "@test/simulator";
import { Stage } from "../stage/stage";
import { changesOf, type Ground, type How, type Ran, type Verb } from "./ground";
import { password, type Declared } from "./plot";
import { programText } from "./programText";
import type { Kill, Story } from "./story";

const target = { project: "engine-test", stack: "test" } as const;

/** In real processes, an import that does not end is waited for. */
const createSecondsOn = (engine: EngineKind): number => (engine === "in-process" ? 1800 : 30);

/** A stage with whole programs. In real processes, engines and providers are really killed. */
export class ProcessGround implements Ground {
  readonly target = target;

  private constructor(
    private readonly stage: Stage,
    private readonly createSeconds: number,
  ) {}

  static async open(
    { tls, northflank, pace, getLagSeconds }: Story,
    engine: EngineKind,
  ): Promise<ProcessGround> {
    const times = { ...pace, getLagSeconds, scheduledSeconds: 0, abortSeconds: 0.1, quotaPerHour: 100_000 };
    const createSeconds = createSecondsOn(engine);
    const program = { source: programText([], createSeconds) };
    const simulator = { ...northflank, ...times };
    const stage = await Stage.open({ tls, engine, program, simulator, secrets: [password] });
    return new ProcessGround(stage, createSeconds);
  }

  get simulator(): Simulator {
    return this.stage.simulator;
  }

  resources(): readonly ExportedResource[] {
    return this.stage.recordings.at(-1)?.state.deployment.resources ?? [];
  }

  sleep(seconds: number): Promise<void> {
    return this.stage.time.sleep(seconds);
  }

  async run(verb: Verb, declared: readonly Declared[], { kill, ...options }: How): Promise<Ran> {
    await this.stage.write(programText(declared, this.createSeconds));
    const { result, isKilled } =
      kill === undefined
        ? { result: (await this.stage.run(verb, options)).result, isKilled: false }
        : await this.runUntil(kill, verb, options);
    const creates = result.steps.filter(
      ({ op, type }) =>
        type.endsWith(":AddonBackupImport") && (op === "create" || op === "create-replacement"),
    );
    return {
      ok: result.ok,
      isKilled,
      // A dead engine tells nothing.
      creates: result.steps.length === 0 && isKilled ? undefined : creates.length,
      output: result.output,
      changes: changesOf(result),
    };
  }

  /** Runs, kills when the moment has come, and returns when no provider is there any more. */
  private async runUntil(
    { who, on, nth }: Kill,
    verb: Verb,
    options: Omit<How, "kill">,
  ): Promise<{ result: OperationResult; isKilled: boolean }> {
    const { journal } = this.simulator;
    const before = journal.of(on).length;
    const kill = new AbortController();
    const isOver = { yet: false };
    const running = this.stage
      .run(verb, who === "provider" ? options : { ...options, kill: kill.signal })
      .finally(() => (isOver.yet = true));
    while (!isOver.yet && journal.of(on).length < before + nth) await pause(2);
    const isKilled = !isOver.yet;
    if (isKilled && who !== "provider") kill.abort();
    if (isKilled && who !== "engine") await this.killProviders();
    const { result } = await running;
    while ((await this.stage.providers()).length > 0) await pause(20);
    return { result, isKilled };
  }

  private async killProviders(): Promise<void> {
    for (const pid of await this.stage.providers()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
