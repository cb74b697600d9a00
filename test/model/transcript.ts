import type { OperationResult } from "@test/engine";
import type { Simulator } from "@test/simulator";

/** What each operation did, and what it sent that is no question: for comparing two lives. */
export class Transcript {
  readonly operations: string[][] = [];
  private journalled = 0;

  constructor(private readonly simulator: Simulator) {}

  note({ steps, ok }: OperationResult): void {
    const { entries } = this.simulator.journal;
    const requests = entries.slice(this.journalled).filter(({ method }) => method !== "GET");
    this.journalled = entries.length;
    this.operations.push([
      ...steps.map(({ name, op, replaceReasons }) => [op, name, ...replaceReasons].join(" ")).sort(),
      ...requests.map(({ operation, status }) => `${operation ?? "nothing"} ${status ?? ""}`).sort(),
      ok ? "ok" : "failed",
    ]);
  }
}
