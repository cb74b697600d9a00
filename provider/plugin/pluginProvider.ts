import { PartialFailure } from "../errors";
import type { ResourceContext, Timeouts } from "../inputs/checkedInputs";
import { secretNames } from "../inputs/table";
import type { Values } from "../inputs/values";
import { ImportLifecycle } from "../lifecycle/importLifecycle";
import { inputChanges } from "../lifecycle/inputChanges";
import { expectedAfter, expectedState } from "../lifecycle/state";
import type { Ports } from "../process/ports";
import { openedAll, sealed } from "./envelopes";
import { configurationOf, isExplicitProvider } from "./settings";
import { shownDiff, type ShownDiff } from "./shownDiff";

/** The resource's type in a program of any language. */
export const resourceType = "northflank:index:AddonBackupImport";

/** Whose step it is. */
interface Subject {
  readonly urn: string;
}

interface Timed {
  /** The step's custom time limit; 0 if there is none. */
  readonly seconds: number;
}

interface Existing extends Subject {
  readonly id: string;
  /** The saved outputs. */
  readonly olds: Values;
}

/** What create and read answer; `inputs` only of an import into the state. */
export interface Answer {
  readonly id: string;
  readonly outs: Values;
  readonly inputs?: Values;
}

/**
 * The lifecycle as a provider plugin, which the engine tells what it keeps from a dynamic provider. Values come in as
 * the engine sends them, and go out with every secret sealed.
 */
export class PluginProvider {
  private readonly lifecycle: ImportLifecycle;
  /** The resources of the program that runs, if one does. */
  private readonly checked = new Set<string>();

  constructor(private readonly ports: Ports) {
    this.lifecycle = new ImportLifecycle(ports);
  }

  configure({ urn, args }: Subject & { readonly args: Values }): void {
    this.lifecycle.configure(configurationOf(openedAll(args), isExplicitProvider(urn)));
  }

  async check({ urn, olds, news }: Subject & { readonly olds: Values; readonly news: Values }): Promise<{
    readonly inputs: Values;
    readonly failures: readonly string[];
  }> {
    this.checked.add(urn);
    const { inputs, failures } = await this.lifecycle.check(current(olds), openedAll(news), contextOf(urn));
    return { inputs: sealedAll(inputs, news), failures };
  }

  async diff({
    urn,
    id,
    olds,
    ...compared
  }: Existing & {
    readonly oldInputs: Values;
    readonly news: Values;
    readonly ignoreChanges: readonly string[];
  }): Promise<ShownDiff> {
    const [oldInputs, news] = [current(compared.oldInputs), current(compared.news)];
    const declared = {
      isChecked: this.checked.has(urn),
      context: contextOf(urn),
      changes: inputChanges(oldInputs, news, this.ports.env),
    };
    const found = await this.lifecycle.diff(id, current(olds), news, declared);
    return shownDiff(found, oldInputs, news, compared.ignoreChanges);
  }

  async create({
    urn,
    news,
    seconds,
    isPreview,
  }: Subject & Timed & { readonly news: Values; readonly isPreview: boolean }): Promise<Answer> {
    const inputs = current(news);
    if (isPreview) return { id: "", outs: sealedAll(expectedState(inputs), news) };
    const context = contextOf(urn, { create: seconds });
    const createKey = { key: urn, resources: 1 };
    return sealing(news, this.lifecycle.create(inputs, { context, createKey }));
  }

  /** Undefined if it is gone. An import has neither inputs nor a state. */
  async read({
    urn,
    id,
    olds,
    oldInputs,
  }: Existing & { readonly oldInputs: Values | undefined }): Promise<Answer | undefined> {
    if (oldInputs === undefined && Object.keys(olds).length === 0)
      return this.lifecycle.adopt(id, contextOf(urn));
    const found = await this.lifecycle.read(id, current(olds), contextOf(urn));
    return found && { id, outs: sealedAll(found.outs, olds) };
  }

  async update({
    urn,
    id,
    olds,
    news,
    seconds,
    isPreview,
  }: Existing & Timed & { readonly news: Values; readonly isPreview: boolean }): Promise<Answer> {
    const [state, inputs] = [current(olds), current(news)];
    if (isPreview) return { id, outs: sealedAll(expectedAfter(state, inputs), news) };
    const updating = this.lifecycle.update(id, state, inputs, contextOf(urn, { update: seconds }));
    return sealing(
      news,
      updating.then((outs) => ({ id, outs })),
    );
  }

  delete({ urn, id, olds, seconds }: Existing & Timed): Promise<void> {
    return this.lifecycle.delete(id, current(olds), contextOf(urn, { delete: seconds }));
  }

  cancel(): void {
    this.ports.cancellation.request();
  }
}

/** Without what a dynamic resource stores with its inputs and outputs: its state goes on as a plugin's. */
const current = (values: Values): Values => {
  const { __provider: _, timeouts: __, ...own } = openedAll(values);
  return own;
};

const sealedAll = (values: Values, counterparts: Values): Values => sealed(values, counterparts, secretNames);

/** What a step answers, or fails with, sealed as the inputs were. */
async function sealing(news: Values, step: Promise<Answer>): Promise<Answer> {
  try {
    const { outs, ...answer } = await step;
    return { ...answer, outs: sealedAll(outs, news) };
  } catch (thrown) {
    if (!(thrown instanceof PartialFailure)) throw thrown;
    throw new PartialFailure(thrown.id, sealedAll(thrown.properties, news), thrown.message);
  }
}

/** The engine tells a plugin neither the organisation nor options such as `retainOnDelete`. Zero seconds are no limit. */
const contextOf = (resourceUrn: string, limits: Timeouts = {}): ResourceContext => ({
  resourceUrn,
  organization: "",
  timeouts: Object.fromEntries(Object.entries(limits).filter(([, seconds]) => seconds > 0)),
});
