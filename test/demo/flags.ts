import { parseArgs } from "node:util";
import { type EngineKind, isCliAvailable } from "@test/engine";

/** What the user asked for cannot be done; said in one sentence. */
export class UsageError extends Error {}

export interface Choice {
  readonly engine: EngineKind;
  /** The first line of the demo. */
  readonly says: string;
}

const allowed = "the only flag is --engine, with cli or embedded";

export function choiceFrom(args: string[]): Choice {
  const wanted = wantedEngine(args);
  const isThere = isCliAvailable();
  if (wanted === "cli" && !isThere) {
    throw new UsageError("--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH");
  }
  if (wanted === "cli" || (wanted === undefined && isThere)) {
    return { engine: "cli", says: "This demo runs on the Pulumi CLI that is on the PATH." };
  }
  const why = wanted === undefined ? "there is no pulumi on the PATH" : "as --engine embedded says";
  return { engine: "embedded", says: `This demo runs on the embedded engine (${why}).` };
}

function wantedEngine(args: string[]): string | undefined {
  const { engine } = valuesIn(args);
  if (engine === undefined || engine === "cli" || engine === "embedded") return engine;
  throw new UsageError(`"${engine}" is no engine; ${allowed}`);
}

function valuesIn(args: string[]): { engine?: string | undefined } {
  try {
    return parseArgs({ args, options: { engine: { type: "string" } } }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
    throw new UsageError(`${reason ?? ""}; ${allowed}`);
  }
}
