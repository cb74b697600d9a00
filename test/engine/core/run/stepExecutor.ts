import { markSecretOutputs } from "../property/annotateSecrets";
import { mapsEqual } from "../property/equality";
import { InitError } from "../provider/resourceProvider";
import { ProviderCallError } from "../provider/providerClient";
import type { ResourceState } from "../state/resourceState";
import type { SnapshotManager } from "../state/snapshotManager";
import { isLogical, newOf, resourceOf, type Step } from "../step/step";
import { applyStep, ProtectedError } from "./applyStep";
import { type CoreEvent, isInternal, shownOp } from "./events";
import type { Operation } from "./operation";
import { beginMutation, endMutation } from "./snapshotSteps";
import { Workers } from "./workers";

export interface ExecutorOptions {
  /** The operation is a refresh and nothing else: its steps are told by what they found. */
  refreshOnly: boolean;
  /** A failed step does not stop the others. */
  continueOnError: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class StepExecutor {
  readonly #stop = new AbortController();
  readonly #workers: Workers;
  readonly #running = new Set<Promise<void>>();
  readonly changes: Record<string, number> = {};
  /** Registered resources whose outputs the program may still set. */
  readonly pendingOutputs = new Map<string, Step>();
  /** Old states of steps that have failed. */
  readonly failures: ResourceState[] = [];
  failed = false;
  corrupt = false;

  constructor(
    private readonly operation: Operation,
    private readonly snapshots: SnapshotManager | undefined,
    private readonly emit: (event: CoreEvent) => void,
    private readonly options: ExecutorOptions,
  ) {
    this.#workers = new Workers(operation.options.parallel, this.stopped);
  }

  /** Aborted when a step has failed: nothing new is started any more. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Waits for a free worker, not for the steps. */
  async start(chain: Step[]): Promise<void> {
    if (chain.length === 0) return;
    const release = await this.#workers.acquire();
    if (release === undefined) return;
    const running = this.#execute(chain).finally(() => {
      release();
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  async runAll(chains: Step[][]): Promise<void> {
    for (const chain of chains) await this.start(chain);
    await this.idle();
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #execute(chain: Step[]): Promise<void> {
    for (const step of chain) {
      if (this.stopped.aborted) return;
      if (await this.#executeStep(step)) continue;
      this.#answerFailure(chain);
      return;
    }
  }

  /** A program that goes on must not wait for what has failed. */
  #answerFailure(chain: Step[]): void {
    if (!this.options.continueOnError) return;
    for (const step of chain) if ("done" in step) step.done?.({ state: step.new, failed: true });
  }

  async #executeStep(step: Step): Promise<boolean> {
    this.emit({ type: "pre", step, op: shownOp(step, false) });
    if (this.snapshots) beginMutation(this.snapshots, step);
    const error = await applyStep(this.operation, step).then(
      () => undefined,
      (reason: unknown) => ({ reason }),
    );
    this.#markSecrets(step);
    if (this.snapshots)
      endMutation(this.snapshots, step, error === undefined || error.reason instanceof InitError);
    if (error !== undefined) {
      this.#fail(step, error.reason);
      return false;
    }
    this.#succeed(step);
    return true;
  }

  /** A replace step shares its new state with the create step, which has been through this. */
  #markSecrets(step: Step): void {
    const state = newOf(step);
    if (state === undefined || step.kind === "replace") return;
    state.outputs = markSecretOutputs(state.outputs, state.inputs, state.additionalSecretOutputs);
  }

  #succeed(step: Step): void {
    const op = shownOp(step, this.options.refreshOnly);
    const shownState = resourceOf(step);
    if (isLogical(step) && newOf(step) !== undefined) this.pendingOutputs.set(shownState.urn, step);
    if (this.#counts(step) && !isInternal(step)) this.changes[op] = (this.changes[op] ?? 0) + 1;
    if (
      this.operation.options.dryRun ||
      shownState.custom ||
      step.kind === "delete" ||
      step.kind === "refresh"
    ) {
      this.emit({ type: "outputs", step, op });
    }
    if ("done" in step) step.done?.({ state: step.new, unknown: step.kind === "same" && step.skippedCreate });
    if (step.kind === "refresh") step.continueWith?.(step.new);
    if (step.kind === "import") step.continueWith(step.new);
  }

  /** Reading what is still the same is nothing to tell, and a refresh only counts where it is all there is. */
  #counts(step: Step): boolean {
    if (step.kind === "refresh") return this.options.refreshOnly;
    if (step.kind !== "read" || step.replacing) return isLogical(step);
    return step.old !== undefined && !mapsEqual(step.old.outputs, step.new.outputs);
  }

  #fail(step: Step, error: unknown): void {
    const message = this.operation.options.dryRun ? `Preview failed: ${messageOf(error)}` : messageOf(error);
    this.operation.report("error", message, isInternal(step) ? "" : resourceOf(step).urn);
    this.emit({ type: "failed", step, op: shownOp(step, false) });
    this.corrupt ||= error instanceof ProviderCallError && error.outcomeUnknown;
    this.failed = true;
    if (step.old !== undefined) this.failures.push(step.old);
    if (!this.options.continueOnError && !(error instanceof ProtectedError)) this.#stop.abort();
  }
}
