import type { RehearsedFault } from "../faults/faultCatalogue";
import type { AddonAddress } from "../world/accounts";
import { type Flag, flags, type FlagWithDefault, type RehearsedOutcome, switches } from "./flags";
import { type Given, givenIn } from "./given";
import { UsageError } from "./userError";

/** What the flags ask for. */
export interface Choice {
  readonly port: number;
  readonly addons: readonly AddonAddress[];
  readonly importSeconds: number;
  readonly outcome: RehearsedOutcome;
  readonly listLagSeconds: number;
  readonly fault: RehearsedFault | undefined;
  readonly faultTimes: number;
  readonly quiet: boolean;
}

/** Throws a `UsageError` for flags that do not exist or take something else. */
export function choiceFrom(args: readonly string[]): Choice | "help" {
  const given = givenIn(args);
  if (given.has(switches.help.name)) return "help";
  const fault = given.get(flags.fault.name)?.at(-1);
  if (fault === undefined && given.has(flags.faultTimes.name)) {
    throw new UsageError(`--fault-times needs --fault, which takes ${flags.fault.means}`);
  }
  return {
    port: valueOf(flags.port, given),
    addons: given.get(flags.addon.name)?.map((text) => read(flags.addon, text)) ?? [],
    importSeconds: valueOf(flags.importSeconds, given),
    outcome: valueOf(flags.outcome, given),
    listLagSeconds: valueOf(flags.listLag, given),
    fault: fault === undefined ? undefined : read(flags.fault, fault),
    faultTimes: valueOf(flags.faultTimes, given),
    quiet: given.has(switches.quiet.name),
  };
}

function valueOf<Value>(flag: FlagWithDefault<Value>, given: Given): Value {
  return read(flag, given.get(flag.name)?.at(-1) ?? flag.fallback);
}

function read<Value>({ name, means, read }: Flag<Value>, text: string): Value {
  const value = read(text);
  if (value === undefined) throw new UsageError(`--${name} takes ${means}, not "${text}"`);
  return value;
}
