import type { ProviderHost } from "../provider/providerHost";
import { ProviderRegistry } from "../provider/providerRegistry";
import type { Snapshot } from "../state/snapshot";
import { SnapshotManager } from "../state/snapshotManager";
import { BailError, type Diagnostic } from "../step/diagnostic";
import type { RefreshStep } from "../step/step";
import { BailOut } from "./bailOut";
import { BaseState } from "./baseState";
import { deferred } from "./deferred";
import { generateDeletions, scheduleDeletions, stillNeeded } from "./deletions";
import type { CoreEvent } from "./events";
import { Operation, type Target } from "./operation";
import type { OperationOptions } from "./options";
import { pendingOperationsWarning } from "./pendingOperations";
import { type ImportSpec, PlannedImport } from "./plannedImport";
import { generateRefreshes, rebuildBase } from "./refreshing";
import { Registrations } from "./registrations";
import { type ProviderConfig, ResourceMonitor } from "./resourceMonitor";
import { StepExecutor } from "./stepExecutor";

/** A program's run: ends when the program has registered everything, fails when the program does. */
export type Source = (monitor: ResourceMonitor) => Promise<void>;

export interface DeploymentOptions {
  target: Target;
  options: OperationOptions;
  base: Snapshot;
  providers: ProviderHost;
  configOf: ProviderConfig;
  emit: (event: CoreEvent) => void;
  /** Called with every state worth saving; never in a preview. */
  save: (snapshot: Snapshot) => void;
  /** The user's Ctrl-C: what runs is finished, nothing new is started. */
  signal?: AbortSignal | undefined;
}

export interface DeploymentResult {
  ok: boolean;
  changes: Record<string, number>;
  snapshot: Snapshot;
}

/** One preview, update, refresh or destroy, from its base state to its result. */
export class Deployment {
  readonly #operation: Operation;
  readonly #executor: StepExecutor;
  readonly #snapshots: SnapshotManager;
  readonly #registry: ProviderRegistry;
  readonly #registrations: Registrations;
  readonly #bailOut: BailOut;

