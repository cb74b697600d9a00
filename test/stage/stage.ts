import { randomUUID } from "node:crypto";
import {
  type ConfigValue,
  type Deployment,
  type EngineKind,
  type ExportedResource,
  type OperationResult,
  type RunOptions,
  type StackOptions,
  type TestStack,
  type Verb,
  type WorkspaceFolder,
  writeProgram,
} from "@test/engine";
import {
  defaultToken,
  type ExistingBackup,
  type JournalEntry,
  ordersDb,
  type Simulator,
  type SimulatorSettings,
  type StartedImport,
  startSimulator,
} from "@test/simulator";
import { timeOf, type Time } from "./time";
import { running, survivors } from "./survivors";

/** One operation, and all that could be seen of it from outside. */
export interface Recording {
  readonly verb: Verb;
  readonly result: OperationResult;
  /** What came in at the simulator meanwhile. */
  readonly requests: readonly JournalEntry[];
  readonly imports: readonly StartedImport[];
  /** Afterwards. */
  readonly state: Deployment;
  /** On the addon, afterwards; without those of others. */
  readonly backups: readonly ExistingBackup[];
}

export interface StageSettings {
  readonly engine: EngineKind;
  /** A folder with a whole program, or the JavaScript of one. */
  readonly program: { readonly folder: string } | { readonly source: string };
  readonly config?: Readonly<Record<string, ConfigValue>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The variable of the environment that gets the simulator's address, besides `northflank:apiUrl`. */
  readonly urlVariable?: string;
  readonly project?: string;
  readonly stack?: string;
  readonly simulator?: Partial<SimulatorSettings>;
  /** A project that the CLI finds, instead of one that is made for the stage. */
  readonly workspace?: WorkspaceFolder;
  /** How fast time goes in real processes. 1 for whoever watches, or counts on single seconds. Default: 10. */
  readonly speed?: number;
  /** HTTPS instead of HTTP; program and provider get the authority of its certificate by their environment. */
  readonly tls?: boolean;
  /** A state to start from; it may depend on where the simulator is. */
  readonly state?: (simulator: Simulator) => Deployment;
  /** What must never be seen outside the body of an import. The token is watched in any case. */
  readonly secrets: readonly string[];
}

/** What a test leaves behind, for whoever judges it. */
export interface Evidence {
  readonly recordings: readonly Recording[];
  /** After an `up`, or a refresh that found all as it was. */
  readonly secondPreview: Recording | undefined;
  readonly secrets: readonly string[];
  readonly simulator: Simulator;
  /** Backups of other people that were there from the start, and are no longer. */
  readonly lostForeign: readonly string[];
  /** Command lines of processes that have not ended with the stack. */
  readonly survivors: readonly string[];
}

/** By it, every process that a stack has started is known. */
const runVariable = "PULUMI_NORTHFLANK_TEST_RUN";

/** Nobody's environment may decide what a test or the demo does. */
const quietEnvironment = {
  NORTHFLANK_API_TOKEN: "",
  NF_API_TOKEN: "",
  NORTHFLANK_API_BASE_URL: "",
  NF_API_HOST: "",
  NF_HOST: "",
  NO_PROXY: "127.0.0.1,localhost",
  no_proxy: "127.0.0.1,localhost",
};

/** A stack on one engine that imports into a simulated Northflank, with a record of all that happens. */
export class Stage {
  readonly recordings: Recording[] = [];
  private readonly foreign: ExistingBackup;

  private constructor(
    readonly simulator: Simulator,
    /** Another stack on the same engine. */
    readonly openStack: (options: StackOptions) => Promise<TestStack>,
    readonly time: Time,
    private readonly stack: TestStack,
    private readonly marker: string,
    private readonly secrets: readonly string[],
    private readonly program: { write(source: string): Promise<void>; remove(): Promise<void> },
  ) {
    this.foreign = simulator.world.addBackup(ordersDb, { name: "nightly-schedule" });
  }

