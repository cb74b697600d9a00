import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { PartialFailure } from "../../../provider/errors";
import type { ImportLifecycle } from "../../../provider/lifecycle/importLifecycle";
import { loaderText } from "../../../provider/program/loader";
import { contextKey, type ResourceContext } from "../../../provider/inputs/checkedInputs";
import type { Bench } from "./bench";

type Values = Record<string, unknown>;

interface CheckAnswer {
  readonly inputs: Values;
  readonly failures?: unknown[];
}

export interface SavedResource {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly hasInitErrors: boolean;
}

export type Step = "created" | "updated" | "replaced" | "same";

export type Options = Partial<ResourceContext>;

/** What the engine does with one declared resource, as far as the exactly-once behaviour depends on it. */
export class DeclaredImport {
  /** As the state file has it. */
  state: SavedResource | undefined;
  /** Replaced, and not deleted yet. */
  readonly doomed: SavedResource[] = [];
  /** All that was stored or thrown, to look for secrets in. */
  readonly written: unknown[] = [];

  constructor(
    private readonly bench: Bench,
    private readonly name: string,
    public args: Values,
    public options: Options = {},
  ) {}

  /**
   * One `pulumi up`, in a provider process of its own unless one is given. Cut off, it ends before it deletes what is
   * replaced.
   */
  async up(provider = this.bench.startProvider(), { isCutOff = false } = {}): Promise<Step> {
    const step = await this.apply(provider);
    if (!isCutOff) await this.deleteDoomed(provider);
    return step;
  }

  /**
   * An `up` in which the engine replaces without asking diff. With `--target-replace` and taint it forgets the old inputs,
   * with `replaceWith` it checks against them first.
   */
  async replaceUnasked(
    how: "taint" | "replaceWith",
    { isCutOff = false, provider = this.bench.startProvider() } = {},
  ): Promise<void> {
    const old = this.existing();
    if (how === "replaceWith") await this.check(provider, old.inputs);
    await this.replace(provider, old);
    if (!isCutOff) await this.deleteDoomed(provider);
  }

  private async apply(provider: ImportLifecycle): Promise<Step> {
    const { state } = this;
    const inputs = await this.check(provider, state?.inputs ?? {});
    if (state === undefined) {
      await this.create(provider, inputs);
      return "created";
    }
    const { changes, replaces } = await provider.diff(state.id, wire(state.outputs), wire(inputs));
    const differs = changes ?? !isDeepStrictEqual(state.inputs, inputs);
    if (differs && replaces.length > 0) {
      await this.replace(provider, state);
      return "replaced";
    }
    if (differs || state.hasInitErrors) {
      await this.update(provider, state, inputs);
      return "updated";
    }
    this.state = { ...state, inputs };
    return "same";
  }

  /** False when the backup is gone. */
  async refresh(provider: ImportLifecycle = this.bench.startProvider()): Promise<boolean> {
    const state = this.existing();
    const answer = await this.call(provider.read(state.id, wire(state.outputs)));
    const { id = "", props = {} } = answer as { id?: string; props?: Values };
    if (id === "") {
      this.state = undefined;
      return false;
    }
    this.state = { ...state, id, outputs: this.stored(props), hasInitErrors: false };
    await provider.diff(id, wire(this.state.outputs), wire(state.inputs));
    return true;
  }

  async destroy(provider: ImportLifecycle = this.bench.startProvider()): Promise<void> {
    await this.deleteDoomed(provider);
    if (this.state === undefined) return;
    await this.call(provider.delete(this.state.id, wire(this.state.outputs)));
    this.state = undefined;
  }

  get outputs(): Values {
    return this.existing().outputs;
  }

  async check(provider: ImportLifecycle, olds: Values): Promise<Values> {
    const context: ResourceContext = {
      resourceUrn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/northflank:AddonBackupImport::${this.name}`,
      organization: "acme",
      ...this.options,
    };
    const news = wire({ ...this.args, [contextKey]: context, __provider: loaderText });
    const { inputs, failures = [] } = (await provider.check(wire(olds), news)) as CheckAnswer;
    assert.deepEqual(failures, [], "check accepts the inputs");
    return wire({ ...inputs, __provider: loaderText });
  }

  async create(provider: ImportLifecycle, inputs: Values): Promise<void> {
    try {
      const { id, outs } = (await this.call(provider.create(wire(inputs)))) as { id: string; outs: Values };
      this.state = { id, inputs, outputs: this.stored(outs), hasInitErrors: false };
    } catch (thrown) {
      if (thrown instanceof PartialFailure) this.keep(thrown, inputs);
      throw thrown;
    }
  }

  private async replace(provider: ImportLifecycle, old: SavedResource): Promise<void> {
    const inputs = await this.check(provider, {});
    if (this.state === old) this.doomed.push(old);
    try {
      await this.create(provider, inputs);
    } finally {
      if (this.state === old) this.doomed.pop();
    }
  }

  private async deleteDoomed(provider: ImportLifecycle): Promise<void> {
    for (const one of [...this.doomed]) {
      await this.call(provider.delete(one.id, wire(one.outputs)));
      this.doomed.splice(this.doomed.indexOf(one), 1);
    }
  }

  private async update(provider: ImportLifecycle, state: SavedResource, inputs: Values): Promise<void> {
    try {
      const answer = await this.call(provider.update(state.id, wire(state.outputs), wire(inputs)));
      const { outs } = answer as { outs: Values };
      this.state = { ...state, inputs, outputs: this.stored(outs), hasInitErrors: false };
    } catch (thrown) {
      if (thrown instanceof PartialFailure) this.keep(thrown, state.inputs);
      throw thrown;
    }
  }

  /** The shape in which a failed step is saved all the same. */
  private keep({ id, properties, reasons }: PartialFailure, inputs: Values): void {
    assert.equal(properties["__provider"], loaderText, "a partial failure carries the provider");
    assert.equal(reasons.length, 1);
    this.state = { id, inputs, outputs: this.stored(properties), hasInitErrors: true };
  }

  private stored(outs: Values): Values {
    this.written.push(outs);
    assert.deepEqual(wire(outs), outs, "what is stored survives the protocol");
    return { ...outs, __provider: loaderText };
  }

  private async call<Result>(answer: Promise<Result>): Promise<Result> {
    try {
      return await answer;
    } catch (thrown) {
      assert.ok(thrown instanceof Error, "the host hangs on anything but an Error");
      this.written.push(thrown.message, thrown.stack, thrown.cause);
      if (thrown instanceof PartialFailure) this.written.push(thrown.reasons, thrown.properties);
      throw thrown;
    }
  }

  private existing(): SavedResource {
    assert.ok(this.state, `${this.name} is in no state`);
    return this.state;
  }
}

/** What is left of a value once it has been through the protocol. */
const wire = (values: Values): Values => JSON.parse(JSON.stringify(values)) as Values;
