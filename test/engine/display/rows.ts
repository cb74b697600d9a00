import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { isProviderType, nameOf, typeOf } from "../core/state/urn";
import { shortDiff } from "./shortDiff";

const PREFIX: Record<string, string> = {
  same: "  ",
  create: "+ ",
  "create-replacement": "++",
  update: "~ ",
  replace: "+-",
  delete: "- ",
  "delete-replaced": "--",
  discard: "< ",
  "discard-replaced": "<<",
  read: "> ",
  "read-replacement": ">>",
  refresh: "~ ",
};

const PAST: Record<string, string> = {
  create: "created",
  "create-replacement": "created replacement",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  "delete-replaced": "deleted original",
  discard: "discarded",
  read: "read",
  refresh: "refreshed",
  same: "",
};

/** `aws:s3/bucket:Bucket` is shown as `aws:s3:Bucket`: the module says no more than the name does. */
export function displayType(type: string): string {
  const [pkg = "", module = "", name = ""] = type.split(":");
  const [first = "", last] = module.split("/");
  const repeats = last?.toLowerCase() === name.toLowerCase();
  return repeats ? `${pkg}:${first}:${name}` : type;
}

interface Row {
  op: string;
  metadata: StepEventMetadata;
  failed: boolean;
  messages: number;
}

/** One row per resource, told by its most telling step: the replace, not its halves. */
export function rowsOf(events: EngineEvent[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const metadata = event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata;
    if (metadata !== undefined) {
      const known = rows.get(metadata.urn);
      const settled = known?.op === "replace" && metadata.op.endsWith("d");
      if (!settled)
        rows.set(metadata.urn, { failed: false, messages: 0, ...known, op: metadata.op, metadata });
    }
    const failed = rows.get(event.resOpFailedEvent?.metadata.urn ?? "");
    if (failed !== undefined) failed.failed = true;
    const spoken = event.diagnosticEvent;
    const row = rows.get(spoken?.urn ?? "");
    if (row !== undefined && spoken?.ephemeral !== true) row.messages += 1;
  }
  return [...rows.values()];
}

function status(row: Row, planning: boolean): string {
  if (row.failed) return `**${row.op} failed**`;
  return planning ? (row.op === "same" ? "" : row.op) : (PAST[row.op] ?? row.op);
}

export function formatRows(events: EngineEvent[], planning: boolean): string {
  const cells = rowsOf(events)
    .filter(({ op, metadata }) => op !== "same" || !isProviderType(metadata.type))
    .map((row) => [
      PREFIX[row.op] ?? "  ",
      displayType(typeOf(row.metadata.urn)),
      nameOf(row.metadata.urn),
      status(row, planning),
      [shortDiff(row.metadata), row.messages > 0 ? `${row.messages} messages` : ""]
        .filter(Boolean)
        .join("; "),
    ]);
  const header = ["  ", "Type", "Name", planning ? "Plan" : "Status", "Info"];
  const table = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  return table
    .map((row) => ` ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
