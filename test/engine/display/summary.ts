import type { Shown } from "./render";
import { countedOps, pastTense, signOf } from "./words";

/** How many of what, and for how long. */
export function summaryLines({ events, isPreview }: Shown, errored: number): string[] {
  const summary = events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  if (summary === undefined) return [];
  const counts = summary.resourceChanges as Readonly<Record<string, number>>;
  const changed = countedOps.flatMap((op) => ((counts[op] ?? 0) > 0 ? [{ op, count: counts[op] ?? 0 }] : []));
  const total = changed.reduce((sum, { count }) => sum + count, 0);
  const pieces = [
    ...(changed.length > 1 ? [`${total} changes`] : []),
    ...((counts["same"] ?? 0) > 0 ? [`${counts["same"] ?? 0} unchanged`] : []),
  ];
  return [
    "Resources:",
    ...changed.map(({ op, count }) => `    ${signOf(op)}${count} ${isPreview ? `to ${op}` : pastTense(op)}`),
    ...(pieces.length > 0 ? [`    ${pieces.join(". ")}`] : []),
    ...(errored > 0 ? [`    ${errored} errored`] : []),
    ...(isPreview ? [] : ["", `Duration: ${duration(summary.durationSeconds)}`]),
  ];
}

/** As Go writes it. */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds}s`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ""}${minutes % 60}m${seconds % 60}s`;
}
