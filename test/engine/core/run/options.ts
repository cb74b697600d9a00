/** What the program's registrations are used for. */
export type OperationMode = "update" | "refresh" | "destroy";

export interface OperationOptions {
  dryRun: boolean;
  mode: OperationMode;
  /** Read every resource first: before the program runs, or as it registers each of them. */
  refresh: "no" | "before" | "with-program";
  /** Steps at the same time. */
  parallel: number;
  /** A failed step stops only what depends on it. */
  continueOnError: boolean;
  /** URNs; nothing else is touched when there are any. */
  targets: string[];
  targetDependents: boolean;
  /** URNs that are replaced whatever the provider says. */
  replace: string[];
}

export const operationOptions = (known: Partial<OperationOptions>): OperationOptions => ({
  dryRun: false,
  mode: "update",
  refresh: "no",
  parallel: 8,
  continueOnError: false,
  targets: [],
  targetDependents: false,
  replace: [],
  ...known,
});
