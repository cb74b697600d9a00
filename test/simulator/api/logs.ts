import type { Backup } from "../world/backup";
import { echoed } from "./echo";
import { type Progress, statusOf } from "../world/progress";
import type { SimulatorSettings } from "../settings";
import { iso } from "./views";

interface LogLine {
  readonly at: number;
  readonly text: string;
}

export function backupLog(backup: Backup, settings: SimulatorSettings): LogLine[] {
  const echo = backup.source === undefined ? undefined : echoed(backup.source, settings.logEcho);
  const source = echo === undefined ? [] : `source: ${echo}`.split("\n");
  return linesOf(backup.progress, [`Starting import of ${backup.name}`, ...source], settings.failureLog);
}

export function restoreLog(progress: Progress, settings: SimulatorSettings): LogLine[] {
  return linesOf(progress, ["Starting restore"], settings.failureLog);
}

function linesOf(progress: Progress, opening: string[], failure: string): LogLine[] {
  const { startedAt, end } = progress;
  if (startedAt === undefined) return [];
  const lines = opening.map((text) => ({ at: startedAt, text }));
  if (end === undefined) return lines;
  const reasons = end.as === "failed" ? [failure] : [];
  return [...lines, ...[...reasons, `Finished: ${statusOf(progress)}`].map((text) => ({ at: end.at, text }))];
}

/** The range query of Northflank's log endpoints, without `duration` and `containerName`. */
export function selectLines(lines: LogLine[], query: URLSearchParams, settings: SimulatorSettings): object[] {
  const includes = query.get("textIncludes");
  const excludes = query.get("textNotIncludes");
  const from = timeIn(query, "startTime") ?? -Infinity;
  const until = timeIn(query, "endTime") ?? Infinity;
  const kept = lines.filter(
    ({ at, text }) =>
      at >= from &&
      at <= until &&
      (includes === null || text.includes(includes)) &&
      (excludes === null || !text.includes(excludes)),
  );
  const order = query.get("direction") ?? settings.logOrder;
  const ordered = order === "backward" ? kept.reverse() : kept;
  const limit = Number(query.get("lineLimit") ?? Infinity);
  return ordered
    .slice(0, limit)
    .map(({ at, text }) => ({ containerId: "importer-0", log: `stdout F ${text}`, ts: iso(at) }));
}

function timeIn(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  return value === null ? undefined : Date.parse(value);
}
