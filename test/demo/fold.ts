/** One line of the CLI about one resource: ` +  <type> <name> creating (0s) in-progress, 1s`. */
const row =
  /^ ?(\+\+|\+-|--|[+~<>-]|) +(?<resource>\S+:\S+ \S+) \**(?<verb>[a-z]+)[a-z ]*\([\d.]+s\)\** *(?<note>.*)$/;

/** What the CLI prints to show that it is alive. */
const heartbeat = /^@ [a-z ]+\.+$/;

interface Line {
  readonly text: string;
  /** Equal for lines that follow one another in the progress of one step of one resource. */
  readonly step: string | undefined;
  readonly isUnderWay: boolean;
  /** The line without its message. */
  readonly head: string;
  /** What a resource says of itself, besides what the engine says of it. */
  readonly message: string;
}

export interface Folded {
  readonly text: string;
  /** How many lines of the same row's progress are left out in favour of this message. */
  readonly leftOut: number;
}

/**
 * The output of an operation without gaps and repetitions: of the lines that follow the progress of a step, the
 * last one with a message and the end stay.
 */
export function fold(output: string): Folded[] {
  const lines = output
    .split("\n")
    .map((line) => line.replaceAll("\t", "  ").trimEnd())
    .filter((line) => line !== "" && !heartbeat.test(line))
    .map(lineOf);
  const runs: Line[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run !== undefined && line.step !== undefined && run[0]?.step === line.step) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap(shortened);
}

function lineOf(text: string): Line {
  const groups = row.exec(text)?.groups;
  if (groups === undefined) return { text, step: undefined, isUnderWay: false, head: text, message: "" };
  const { resource = "", verb = "ing", note = "" } = groups;
  const message = note.replace(/^\[diff: [^\]]*\];? ?/, "");
  return {
    text,
    // `creating` and `created` are one step.
    step: `${resource} ${verb.replace(/(ing|ed)$/, "")}`,
    isUnderWay: verb.endsWith("ing") && !text.includes("failed"),
    head: text.slice(0, text.length - message.length).trimEnd(),
    message,
  };
}

function shortened(run: Line[]): Folded[] {
  const last = run.filter(({ isUnderWay, message }) => isUnderWay && message !== "").at(-1);
  // An end is told again when its message goes; of two things of one name, each has an end of its own.
  const ends = new Map(run.filter(({ isUnderWay }) => !isUnderWay).map(({ head, text }) => [head, text]));
  const told = [...(last === undefined ? [] : [last.text]), ...ends.values()];
  const kept = told.length === 0 ? run.slice(-1).map(({ text }) => text) : told;
  const leftOut = last === undefined ? 0 : run.length - kept.length;
  return kept.map((text, nth) => ({ text, leftOut: nth === 0 ? leftOut : 0 }));
}
