import { closest, distance } from "fastest-levenshtein";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { type Flag, flags, type Switch, switches } from "./flags";
import { UsageError } from "./userError";

/** The texts behind each flag, in their order; of a switch, an empty one each time. */
export type Given = ReadonlyMap<string, readonly string[]>;

const allFlags: readonly Flag<unknown>[] = Object.values(flags);
const allSwitches: readonly Switch[] = Object.values(switches);
const names = [...allFlags, ...allSwitches].map(({ name }) => name);

type Options = NonNullable<ParseArgsConfig["options"]>;
const options: Options = {
  ...Object.fromEntries(allFlags.map(({ name }) => [name, { type: "string" }] as const)),
  ...Object.fromEntries(allSwitches.map(({ name, short }) => [name, switchOf(short)] as const)),
};

function switchOf(short: string | undefined): Options[string] {
  return { type: "boolean", ...(short === undefined ? {} : { short }) };
}

/** Not strict, because the errors of `parseArgs` tell neither what is near nor what is allowed. */
export function givenIn(args: readonly string[]): Given {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw new UsageError(`"${token.value}" is no option; ${seeHelp}`);
    const { name, rawName, value } = token;
    refuseMisuse(name, rawName, value);
    given.set(name, [...(given.get(name) ?? []), value ?? ""]);
  }
  return given;
}

function refuseMisuse(name: string, written: string, value: string | undefined): void {
  if (!names.includes(name)) throw new UsageError(`There is no option ${written}; ${hint(name)}`);
  const flag = allFlags.find((one) => one.name === name);
  if (flag === undefined && value !== undefined) throw new UsageError(`--${name} takes no value`);
  if (flag !== undefined && value === undefined) throw new UsageError(`--${name} needs ${flag.means}`);
}

const seeHelp = "--help lists them all";

function hint(name: string): string {
  const near = closest(name, names);
  return distance(name, near) <= Math.max(2, near.length / 3) ? `did you mean --${near}?` : seeHelp;
}
