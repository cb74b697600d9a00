import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Observation, ProviderCall } from "../../comparable";
import type { ConfigValue, Deployment, Engine, RunOptions, TestStack, Verb } from "../../engine";

import { type ProgramFolder, writeProgram } from "../../program";

/** What the world behind the provider is like. */
export interface Plan {
  /** Labels of things that somebody has removed. */
  gone?: string[];
  /** What somebody has changed, by label. */
  drift?: Record<string, Record<string, unknown>>;
  unreadable?: string[];
  /** What is there to be imported into plugins, by id. */
  things?: Record<string, Record<string, unknown>>;
}

const PRELUDE = `const pulumi = require("@pulumi/pulumi");
const { Thing, Group, ThingProvider } = require(${JSON.stringify(require.resolve("../fixtures/thingResource.cjs"))});
const config = new pulumi.Config();
`;

const PLUGIN_PRELUDE = `${PRELUDE}const { Tested, Older, TestingProvider } = require(${JSON.stringify(require.resolve("../fixtures/pluginResource.cjs"))});
`;

const PLUGINS = {
  testing: require.resolve("../fixtures/plugins/pulumi-resource-testing"),
  older: require.resolve("../fixtures/plugins/pulumi-resource-older"),
};

export interface BenchObservation extends Observation {
  readonly verb: Verb;
  readonly options: RunOptions;
}

/** One stack of one engine, and a record of all that could be seen of it. */
export class Bench {
  readonly observations: BenchObservation[] = [];

  private constructor(
    readonly engine: Engine,
    private readonly folder: ProgramFolder,
    private readonly scratch: string,
    private readonly env: Record<string, string>,
    private stack: TestStack,
    private readonly prelude: string,
  ) {}

  static async open(
    engine: Engine,
    { config = {}, usesPlugins = false }: Pick<Scenario, "config" | "usesPlugins">,
  ): Promise<Bench> {
    const folder = await writeProgram(PRELUDE);
    const scratch = await mkdtemp(join(tmpdir(), "engine-bench-"));
    const env = { THING_JOURNAL: join(scratch, "journal"), THING_PLAN: join(scratch, "plan.json") };
    await Promise.all([writeFile(env.THING_JOURNAL, ""), writeFile(env.THING_PLAN, "{}")]);
    const stack = await engine.openStack({
      programDir: folder.dir,
      config,
      env,
      ...(usesPlugins ? { plugins: PLUGINS } : {}),
    });
    return new Bench(engine, folder, scratch, env, stack, usesPlugins ? PLUGIN_PRELUDE : PRELUDE);
  }

  async close(): Promise<void> {
    await this.stack.dispose();
    await this.folder.remove();
    await rm(this.scratch, { recursive: true, force: true });
  }

  async plan(plan: Plan): Promise<void> {
    await writeFile(this.env["THING_PLAN"] ?? "", JSON.stringify(plan));
  }

  setConfig(key: string, value: ConfigValue): Promise<void> {
    return this.stack.setConfig(key, value);
  }

  async preview(source: string, options?: RunOptions): Promise<Observation> {
    await this.folder.write(this.prelude + source);
    return this.#observe("preview", options);
  }

  async up(source: string, options?: RunOptions): Promise<Observation> {
    await this.folder.write(this.prelude + source);
    return this.#observe("up", options);
  }

  refresh(options?: RunOptions): Promise<Observation> {
    return this.#observe("refresh", options);
  }

  destroy(options?: RunOptions): Promise<Observation> {
    return this.#observe("destroy", options);
  }

  /** What `pulumi state taint` does. */
  async taint(name: string): Promise<void> {
    const state = await this.stack.exportState();
    for (const resource of state.deployment.resources ?? []) {
      if (resource.urn.endsWith(`::${name}`)) resource.taint = true;
    }
    await this.stack.importState(state);
  }

  orphans(): number[] {
    return this.stack.orphans();
  }

  /** Until the provider has been sent a call, while an operation is running. */
  async called(call: ProviderCall["call"]): Promise<void> {
    while (!(await this.#calls()).some((made) => made.call === call)) await setTimeout(10);
  }

  /** An update whose engine is killed as soon as the provider has been told to create something. */
  async upKilled(source: string): Promise<Deployment> {
    const controller = new AbortController();
    await this.folder.write(this.prelude + source);
    const killed = this.stack.up({ kill: controller.signal });
    await this.called("create");
    controller.abort();
    await killed;
    return this.stack.exportState();
  }

  async #calls(): Promise<ProviderCall[]> {
    const journal = await readFile(this.env["THING_JOURNAL"] ?? "", "utf8");
    return journal
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as ProviderCall);
  }

  async #observe(verb: Verb, options: RunOptions = {}): Promise<Observation> {
    await writeFile(this.env["THING_JOURNAL"] ?? "", "");
    const result = await this.stack[verb](options);
    const calls = await this.#calls();
    const observation = { verb, options, result, calls, state: await this.stack.exportState() };
    this.observations.push(observation);
    return observation;
  }
}

export interface Scenario {
  /** It kills, prints, or depends on what only a process has. */
  needsProcesses?: boolean;
  name: string;
  config?: Record<string, ConfigValue>;
  /** Its program declares things of provider plugins. */
  usesPlugins?: boolean;
  run(bench: Bench): Promise<void>;
}
