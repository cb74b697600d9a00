import { parseArgs, type ParseArgsConfig } from "node:util";
import { isCliAvailable } from "@test/engine";

/** What the user asked for cannot be done; said in one sentence. */
export class UsageError extends Error {}

/** The flags' values; `allowed` says which there are to whoever gives others. */
export function valuesIn<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  allowed: string,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
    throw new UsageError(`${reason ?? ""}; ${allowed}`);
  }
}

/** The engine that `--engine` asks for; undefined if it asks for none. */
export function engineFrom(wanted: string | undefined, allowed: string): "cli" | "embedded" | undefined {
  if (wanted === undefined || wanted === "embedded") return wanted;
  if (wanted !== "cli") throw new UsageError(`"${wanted}" is no engine; ${allowed}`);
  if (isCliAvailable()) return wanted;
  throw new UsageError("--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH");
}
