import type {
  ConfigValue,
  Deployment,
  ExportOptions,
  OperationResult,
  RunOptions,
  StackOptions,
  TestStack,
  Verb,
} from "../engine";
import { optionsFor, Recorder, StateStore } from "../operations";
import { type Project, readProject } from "../projectFile";
import { StackConfig } from "../stackConfig";
import { whenKilled } from "../processTree";
import { KILLED } from "../result";
import { StackOperations } from "../stackOperations";
import { startEngineProcess } from "./engineProcess";
import type { Host } from "./host";
import { runOperation } from "./operationRun";

/** A stack on the engine in `core`; `saved` is told of every state that the CLI would write down. */
export class EmbeddedStack extends StackOperations implements TestStack {
  readonly #state: StateStore;
  readonly #project: Project;
  readonly #config: StackConfig;
  readonly #target: { project: string; stack: string };

  constructor(
    private readonly host: Host,
    private readonly options: StackOptions,
    saved?: (deployment: Deployment) => void,
  ) {
    super();
    this.#project = readProject(options.programDir);
    const project = options.project ?? this.#project.name;
    this.#target = { project, stack: options.stack ?? "test" };
    this.#config = new StackConfig(project, { ...this.#project.config, ...options.config });
    this.#state = new StateStore(options.state, saved);
  }

  setConfig(key: string, value: ConfigValue): Promise<void> {
    this.#config.set(key, value);
    return Promise.resolve();
  }

  removeConfig(key: string): Promise<void> {
    this.#config.remove(key);
    return Promise.resolve();
  }

  exportState(options?: ExportOptions): Promise<Deployment> {
    return Promise.resolve(this.#state.export(options));
  }

  importState(deployment: Deployment): Promise<void> {
    this.#state.import(deployment);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    this.leftBehind.end();
    return Promise.resolve();
  }

  protected async run(verb: Verb, run: RunOptions): Promise<OperationResult> {
    if (run.kill !== undefined) return this.#runApart(verb, run);
    const recorder = new Recorder(verb, run, this.#target);
    const outcome = await runOperation({
      host: this.host,
      project: this.#project,
      rootDir: this.options.programDir,
      target: this.#target,
      organization: this.options.organization ?? "organization",
      config: this.#config,
      env: { ...process.env, ...this.options.env },
      plugins: this.options.plugins ?? {},
      options: optionsFor(verb, run),
      withProgram: verb === "preview" || verb === "up" || run.runProgram === true,
      base: this.#state.base(),
      emit: recorder.emit,
      save: this.#state.save,
      signal: run.signal,
    });
    return recorder.finish(outcome);
  }

  /** Only an engine in a process of its own can be killed. */
  async #runApart(verb: Verb, { kill: signal, ...run }: RunOptions): Promise<OperationResult> {
    const options = { ...this.options, config: this.#config.all(), state: this.#state.export() };
    const engine = await startEngineProcess(verb, options, run);
    try {
      const result = await whenKilled(signal, engine.result, () => this.leftBehind.killParent(engine.pid));
      this.#state.import(engine.state() ?? options.state);
      return result ?? KILLED;
    } finally {
      await engine.dispose();
    }
  }
}
