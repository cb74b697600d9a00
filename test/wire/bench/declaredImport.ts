import assert from "node:assert/strict";
import { contextKey, type ResourceContext } from "../../../provider/inputs/checkedInputs";
import { resourceType } from "../../../provider/plugin/pluginProvider";
import { serviceOf } from "../../../provider/plugin/service";
import { loaderText } from "../../../provider/program/loader";
import {
  createUrn,
  decodeProperties,
  decodeValue,
  type Deployment,
  DynamicProviderClient,
  type ExportedResource,
  type Json,
  type JsonObject,
  newGoal,
  type OperationResult,
  RegistrationStack,
  type Source,
  type Target,
} from "@test/engine";
import type { Bench } from "./bench";
import { type BenchProvider, isPlugin } from "./faces";
import { recordedPlugin, recordedProvider } from "./recordedProvider";

type Values = Record<string, unknown>;

interface SavedResource {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly hasInitErrors: boolean;
  /** What it was exported with, so that a test can bring it back. */
  readonly deployment: Deployment;
}

const steps = { create: "created", replace: "replaced", update: "updated", same: "same" } as const;
export type Step = (typeof steps)[keyof typeof steps];

export type Options = Partial<ResourceContext>;

const target: Target = { project: "shop", stack: "dev" };
const type = isPlugin ? resourceType : "pulumi-nodejs:dynamic/northflank:AddonBackupImport";
const cutOff = "the program fails, and so the engine deletes nothing";

/** A program with one resource, and its stack. The engine's core decides what is done about it. */
export class DeclaredImport {
  /** All that was stored or thrown, to look for secrets in. */
  readonly written: unknown[] = [];
  private deployment: Deployment | undefined;
  private readonly urn: string;
  private readonly target: Target;
  private replacements = 0;

  constructor(
    private readonly bench: Bench,
    private readonly name: string,
    public args: Values,
    public options: Options = {},
  ) {
    // Where a dynamic provider is told of another stack, a plugin is in it.
    const [, , stack = target.stack] = options.resourceUrn?.split("::")[0]?.split(":") ?? [];
    this.target = isPlugin ? { ...target, stack } : target;
    this.urn = createUrn({ ...this.target, parent: "", type, name });
  }

  /** As the stack's state has it. */
  get state(): SavedResource | undefined {
    const { deployment, live } = this;
    if (deployment === undefined || live === undefined) return undefined;
    const { id = "", inputs = {}, outputs = {}, initErrors = [] } = live;
    return { id, inputs, outputs, hasInitErrors: initErrors.length > 0, deployment };
  }

  /** A test may bring back an earlier one, with outputs of its own; undefined is a stack that was never saved. */
  set state(state: SavedResource | undefined) {
    this.deployment = structuredClone(state?.deployment);
    if (state !== undefined && this.live !== undefined) this.live.outputs = wire(state.outputs);
  }

  /** Replaced, and not deleted yet. */
  get doomed(): ExportedResource[] {
    return this.imports.filter((resource) => resource.delete === true);
  }

  get outputs(): Values {
    assert.ok(this.state, `${this.name} is in no state`);
    return this.state.outputs;
  }

  /**
   * One `pulumi up`, in a provider process of its own unless one is given. Cut off, it ends before it deletes what is
   * replaced.
   */
  async up(provider?: BenchProvider, { isCutOff = false } = {}): Promise<Step> {
    const { changes } = await this.run((stack) => stack.up(this.program(isCutOff)), provider);
    const [, step] =
      Object.entries(steps).find(([op]) => op in changes) ?? assert.fail("nothing was registered");
    return step;
  }

  async preview(provider?: BenchProvider): Promise<void> {
    await this.run((stack) => stack.preview(this.program()), provider);
  }

  /**
   * An `up` in which the engine replaces without asking diff. With `--target-replace` and taint it forgets the old
   * inputs; with `replaceWith`, as with a `replacementTrigger` (used here), it checks against them first.
   */
  async replaceUnasked(how: "taint" | "replaceWith", { isCutOff = false } = {}): Promise<void> {
    if (how === "replaceWith") this.replacements += 1;
    const options = how === "taint" ? { targetReplace: [this.urn] } : {};
    await this.run((stack) => stack.up(this.program(isCutOff), options));
  }

  /** False when the backup is gone. */
  async refresh(provider?: BenchProvider): Promise<boolean> {
    await this.run((stack) => stack.refresh(), provider);
    return this.state !== undefined;
  }

  async destroy(provider?: BenchProvider): Promise<void> {
    await this.run((stack) => stack.destroy(), provider);
  }

