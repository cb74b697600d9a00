import type { ProviderRegistry } from "../provider/providerRegistry";
import { BailError, type Report } from "../step/diagnostic";
import { isReplacement, type ResourceProvider } from "../provider/resourceProvider";
import type { Goal } from "../state/goal";
import type { ResourceState } from "../state/resourceState";
import { formatReference, isProviderType, parseReference } from "../state/urn";
import type { BaseState } from "./baseState";
import type { OperationOptions } from "./options";

export interface Target {
  project: string;
  stack: string;
}

/** What one preview, update, refresh or destroy knows while it generates steps. */
export class Operation {
  /** Every URN that was registered or read in this operation. */
  readonly urns = new Set<string>();
  readonly creates = new Set<string>();
  readonly sames = new Set<string>();
  readonly updates = new Set<string>();
  readonly replaces = new Set<string>();
  readonly reads = new Set<string>();
  readonly imports = new Set<string>();
  readonly refreshes = new Set<string>();
  /** Deleted so far; one that is registered afterwards is created anew. */
  readonly deletes = new Set<string>();
  readonly skippedCreates = new Set<string>();
  /** Old states that a delete-before-replace has already taken care of. */
  readonly pendingDeletes = new Set<ResourceState>();
  readonly dependentReplaceKeys = new Map<string, string[]>();
  /** Former URN to present URN, of resources that were found by an alias. */
  readonly aliased = new Map<string, string>();
  /** Present URN to former URN. */
  readonly former = new Map<string, string>();
  /** States that a destroy with program has brought up to date, to be deleted at the end. */
  readonly toDelete: ResourceState[] = [];
  /** States as they were after a refresh within the program's run. */
  readonly refreshed = new Map<ResourceState, ResourceState>();
  /** The states of the providers that the program has registered so far. */
  readonly providers = new Map<string, ResourceState>();
  readonly targets: Set<string>;
  /** An error that does not stop a preview, and must fail it in the end. */
  failed = false;

  constructor(
    readonly target: Target,
    readonly options: OperationOptions,
    public base: BaseState,
    readonly registry: ProviderRegistry,
    readonly report: Report,
  ) {
    this.targets = new Set([...options.targets, ...options.replace]);
  }

  fail(message: string, urn: string): void {
    this.report("error", message, urn);
    this.failed = true;
  }

  bail(message: string, urn: string): never {
    this.fail(message, urn);
    throw new BailError(message);
  }

  isOperatedOn(urn: string): boolean {
    const present = this.aliased.get(urn) ?? urn;
    return [this.sames, this.updates, this.replaces, this.reads, this.refreshes].some((set) =>
      set.has(present),
    );
  }

  providerOf(goal: Goal): ResourceProvider | undefined {
    if (!goal.custom) return undefined;
    if (isProviderType(goal.type)) return this.registry;
    const provider = this.registry.get(goal.provider);
    if (provider === undefined) throw new Error(`unknown provider '${goal.provider}'`);
    return provider;
  }

  /** Loads a provider that only the state knows: the program has not registered it (yet, or any more). */
  async ensureProvider(reference: string): Promise<void> {
    if (reference === "" || this.registry.get(reference) !== undefined) return;
    const { urn, id } = parseReference(reference);
    const state = this.base.resources.find((resource) => resource.urn === urn && resource.id === id);
    if (state === undefined) throw new Error(`could not find provider ${reference}`);
    await this.registry.same(state);
  }

  /** A provider whose reference changed only because it was renamed is no other provider. */
  isSameProvider(oldReference: string, newReference: string): boolean {
    if (oldReference === newReference) return true;
    if (oldReference === "" || newReference === "") return false;
    const before = parseReference(oldReference);
    return this.aliased.get(before.urn) === parseReference(newReference).urn;
  }

  /** Another provider replaces what it takes over only if the difference between their configurations would. */
  async replacesResources(oldReference: string, newReference: string): Promise<boolean> {
    if (this.isSameProvider(oldReference, newReference)) return false;
    if (oldReference === "" || newReference === "") return true;
    const { urn, id } = parseReference(newReference);
    const before = this.base.find(parseReference(oldReference).urn);
    const after = this.providers.get(urn);
    if (before === undefined || after === undefined) return false;
    const { inputs: oldInputs, outputs: oldOutputs } = before;
    const newInputs = after.inputs;
    return isReplacement(
      await this.registry.compare({ urn, id, oldInputs, oldOutputs, newInputs, ignoreChanges: [] }),
    );
  }

  registerAlias(urn: string, former: string, id: string): void {
    this.registry.alias(formatReference({ urn, id }), formatReference({ urn: former, id }));
  }
}
