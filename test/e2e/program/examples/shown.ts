/** Lines that differ from run to run: what is under way, how long it took. */
const passing = [/^@ /, /^Duration: /, / (?:creating|updating|deleting|reading|replacing)[a-z ]* \(\d+s\)/];

/** What a run printed, but for what differs in the next one. */
export const shown = (output: string): string =>
  output
    .split("\n")
    .filter((line) => !passing.some((pattern) => pattern.test(line)))
    .map((line) =>
      line
        .replace(/ \(\d+(?:\.\d+)?s\)/, "")
        .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:4800")
        .trimEnd(),
    )
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