  async check(provider: BenchProvider, olds: Values): Promise<Values> {
    const request = { urn: this.urn, olds: wire(olds), news: this.properties() };
    const answer =
      "plugin" in provider
        ? await provider.plugin.check(request)
        : await new DynamicProviderClient(provider.dynamic, target.project).check(request);
    assert.deepEqual(answer.failures, [], "check accepts the inputs");
    return answer.inputs;
  }

  /** Why a provider would replace what is saved by what has been checked. */
  async reasons(provider: BenchProvider, checked: Values): Promise<readonly string[]> {
    const { id, inputs, outputs } = this.state ?? assert.fail(`${this.name} is in no state`);
    if ("dynamic" in provider) return (await provider.dynamic.diff(id, outputs, checked)).replaces;
    const request = { urn: this.urn, id, olds: outputs, oldInputs: inputs, news: checked, ignoreChanges: [] };
    const changes = [...(await provider.plugin.diff(request))];
    return changes.flatMap(([name, { isReason }]) => (isReason ? [name] : []));
  }

  /** Deletes what was saved then. */
  async delete(provider: BenchProvider, { id, outputs }: SavedResource): Promise<void> {
    if ("dynamic" in provider) await provider.dynamic.delete(id, outputs);
    else await provider.plugin.delete({ urn: this.urn, id, olds: outputs, seconds: 0 });
  }

  /** What another resource's `get` reads. */
  async get(provider: BenchProvider, id: string): Promise<Values> {
    if ("dynamic" in provider)
      return (await provider.dynamic.read(id, { __provider: loaderText })).props as Values;
    return {
      ...(await provider.plugin.read({ urn: `${this.urn}-read`, id, olds: {}, oldInputs: {} }))?.outs,
    };
  }

  /** Creates what has been checked, as if for the first time. */
  async create(provider: BenchProvider, checked: Values): Promise<void> {
    this.state = undefined;
    await this.run((stack) => stack.up(this.program()), provider, wire(checked));
  }

  /** Rejects with the provider's own error. */
  private async run(
    operate: (stack: RegistrationStack) => Promise<OperationResult>,
    provider = this.bench.startProvider(),
    checked?: JsonObject,
  ): Promise<OperationResult> {
    const errors: Error[] = [];
    const state = this.deployment === undefined ? {} : { state: this.deployment };
    const stack = new RegistrationStack({ ...this.target, ...state, ...running(provider, errors, checked) });
    const result = await operate(stack);
    this.deployment = stack.exportState();
    this.written.push(this.imports.map(({ outputs, initErrors }) => [outputs, initErrors]));
    for (const { message, stack: trace, cause } of errors) this.written.push(message, trace, cause);
    if (errors[0] !== undefined) throw errors[0];
    assert.ok(result.ok || result.output.includes(cutOff), result.output);
    return result;
  }

  private program(isCutOff = false): Source {
    const { name, options, replacements } = this;
    const goal = newGoal({
      ...{ type, name, properties: decodeProperties(this.properties()) },
      ...(isPlugin ? { customTimeouts: options.timeouts ?? {} } : {}),
      ...(isPlugin ? { replaceOnChanges: [...(options.replaceOnChanges ?? [])] } : {}),
      replacementTrigger: decodeValue((options.replacementTrigger ?? replacements) as Json),
    });
    return async (monitor) => {
      await monitor.registerResource(goal);
      if (isCutOff) throw new Error(cutOff);
    };
  }

  private properties(): JsonObject {
    if (isPlugin) return wire(this.args);
    const context: ResourceContext = { resourceUrn: this.urn, organization: "acme", ...this.options };
    return wire({ ...this.args, [contextKey]: context, __provider: loaderText });
  }

  private get imports(): ExportedResource[] {
    return (this.deployment?.deployment.resources ?? []).filter((resource) => resource.type === type);
  }

  private get live(): ExportedResource | undefined {
    return this.imports.find((resource) => resource.delete !== true);
  }
}

/** The provider for one operation, whose errors are kept. */
function running(provider: BenchProvider, errors: Error[], checked: JsonObject | undefined) {
  if ("plugin" in provider) {
    const recorded = recordedPlugin(provider.plugin, errors, checked);
    return { plugins: { northflank: () => serviceOf(recorded) } };
  }
  const recorded = recordedProvider(provider.dynamic, errors, checked);
  return { provider: () => recorded };
}

/** What is left of a value once it has been through the protocol. */
const wire = (values: Values): JsonObject => JSON.parse(JSON.stringify(values)) as JsonObject;
