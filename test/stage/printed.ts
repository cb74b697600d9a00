/** A row: its sign, its resource, its status, and the diff that it shows. */
const row = /^ ?(?<sign>\+\+|\+-|--|[+~<>-]|) +(?<resource>\S+:\S+ \S+) ?(?<rest>.*)$/;
const diff = /\[diff: [^\]]*\]/;

/**
 * What an operation has printed, but for what differs from run to run on one engine, too: times, and what a resource
 * says of itself on its row meanwhile. Rows come in any order, for the CLI ends them in the order of a Go map.
 */
export function printedOf(output: string): string[] {
  const lines = output
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "a time")
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "a uid")
    .replaceAll(/127\.0\.0\.1:\d+/g, "an address")
    .replaceAll(/ \(\d+(?:\.\d+)?s\)/g, "")
    .replaceAll(/^Duration: \S+/gm, "Duration")
    .split("\n")
    .map((line) => line.trimEnd())
    // The CLI's sign of life.
    .filter((line) => line !== "" && !/^@ [a-z ]+\.+$/.test(line));
  return [...new Set(lines.map(withoutMessage))].sort();
}

const statuses = [
  ...["creating failed", "creating replacement", "creating", "created replacement", "created"],
  ...["create replacement", "create", "replacing", "replaced", "replace", "refreshing", "running"],
  ...["deleting original", "deleting", "deleted original", "deleted", "delete original", "delete", "failed"],
];

function withoutMessage(line: string): string {
  const { sign, resource, rest = "" } = row.exec(line)?.groups ?? {};
  if (sign === undefined || resource === undefined) return line;
  const status = statuses.find((word) => rest.replace(/^\**/, "").startsWith(word)) ?? "";
  // In a preview, a deletion that is planned while another one is has ended already is called by its end.
  const told = status === "delete original" ? "replace" : status;
  return [sign, resource, told, diff.exec(rest)?.[0] ?? ""].filter((part) => part !== "").join(" ");
}
