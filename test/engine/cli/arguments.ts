import type { RunOptions, Verb } from "../engine";

const flag = (name: string, wanted: boolean | undefined): string[] => (wanted === true ? [name] : []);

const each = (name: string, values: string[] | undefined): string[] =>
  (values ?? []).flatMap((value) => [name, value]);

/** A preview asks nothing; everything else is told not to ask. */
function confirmation(verb: Verb, { previewOnly }: RunOptions): string[] {
  if (verb === "preview") return [];
  return previewOnly === true ? ["--preview-only"] : ["--yes", "--skip-preview"];
}

export function argumentsFor(verb: Verb, stack: string, eventLog: string, options: RunOptions): string[] {
  return [
    verb,
    ...["--stack", stack, "--non-interactive", "--color", "never", "--event-log", eventLog],
    ...confirmation(verb, options),
    ...(options.parallel === undefined ? [] : ["--parallel", String(options.parallel)]),
    ...flag("--refresh", options.refresh === true && verb !== "refresh"),
    ...flag("--run-program", options.runProgram),
    ...each("--target", options.targets),
    ...flag("--target-dependents", options.targetDependents),
    ...each("--target-replace", options.targetReplace),
    ...flag("--expect-no-changes", options.expectNoChanges),
    ...flag("--continue-on-error", options.continueOnError),
    ...flag("--debug", options.debug),
    ...flag("--diff", options.diff),
    ...(options.cliFlags ?? []),
  ];
}
