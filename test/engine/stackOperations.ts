import type { OperationResult, RunOptions, Verb } from "./engine";
import { Orphans } from "./processTree";

/** A stack's operations, of which it says only how they are run, and what killed ones have left behind. */
export abstract class StackOperations {
  protected readonly leftBehind = new Orphans();

  protected abstract run(verb: Verb, options: RunOptions): Promise<OperationResult>;

  preview(options: RunOptions = {}): Promise<OperationResult> {
    return this.run("preview", options);
  }

  up(options: RunOptions = {}): Promise<OperationResult> {
    return this.run("up", options);
  }

  refresh(options: RunOptions = {}): Promise<OperationResult> {
    return this.run("refresh", options);
  }

  destroy(options: RunOptions = {}): Promise<OperationResult> {
    return this.run("destroy", options);
  }

  orphans(): number[] {
    return this.leftBehind.alive();
  }
}
