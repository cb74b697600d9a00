import { BailError } from "../step/diagnostic";
import type { Operation } from "./operation";
import type { StepExecutor } from "./stepExecutor";

/** Runs the engine's own work: whatever it throws ends the operation, and is told to the user once. */
export class BailOut {
  /** Somebody has bailed out, and has said why. */
  bailed = false;

  constructor(
    private readonly operation: Operation,
    private readonly executor: StepExecutor,
  ) {}

  /** False when the work has failed. */
  async guard(work: () => Promise<void>, urn = ""): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof BailError)) {
        this.operation.fail(error instanceof Error ? error.message : String(error), urn);
      }
      this.operation.failed = true;
      this.bailed = true;
      this.executor.stop();
      return false;
    }
  }
}
