/** But for times, and for the order of rows and of diagnostics: the CLI takes them from Go's maps. */
export const printedLines = (output: string): string[] =>
  output
    .replaceAll(/ \(\d+(?:\.\d+)?s\)/g, "")
    .replaceAll(/^Duration: \S+/gm, "Duration")
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !/^@ [a-z ]+\.+$/.test(line))
    .sort();
