import type { PropertyMap } from "../property/value";
import type { SnapshotManager } from "../state/snapshotManager";
import type { Goal, ReadGoal } from "../state/goal";
import { copyState, type ResourceState } from "../state/resourceState";
import { createUrn, isStackUrn } from "../state/urn";
import type { Done, RegisterResult, Step } from "../step/step";
import type { BailOut } from "./bailOut";
import { deferred } from "./deferred";
import { type CoreEvent, shownOp } from "./events";
import { importSteps, isImport, stateAfterImport } from "./importing";
import { claimUrn, findOld, stateOf } from "./matching";
import type { Operation } from "./operation";
import { stepsForRead } from "./reading";
import { refreshStep } from "./refreshing";
import type { Registrar } from "./resourceMonitor";
import { SerialQueue } from "./serialQueue";
import type { StepExecutor } from "./stepExecutor";
import { stepsForMode } from "./withProgram";

/** The program's calls are answered with this once the operation has ended. */
export class MonitorShutDownError extends Error {
  override readonly name = "MonitorShutDownError";
  constructor() {
    super("resource monitor shut down");
  }
}

interface Parts {
  operation: Operation;
  executor: StepExecutor;
  bailOut: BailOut;
  /** Absent in previews, which save nothing. */
  snapshots: SnapshotManager | undefined;
  emit: (event: CoreEvent) => void;
}

/** Turns what a program registers into steps, one registration after the other, as they come. */
export class Registrations implements Registrar {
  readonly #queue = new SerialQueue();
  readonly #shutDown = deferred<never>();
  #stackOutputs: { urn: string; outputs: PropertyMap } | undefined;

  constructor(private readonly parts: Parts) {}

  register(goal: Goal): Promise<RegisterResult> {
    return this.#answer(goal, (done) => this.#startRegistration(goal, done));
  }

  read(goal: ReadGoal): Promise<RegisterResult> {
    const { operation, executor } = this.parts;
    return this.#answer(goal, (done) => executor.start(stepsForRead(operation, goal, done)));
  }

  registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    if (isStackUrn(urn)) this.#stackOutputs = { urn, outputs };
    else this.#setOutputs(urn, outputs);
    return Promise.resolve();
  }

  /** The program's open calls are answered, whatever became of them. */
  shutDown(): void {
    this.#shutDown.reject(new MonitorShutDownError());
  }

  /** Until everything that was registered has been started. */
  drained(): Promise<void> {
    return this.#queue.drained();
  }

  /** Last of all. A failed operation may not have got to every output of the stack, so it drops none. */
  finalizeStackOutputs(failed: boolean): void {
    if (this.#stackOutputs === undefined) return;
    const { urn, outputs } = this.#stackOutputs;
    const before = failed ? (this.parts.operation.base.find(urn)?.outputs ?? {}) : {};
    this.#setOutputs(urn, { ...before, ...outputs });
  }

  #answer(
    identity: Pick<Goal, "type" | "name" | "parent">,
    start: (done: Done) => Promise<void>,
  ): Promise<RegisterResult> {
    const { operation, executor, bailOut } = this.parts;
    const urn = createUrn({ ...operation.target, ...identity });
    const answer = new Promise<RegisterResult>((resolve) => {
      void this.#queue.run(async () => {
        if (!executor.stopped.aborted) await bailOut.guard(() => start(resolve), urn);
      });
    });
    return Promise.race([answer, this.#shutDown.promise]);
  }

  async #startRegistration(goal: Goal, done: Done): Promise<void> {
    const { operation, executor } = this.parts;
    const urn = claimUrn(operation, goal);
    const match = findOld(operation, urn, goal);
    const state = stateOf(goal, urn, match);
    const goOn = async (old: ResourceState | undefined): Promise<void> => {
      if (operation.options.mode === "update" && isImport(goal, old)) {
        await this.#importFirst(goal, old, state, done);
        return;
      }
      await executor.start(await stepsForMode(operation, { urn, goal, new: state, done, old }));
    };
    const { old } = match;
    if (old === undefined || operation.options.refresh !== "with-program") await goOn(old);
    else await this.#refreshFirst(old, state, goOn);
  }

  /** What was imported takes the place of the old state, and the program's words are compared with it. */
  async #importFirst(
    goal: Goal,
    old: ResourceState | undefined,
    state: ResourceState,
    done: Done,
  ): Promise<void> {
    const { operation, executor, bailOut } = this.parts;
    const { urn } = state;
    const fresh = copyState(state);
    const continueWith = (imported: ResourceState): void => {
      const registration = {
        ...{ urn, goal, done, old: imported },
        new: stateAfterImport(goal, imported, fresh),
      };
      void this.#queue.run(async () => {
        await bailOut.guard(async () => {
          await executor.start(await stepsForMode(operation, registration));
        }, urn);
      });
    };
    await executor.start(importSteps(operation, old, state, continueWith));
  }

  async #refreshFirst(
    old: ResourceState,
    registered: ResourceState,
    goOn: (old: ResourceState | undefined) => Promise<void>,
  ): Promise<void> {
    const { operation, executor, bailOut } = this.parts;
    const { urn } = registered;
    operation.refreshes.add(urn);
    const continueWith = (refreshed: ResourceState | undefined): void => {
      if (refreshed !== undefined) operation.refreshed.set(old, refreshed);
      void this.#queue.run(async () => {
        await bailOut.guard(() => goOn(refreshed), urn);
      });
    };
    await operation.ensureProvider(old.provider);
    await executor.start([refreshStep(old, { registered, continueWith })]);
  }

  #setOutputs(urn: string, outputs: PropertyMap): void {
    const { executor, snapshots, emit } = this.parts;
    const step: Step | undefined = executor.pendingOutputs.get(urn);
    if (step === undefined || !("new" in step) || step.new === undefined) return;
    executor.pendingOutputs.delete(urn);
    if (step.kind === "same" && step.skippedCreate) return;
    step.new.outputs = outputs;
    emit({ type: "outputs", step, op: shownOp(step, false) });
    snapshots?.write();
  }
}
