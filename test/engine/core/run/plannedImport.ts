import { defaultProviderName, type PluginSource, withSource } from "../provider/engineSettings";
import { diffResult } from "../provider/resourceProvider";
import { copyState, newState, type ResourceState } from "../state/resourceState";
import { createUrn, formatReference, isStackUrn, packageOf, providerType, STACK_TYPE } from "../state/urn";
import { BailError } from "../step/diagnostic";
import type { Step } from "../step/step";
import { reportCheckFailures } from "./checkFailures";
import type { Operation } from "./operation";
import type { ProviderConfig } from "./resourceMonitor";
import type { StepExecutor } from "./stepExecutor";

/** What `pulumi import` is told. */
export interface ImportSpec extends Partial<PluginSource> {
  type: string;
  name: string;
  id: string;
  /** Unlike a program's resource, one that is imported is protected unless told otherwise. */
  protect?: boolean;
}

const ignore = (): void => undefined;

const createStep = (state: ResourceState): Step => ({
  kind: "create",
  new: state,
  done: ignore,
  replacing: false,
  pendingDelete: false,
  diff: diffResult({ changes: "some" }),
});

/** `pulumi import`: no program runs, what is in the state stays, and what is named comes in as it is. */
export class PlannedImport {
  constructor(
    private readonly operation: Operation,
    private readonly executor: StepExecutor,
    private readonly configOf: ProviderConfig,
  ) {}

  async run(specs: ImportSpec[]): Promise<void> {
    const { base } = this.operation;
    for (const old of base.resources.filter((resource) => !resource.delete)) {
      const copy = { ...copyState(old), id: "" };
      await this.#apply({ kind: "same", old, new: copy, skippedCreate: false, untargeted: false });
    }
    const stack = await this.#stack();
    const steps: Step[] = [];
    for (const spec of specs) steps.push(this.#importStep(spec, stack, await this.#provider(spec)));
    await this.executor.runAll(steps.map((step) => [step]));
  }

  async #apply(step: Step): Promise<void> {
    await this.executor.runAll([[step]]);
    if (this.executor.failed) throw new BailError("the import failed");
  }

  async #stack(): Promise<string> {
    const { base, target } = this.operation;
    const present = base.resources.find(({ urn }) => isStackUrn(urn));
    if (present !== undefined) return present.urn;
    const name = `${target.project}-${target.stack}`;
    const urn = createUrn({ ...target, parent: "", type: STACK_TYPE, name });
    await this.#apply(createStep(newState({ type: STACK_TYPE, urn, custom: false })));
    return urn;
  }

  /** The default provider that the state has, whatever the configuration is by now, or else a new one. */
  async #provider({ type, version = "", pluginDownloadURL = "" }: ImportSpec): Promise<string> {
    const { base, target, registry } = this.operation;
    const source = { version, pluginDownloadURL };
    const pkg = packageOf(type);
    const provider = providerType(pkg);
    const urn = createUrn({ ...target, parent: "", type: provider, name: defaultProviderName(source) });
    const present = base.find(urn);
    if (present !== undefined) return formatReference(present);
    const inputs = withSource(this.configOf(pkg), source);
    const state = newState({ type: provider, urn, custom: true, inputs });
    const { failures } = await registry.check({ urn, olds: {}, news: inputs });
    if (reportCheckFailures(this.operation, state, failures)) throw new BailError("provider check failed");
    await this.#apply(createStep(state));
    return formatReference(state);
  }

  #importStep({ type, name, id, protect = true }: ImportSpec, parent: string, provider: string): Step {
    const urn = createUrn({ ...this.operation.target, parent, type, name });
    if (this.operation.base.find(urn) !== undefined) {
      throw new Error(`resource '${urn}' already exists`);
    }
    const state = newState({ type, urn, custom: true, parent, provider, protect, importID: id });
    return {
      kind: "import",
      planned: true,
      original: undefined,
      new: state,
      replacing: false,
      continueWith: ignore,
    };
  }
}
