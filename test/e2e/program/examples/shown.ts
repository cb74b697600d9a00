import type { OperationResult } from "@test/engine";

/** What the CLI prints of one resource: what is done to it, its type and name, and how far that is. */
const row = /^ (?<resource>(?:\+\+|\+-|--|[+~<> -]) +\S+:\S+ \S+)(?: |$)/;

/** What the CLI prints to show that it is alive, and how long all took. */
const passing = /^@ |^Duration: /;

/** What a run printed, but for what differs in the next one: of each row how it ended, without progress and times. */
export function shown({ output, diagnostics }: OperationResult): string {
  const progress = diagnostics.flatMap(({ ephemeral, message }) => (ephemeral ? message.trim() : []));
  const withoutProgress = (line: string): string => {
    const message = progress.find((text) => text !== "" && line.endsWith(` ${text}`)) ?? "";
    const told = line.slice(0, line.length - message.length);
    return told.replace(/;? *$/, "").replace(/ \(\d+(?:\.\d+)?s\)/, "");
  };
  const lines: string[] = [];
  const places = new Map<string, number>();
  for (const printed of output.split("\n").filter((line) => !passing.test(line))) {
    const resource = row.exec(printed)?.groups?.["resource"];
    const line = resource === undefined ? printed.trimEnd() : withoutProgress(printed.trimEnd());
    const place = resource === undefined ? undefined : places.get(resource);
    if (place !== undefined) lines[place] = line;
    else if (resource !== undefined) places.set(resource, lines.push(line) - 1);
    else lines.push(line);
  }
  return lines
    .join("\n")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:4800")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
