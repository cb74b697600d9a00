import { type EngineKind, isCliAvailable } from "@test/engine";
import { engineFrom, valuesIn } from "../commandLine";

export interface Choice {
  readonly engine: EngineKind;
  /** The first line of the demo. */
  readonly says: string;
}

const allowed = "the only flag is --engine, with cli or embedded";

export function choiceFrom(args: string[]): Choice {
  const { engine } = valuesIn(args, { engine: { type: "string" } }, allowed);
  const wanted = engineFrom(engine, allowed);
  if (wanted === "cli" || (wanted === undefined && isCliAvailable())) {
    return { engine: "cli", says: "This demo runs on the Pulumi CLI that is on the PATH." };
  }
  const why = wanted === undefined ? "there is no pulumi on the PATH" : "as --engine embedded says";
  return { engine: "embedded", says: `This demo runs on the embedded engine (${why}).` };
}
