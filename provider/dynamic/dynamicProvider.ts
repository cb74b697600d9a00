import type { dynamic } from "@pulumi/pulumi";
import type { Values } from "../inputs/values";
import type { Diff } from "../lifecycle/diff";
import { ImportLifecycle } from "../lifecycle/importLifecycle";
import type { Ports } from "../process/ports";
import { ContextMemory } from "./contextMemory";
import { hiddenInputs } from "./hiddenInputs";

/**
 * The lifecycle as a dynamic provider. The engine tells one neither the resource nor its options: the program sends
 * them to check as a hidden input, and they are remembered for the later steps.
 */
export class DynamicProvider implements dynamic.ResourceProvider {
  private readonly lifecycle: ImportLifecycle;
  private readonly contexts = new ContextMemory();

  constructor(ports: Ports) {
    this.lifecycle = new ImportLifecycle(ports);
  }

  /** Synchronous at heart: the host accepts other calls before an asynchronous or failing configure ends. */
  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.lifecycle.configure(config);
    return Promise.resolve();
  }

  async check(olds: Values, news: Values): Promise<dynamic.CheckResult> {
    const { context, timeouts } = hiddenInputs(news);
    const { failures, ...checked } = await this.lifecycle.check(olds, news, context);
    // The engine prints the value of any property that a failure names, secrets included, so we name none.
    if (failures.length > 0)
      return { inputs: checked.inputs, failures: failures.map((reason) => ({ property: "", reason })) };
    const inputs = timeouts === undefined ? checked.inputs : { ...checked.inputs, timeouts };
    this.contexts.remember(inputs, {
      context,
      changes: checked.changes,
      isFresh: Object.keys(olds).length === 0,
    });
    return { inputs };
  }

  diff(id: string, olds: Values, news: Values): Promise<Diff> {
    return this.lifecycle.diff(id, olds, news, this.contexts.declared(news));
  }

  create(news: Values): Promise<dynamic.CreateResult> {
    return this.lifecycle.create(news, this.contexts.forCreate(news));
  }

  async read(id: string, props: Values = {}): Promise<dynamic.ReadResult> {
    const found = await this.lifecycle.read(id, props);
    // An empty id tells the engine that the resource is gone.
    return found === undefined ? { id: "", props } : { id, props: found.outs };
  }

  async update(id: string, olds: Values, news: Values): Promise<dynamic.UpdateResult> {
    const { context } = this.contexts.declared(news);
    return { outs: await this.lifecycle.update(id, olds, news, context) };
  }

  delete(id: string, props: Values): Promise<void> {
    return this.lifecycle.delete(id, props);
  }
}
