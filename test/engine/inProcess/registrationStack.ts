import type { dynamic } from "@pulumi/pulumi";
import type { ProviderHost } from "../core/provider/providerHost";
import { Deployment as Run, type Source } from "../core/run/deployment";
import type { ImportSpec } from "../core/run/plannedImport";
import type { Deployment } from "../core/state/deploymentFormat";
import type { ResourceState } from "../core/state/resourceState";
import type { JsonObject } from "../core/property/wire";
import type { ConfigValue, OperationResult, RunOptions, Verb } from "../engine";
import { optionsFor, Recorder, StateStore } from "../operations";
import { StackConfig } from "../stackConfig";
import { DynamicProviderClient } from "./dynamicProviderClient";
import { pluginOf, type Plugins } from "./plugins";

export interface RegistrationStackOptions {
  /** Called for every dynamic provider process that the real engine would start; or a host of real ones. */
  provider?: (() => dynamic.ResourceProvider<JsonObject, JsonObject>) | ProviderHost;
  /** Called for every plugin that the real engine would start, by package. */
  plugins?: Plugins;
  project?: string;
  stack?: string;
  config?: Record<string, ConfigValue>;
  state?: Deployment;
}

/** Providers of this process. */
function hostOf({ provider, plugins = {} }: RegistrationStackOptions, project: string): ProviderHost {
  const startPlugin = (pkg: string) => Promise.resolve(pluginOf(plugins, pkg));
  if (provider === undefined)
    return { start: () => Promise.reject(new Error("there is no dynamic provider here")), startPlugin };
  if (typeof provider !== "function")
    return {
      start: () => provider.start(),
      startPlugin: provider.startPlugin?.bind(provider) ?? startPlugin,
    };
  return { start: () => Promise.resolve(new DynamicProviderClient(provider(), project)), startPlugin };
}

/** The engine without programs and processes: a program is a function that registers resources. */
export class RegistrationStack {
  readonly #state: StateStore;
  readonly #target: { project: string; stack: string };
  readonly #host: ProviderHost;
  readonly config: StackConfig;

  constructor(options: RegistrationStackOptions) {
    const { project = "project", stack = "test" } = options;
    this.#target = { project, stack };
    this.#host = hostOf(options, project);
    this.config = new StackConfig(this.#target.project, options.config ?? {});
    this.#state = new StateStore(options.state);
  }

  preview(program: Source, options: RunOptions = {}): Promise<OperationResult> {
    return this.#run("preview", (deployment) => deployment.run(program), options);
  }

  up(program: Source, options: RunOptions = {}): Promise<OperationResult> {
    return this.#run("up", (deployment) => deployment.run(program), options);
  }

  refresh(options: RunOptions = {}): Promise<OperationResult> {
    return this.#run("refresh", (deployment) => deployment.run(undefined), options);
  }

  destroy(options: RunOptions = {}): Promise<OperationResult> {
    return this.#run("destroy", (deployment) => deployment.run(undefined), options);
  }

  /** `pulumi import`, of one or more. */
  import(specs: ImportSpec[], options: RunOptions = {}): Promise<OperationResult> {
    return this.#run("up", (deployment) => deployment.import(specs), options);
  }

  exportState(): Deployment {
    return this.#state.export();
  }

  /** What is in the state, with its secrets in plain text. */
  resources(): ResourceState[] {
    return this.#state.base().resources;
  }

  async #run(
    verb: Verb,
    work: (deployment: Run) => ReturnType<Run["run"]>,
    run: RunOptions,
  ): Promise<OperationResult> {
    const recorder = new Recorder(verb, run, this.#target);
    const deployment = new Run({
      target: this.#target,
      options: optionsFor(verb, run),
      base: this.#state.base(),
      providers: this.#host,
      configOf: (pkg) => this.config.forProvider(pkg),
      emit: recorder.emit,
      save: this.#state.save,
      signal: run.signal,
    });
    const outcome = await work(deployment);
    await deployment.close();
    return recorder.finish(outcome);
  }
}