  constructor(private readonly context: DeploymentOptions) {
    const { target, options, base, providers, emit } = context;
    this.#registry = new ProviderRegistry(providers, options.dryRun);
    this.#snapshots = new SnapshotManager(base, context.save);
    const report: Operation["report"] = (severity, message, urn = "") => {
      emit({ type: "diagnostic", diagnostic: { severity, message, urn, ephemeral: false } });
    };
    this.#operation = new Operation(target, options, new BaseState(base.resources), this.#registry, report);
    this.#executor = this.#newExecutor({
      refreshOnly: options.mode === "refresh",
      continueOnError: options.continueOnError,
    });
    this.#bailOut = new BailOut(this.#operation, this.#executor);
    this.#registrations = new Registrations({
      operation: this.#operation,
      executor: this.#executor,
      bailOut: this.#bailOut,
      snapshots: this.#saved,
      emit,
    });
  }

  /** What a program or a provider says to the engine. */
  log(diagnostic: Diagnostic): void {
    this.context.emit({ type: "diagnostic", diagnostic });
  }

  /** Refreshes, runs the program where there is one, deletes what is left over. */
  run(source: Source | undefined): Promise<DeploymentResult> {
    return this.#run(() => this.#phases(source));
  }

  /** What `pulumi import` does. */
  import(specs: ImportSpec[]): Promise<DeploymentResult> {
    return this.#run(() =>
      new PlannedImport(this.#operation, this.#executor, this.context.configOf).run(specs),
    );
  }

  async #run(phases: () => Promise<void>): Promise<DeploymentResult> {
    const { signal } = this.context;
    const stop = (): void => {
      this.#executor.stop();
      void this.#registry.cancel();
    };
    signal?.addEventListener("abort", stop);
    if (signal?.aborted === true) stop();
    await this.#bailOut.guard(phases);
    await this.#executor.idle();
    signal?.removeEventListener("abort", stop);
    const failed = this.#executor.failed || this.#operation.failed;
    this.#registrations.finalizeStackOutputs(failed);
    const canceled = !failed && signal?.aborted === true;
    if ((failed && !this.#bailOut.bailed) || canceled) this.#reportEnd(canceled);
    return {
      ok: !failed && !canceled,
      changes: this.#executor.changes,
      snapshot: this.#snapshots.snapshot(),
    };
  }

  /** Answers the calls that a program may still be waiting for, and ends the providers. */
  async close(): Promise<void> {
    this.#registrations.shutDown();
    await this.#registry.close();
  }

  get #saved(): SnapshotManager | undefined {
    return this.context.options.dryRun ? undefined : this.#snapshots;
  }

  #newExecutor(how: { refreshOnly: boolean; continueOnError: boolean }): StepExecutor {
    return new StepExecutor(this.#operation, this.#saved, this.context.emit, how);
  }

  async #phases(source: Source | undefined): Promise<void> {
    const { options, base } = this.context;
    if (options.refresh === "before") await this.#refreshAll();
    if (options.mode === "refresh" && source === undefined) return;
    if (options.refresh === "no" && base.pendingOperations.length > 0 && !options.dryRun) {
      this.#operation.report("warning", pendingOperationsWarning(base.pendingOperations));
    }
    if (source !== undefined) await this.#runProgram(source);
    if (this.#executor.stopped.aborted) return;
    if (options.mode === "refresh") await this.#refreshLeft();
    else await this.#deleteLeft();
  }

  /** Ends with the program, or with the first failure: then nobody waits for the program. */
  async #runProgram(source: Source): Promise<void> {
    const { stopped } = this.#executor;
    const halt = deferred<undefined>();
    stopped.addEventListener("abort", () => {
      halt.resolve(undefined);
    });
    if (stopped.aborted) halt.resolve(undefined);
    const monitor = new ResourceMonitor(this.#registrations, this.context.configOf);
    await Promise.race([source(monitor), halt.promise]);
    await Promise.race([this.#settled(), halt.promise]);
    await this.#executor.idle();
  }

  /** A refresh step, when it ends, registers its resource once more. */
  async #settled(): Promise<void> {
    await this.#registrations.drained();
    await this.#executor.idle();
    await this.#registrations.drained();
  }

  async #refreshAll(): Promise<void> {
    const steps = await generateRefreshes(this.#operation);
    this.#operation.refreshes.clear();
    const refreshOnly = this.context.options.mode === "refresh";
    const executor = this.#newExecutor({ refreshOnly, continueOnError: true });
    await executor.runAll(steps.map((step) => [step]));
    Object.assign(this.#executor.changes, executor.changes);
    this.#rebuild(steps);
    if (!executor.failed) return;
    this.#reportEnd(false);
    throw new BailError("the refresh failed");
  }

  async #refreshLeft(): Promise<void> {
    const steps = await generateRefreshes(this.#operation);
    await this.#executor.runAll(steps.map((step) => [step]));
    this.#rebuild(steps);
  }

  #rebuild(steps: RefreshStep[]): void {
    this.#operation.base = rebuildBase(this.#operation, steps);
    this.#snapshots.rebase(this.#operation.base.resources);
    this.#saved?.write();
  }

  async #deleteLeft(): Promise<void> {
    const { sames, deletes } = await generateDeletions(this.#operation);
    await this.#executor.runAll(sames.map((step) => [step]));
    for (const round of scheduleDeletions(this.#operation, deletes)) {
      const needed = stillNeeded(this.#operation, this.#executor.failures);
      const possible = round.filter(({ old }) => old === undefined || !needed.has(old));
      await this.#executor.runAll(possible.map((step) => [step]));
    }
  }

  #reportEnd(canceled: boolean): void {
    const kind = this.context.options.dryRun ? "preview" : "update";
    this.#operation.report("error", `${kind} ${canceled ? "canceled" : "failed"}`);
  }
}
