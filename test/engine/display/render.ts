import type { EngineEvent } from "@pulumi/pulumi/automation";
import { createUrn, STACK_TYPE } from "../core/state/urn";
import type { RunOptions, Verb } from "../engine";
import { DiffDisplay } from "./diff";
import { ProgressDisplay } from "./progress";
import { isShownAtAll } from "./subject";

/** One operation that is over: what was asked for, and what the engine said of it. */
export interface ShownOperation {
  readonly verb: Verb;
  readonly project: string;
  readonly stack: string;
  /** Of either engine: an `OperationResult` has them. */
  readonly events: readonly EngineEvent[];
  readonly options?: Pick<RunOptions, "diff" | "debug" | "previewOnly" | "targets">;
}

/** What the displays need to know. */
export interface Shown {
  readonly events: readonly EngineEvent[];
  readonly stackUrn: string;
  readonly isPreview: boolean;
  readonly debug: boolean;
}

const kinds: Record<Verb, string> = {
  preview: "update",
  up: "update",
  refresh: "refresh",
  destroy: "destroy",
};
const titles: Record<Verb, string> = {
  preview: "Previewing update",
  up: "Updating",
  refresh: "Refreshing",
  destroy: "Destroying",
};

/**
 * The lines that the Pulumi CLI prints of an operation with `--non-interactive --color never`, without the blanks at
 * their ends, and without the `@ updating....` by which it shows that it is alive. Durations are those of the events.
 */
export function renderOperation({ verb, project, stack, events, options = {} }: ShownOperation): string[] {
  const isPreview = verb === "preview" || options.previewOnly === true;
  const shown: Shown = {
    events: events.filter(isShownAtAll),
    stackUrn: createUrn({ stack, project, parent: "", type: STACK_TYPE, name: `${project}-${stack}` }),
    isPreview,
    debug: options.debug ?? false,
  };
  const display = options.diff === true ? new DiffDisplay(shown) : new ProgressDisplay(shown);
  const title = isPreview ? `Previewing ${kinds[verb]}` : titles[verb];
  const isGone =
    verb === "destroy" && !isPreview && (options.targets ?? []).length === 0 && events.every(isFine);
  const lines = [`${title} (${stack}):`, ...display.lines(), ...(isGone ? farewell(stack) : [])];
  const trimmed = lines.map((line) => line.trimEnd());
  while (trimmed.at(-1) === "") trimmed.pop();
  return trimmed;
}

const isFine = ({ diagnosticEvent, resOpFailedEvent }: EngineEvent): boolean =>
  resOpFailedEvent === undefined && diagnosticEvent?.severity !== "error";

const farewell = (stack: string): string[] => [
  "The resources in the stack have been deleted, but the history and configuration associated with the stack are still maintained.",
  `If you want to remove the stack completely, run \`pulumi stack rm ${stack}\`.`,
];
