import { type Flag, flags, type Switch, switches } from "./flags";

const command = "pulumi-northflank-simulator";
/** With the options beside it, all of it fits in 80 columns. */
const helpWidth = 50;

/** What `--help` prints. */
export function help(): string {
  return [
    `Usage: ${command} [options]`,
    "",
    "Simulates Northflank's API for addon backups on this machine, to rehearse",
    "imports without an account. It contacts no database and copies no data.",
    "Its backups are gone when it ends.",
    "",
    "Options:",
    ...optionRows(),
    "",
    "Examples:",
    "  Imports that run for a minute each:",
    `    ${command} --import-seconds 60`,
    "  A first import whose response gets lost:",
    `    ${command} --fault drop`,
    "",
  ].join("\n");
}

interface Row {
  readonly option: string;
  readonly lines: readonly string[];
}

function optionRows(): string[] {
  const rows = [...Object.values(flags).map(flagRow), ...Object.values(switches).map(switchRow)];
  const width = Math.max(...rows.map(({ option }) => option.length));
  return rows.flatMap(({ option, lines }) =>
    lines.map((line, index) => `  ${(index === 0 ? option : "").padEnd(width)}  ${line}`),
  );
}

function flagRow({ name, takes, help, fallback }: Flag<unknown>): Row {
  return { option: `--${name} ${takes}`, lines: fallback === undefined ? help : ending(help, fallback) };
}

/** On the last line if there is room. */
function ending(help: readonly string[], fallback: string): readonly string[] {
  const last = `${help.at(-1) ?? ""} Default: ${fallback}.`;
  return last.length <= helpWidth ? [...help.slice(0, -1), last] : [...help, `Default: ${fallback}.`];
}

function switchRow({ name, short, help }: Switch): Row {
  return { option: short === undefined ? `--${name}` : `-${short}, --${name}`, lines: help };
}
