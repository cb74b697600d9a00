import { parseArgs } from "node:util";
import { closest } from "fastest-levenshtein";
import { type EngineKind, isCliAvailable } from "@test/engine";
import { engineFrom, UsageError } from "../commandLine";
import { chapters } from "./chapters";

export interface Choice {
  readonly engine: EngineKind;
  /** The first line of the demo. */
  readonly says: string;
}

const options = {
  engine: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const engines = ["cli", "embedded"];

export const usage = `Usage: npm run demo -- [flags]

Tells in ${chapters.length} steps what an import does as a Pulumi resource. It needs no account:
Northflank is simulated on this machine. It takes about a minute.

Flags:
  --engine cli|embedded  what runs the program: the Pulumi CLI, or the engine of
                         the tests, which prints what the CLI prints
                         (default: cli if pulumi is on the PATH, else embedded)
  -h, --help             this text

Set NO_COLOR to see it without colours.
Exit codes: 0 each step came out as expected; 1 one did not; 2 a wrong flag.`;

/** "help": that is all that was asked for. */
export function choiceFrom(args: readonly string[]): Choice | "help" {
  const { engine, help } = valuesOf(args);
  if (help === true) return "help";
  const wanted = engineFrom(engine, `the nearest is ${closest(engine ?? "", engines)}`);
  if (wanted === "cli" || (wanted === undefined && isCliAvailable())) {
    return { engine: "cli", says: "This demo runs on the Pulumi CLI that is on the PATH." };
  }
  const why = wanted === undefined ? "there is no pulumi on the PATH" : "as --engine embedded says";
  return { engine: "embedded", says: `This demo runs on the embedded engine (${why}).` };
}

function valuesOf(args: readonly string[]) {
  const { tokens, values, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const names = Object.keys(options);
  for (const token of tokens) {
    if (token.kind === "option" && !names.includes(token.name)) {
      const nearest = closest(token.name, names);
      throw new UsageError(`${token.rawName} is no flag of the demo; the nearest is --${nearest}`);
    }
  }
  const [stray] = positionals;
  if (stray !== undefined) {
    throw new UsageError(
      `the demo takes flags only, not "${stray}"; --engine ${closest(stray, engines)} is one`,
    );
  }
  const { engine } = values;
  if (engine === true || engine === "") throw new UsageError("--engine needs a value: cli or embedded");
  return { engine: typeof engine === "string" ? engine : undefined, help: values.help };
}