  static async open(settings: StageSettings): Promise<Stage> {
    const run = randomUUID();
    const program = await programOf(settings);
    const { tls = false } = settings;
    const time = timeOf(settings.engine, settings.speed);
    const simulator = await startSimulator(settings.simulator, { tls, ...time });
    const engine = time.engine(simulator.ca);
    try {
      const url = settings.urlVariable === undefined ? {} : { [settings.urlVariable]: simulator.url };
      const trust = tls ? { NODE_EXTRA_CA_CERTS: await simulator.caFile() } : {};
      const stack = await engine.openStack({
        programDir: program.dir,
        env: { ...quietEnvironment, ...time.env, ...trust, ...settings.env, ...url, [runVariable]: run },
        config: {
          "northflank:apiUrl": simulator.url,
          "northflank:apiToken": { value: defaultToken, secret: true },
          ...settings.config,
        },
        ...(settings.project === undefined ? {} : { project: settings.project }),
        ...(settings.stack === undefined ? {} : { stack: settings.stack }),
        ...(settings.workspace === undefined ? {} : { workspace: settings.workspace }),
        ...(settings.state === undefined ? {} : { state: settings.state(simulator) }),
      });
      const secrets = [defaultToken, ...settings.secrets];
      return new Stage(
        simulator,
        (options) => engine.openStack(options),
        time,
        stack,
        `${runVariable}=${run}`,
        secrets,
        program,
      );
    } catch (error) {
      await Promise.all([program.remove(), simulator.close()]);
      throw error;
    }
  }

  setConfig(key: string, value: ConfigValue): Promise<void> {
    return this.stack.setConfig(key, value);
  }

  removeConfig(key: string): Promise<void> {
    return this.stack.removeConfig(key);
  }

  write(source: string): Promise<void> {
    return this.program.write(source);
  }

  /** What `pulumi state unprotect --all` does. */
  unprotect(): Promise<void> {
    return this.editState((resources) => resources.map(({ protect: _, ...resource }) => resource));
  }

  /** What `pulumi state taint` does. */
  taint(name: string): Promise<void> {
    const isIt = ({ urn }: ExportedResource): boolean => urn.endsWith(`::${name}`);
    return this.editState((all) => all.map((one) => (isIt(one) ? { ...one, taint: true } : one)));
  }

  /** What `pulumi state delete` does. */
  forget(name: string): Promise<void> {
    return this.editState((resources) => resources.filter(({ urn }) => !urn.endsWith(`::${name}`)));
  }

  private async editState(edit: (resources: ExportedResource[]) => ExportedResource[]): Promise<void> {
    const state = await this.stack.exportState();
    const resources = edit([...(state.deployment.resources ?? [])]);
    await this.stack.importState({ ...state, deployment: { ...state.deployment, resources } });
  }

  /** The state as it is now, with its secrets in plain text. */
  plainState(): Promise<Deployment> {
    return this.stack.exportState({ showSecrets: true });
  }

  async run(verb: Verb, options?: RunOptions): Promise<Recording> {
    const { journal, world } = this.simulator;
    const [requestsBefore, importsBefore] = [journal.entries.length, world.imports.length];
    await this.time.pass();
    const result = await this.stack[verb](options);
    const recording = {
      verb,
      result,
      requests: journal.entries.slice(requestsBefore),
      imports: world.imports.slice(importsBefore),
      state: await this.stack.exportState(),
      backups: world.backups(ordersDb).filter(({ uid }) => uid !== this.foreign.uid),
    };
    this.recordings.push(recording);
    return recording;
  }

  /** The provider processes of this stack that run at this moment. */
  async providers(): Promise<number[]> {
    const all = await running(this.marker);
    return all.filter(({ command }) => command.includes("dynamic-provider")).map(({ pid }) => pid);
  }

  /** Ends as a user would: sees that nothing is left to do, and destroys what there is. */
  async conclude(): Promise<Evidence> {
    const last = this.recordings.at(-1);
    const secondPreview = last !== undefined && isSettled(last) ? await this.run("preview") : undefined;
    if ((last?.state.deployment.resources ?? []).length > 0) await this.run("destroy");
    await this.stack.dispose();
    const stillThere = new Set(this.simulator.world.backups(ordersDb).map(({ uid }) => uid));
    return {
      recordings: this.recordings,
      secondPreview,
      secrets: this.secrets,
      simulator: this.simulator,
      lostForeign: stillThere.has(this.foreign.uid) ? [] : [this.foreign.name],
      survivors: await survivors(this.marker),
    };
  }

  /** Whatever happened, nothing stays on this machine. */
  async close(): Promise<void> {
    await this.stack.dispose();
    await this.program.remove();
    await this.simulator.close();
  }
}

const isSettled = ({ verb, result }: Recording): boolean =>
  result.ok && (verb === "up" || (verb === "refresh" && result.steps.every(({ op }) => op === "same")));

async function programOf({ program }: StageSettings) {
  if ("source" in program) return writeProgram(program.source);
  return {
    dir: program.folder,
    write: () => Promise.reject(new Error(`${program.folder} runs as it stands`)),
    remove: () => Promise.resolve(),
  };
}
