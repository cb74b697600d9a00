import type { EngineEvent } from "@pulumi/pulumi/automation";
import { decodeProperties, type JsonObject } from "../core/property/wire";
import { nameOf, STACK_TYPE, typeOf } from "../core/state/urn";
import { formatDetails } from "./details";
import { displayType, formatRows } from "./rows";
import { showValue } from "./showValue";

export interface DisplayOptions {
  title: string;
  stackUrn: string;
  planning: boolean;
  debug: boolean;
  /** Property by property instead of a row for each resource. */
  diff: boolean;
}

/** What is said while it runs, one line for each message: rows in a terminal would show the same. */
function formatProgress(events: EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent: event }) => {
    if (event?.ephemeral !== true) return [];
    const subject =
      event.urn === undefined || event.urn === ""
        ? ""
        : ` ${displayType(typeOf(event.urn))} ${nameOf(event.urn)}`;
    return [`@${subject} ${event.message.trimEnd()}`];
  });
}

/** What is about no resource in particular is told of the stack. */
function formatDiagnostics(events: EngineEvent[], stackUrn: string, debug: boolean): string[] {
  const bySubject = new Map<string, string[]>();
  for (const { diagnosticEvent: event } of events) {
    if (event === undefined || event.ephemeral === true) continue;
    const severity: string = event.severity;
    if (severity === "debug" && !debug) continue;
    const subject = event.urn === undefined || event.urn === "" ? stackUrn : event.urn;
    const prefix = severity.startsWith("info") ? "" : `${severity}: `;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), prefix + event.message.trimEnd()]);
  }
  if (bySubject.size === 0) return [];
  const sections = [...bySubject].map(([urn, messages]) => {
    const title = `${displayType(typeOf(urn))} (${nameOf(urn)})`;
    return [`  ${title}:`, ...messages.map((message) => `    ${message.replaceAll("\n", "\n    ")}`)].join(
      "\n",
    );
  });
  return ["Diagnostics:", sections.join("\n\n"), ""];
}

const SIGN: Record<string, string> = {
  create: "+",
  update: "~",
  replace: "+-",
  delete: "-",
  same: " ",
  read: ">",
};
const PAST: Record<string, string> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  read: "read",
};

function formatSummary(changes: Record<string, number>, planning: boolean): string[] {
  const told = Object.entries(changes).filter(([op, count]) => op !== "same" && count > 0);
  const lines = told.map(([op, count]) =>
    planning
      ? `    ${SIGN[op] ?? "~"} ${count} to ${op}`
      : `    ${SIGN[op] ?? "~"} ${count} ${PAST[op] ?? op}`,
  );
  const same = changes["same"] === undefined ? [] : [`    ${changes["same"]} unchanged`];
  return ["Resources:", ...lines, ...same];
}

function formatOutputs(events: EngineEvent[]): string[] {
  const told = events.map(({ resOutputsEvent: event }) => event?.metadata);
  const outputs = [...told].reverse().find((metadata) => metadata?.type === STACK_TYPE)?.new?.outputs ?? {};
  const lines = Object.entries(decodeProperties(outputs as JsonObject)).map(
    ([key, value]) => `    ${key}: ${showValue(value)}`,
  );
  return lines.length === 0 ? [] : ["Outputs:", ...lines, ""];
}

/** What somebody at a terminal would have in front of them when it is over. */
export function display(
  events: EngineEvent[],
  changes: Record<string, number>,
  options: DisplayOptions,
): string {
  const { title, stackUrn, planning, debug, diff } = options;
  return [
    `${title}:`,
    ...formatProgress(events),
    diff ? formatDetails(events) : formatRows(events, planning),
    "",
    ...formatDiagnostics(events, stackUrn, debug),
    ...formatOutputs(events),
    ...formatSummary(changes, planning),
    "",
  ].join("\n");
}
