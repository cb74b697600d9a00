import { parseArgs } from "node:util";
import { configKeys, type Environment } from "../configKeys";
import { ProviderError } from "../errors";
import type { Addon } from "../northflank/endpoints";
import { settingsFrom, tokensIn, type Settings } from "../northflank/settings";
import { mostRequests } from "./observations";

/** The command was called in a way that it cannot follow. */
export class UsageError extends ProviderError {}

export const help = `Usage: npx --no -- pulumi-northflank-check --project <id> --addon <id> [--team <id>]

Reads one database addon through Northflank's API and reports what the API looks like, without any of the values: names
of fields and headers, forms of ids and times, status codes. It says which assumptions of pulumi-northflank hold.
It sends ${mostRequests} GET requests at most and changes nothing.

  --project <id>   the project that the addon belongs to
  --addon <id>     the addon; one with a few backups, one of them imported, tells most
  --team <id>      the team, if the token is an organisation's
  --help           this text

The token comes from NORTHFLANK_API_TOKEN (or NF_API_TOKEN); reading is all that its role needs to permit. The API's
address, if it is not Northflank's own, comes from NORTHFLANK_API_BASE_URL (or NF_API_HOST, NF_HOST).
`;

const text = { type: "string" } as const;
const options = { project: text, addon: text, team: text, help: { type: "boolean" } } as const;
const flags = "the flags are --project <id>, --addon <id>, --team <id> and --help";

/** What to read; undefined if help is wanted. */
export function addonFrom(args: readonly string[]): Addon | undefined {
  const given = valuesIn(args);
  if (given.help === true) return undefined;
  return {
    projectId: idIn(given.project, "--project"),
    addonId: idIn(given.addon, "--addon"),
    ...(given.team === undefined ? {} : { teamId: idIn(given.team, "--team") }),
  };
}

function valuesIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UsageError(`${reasons[code] ?? "The flags cannot be read"}; ${flags}.`);
  }
}

// Node's own sentences quote what was typed, and that may be a token.
const reasons: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: "There is a flag that this command does not know",
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: "A flag lacks its value",
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: "There is a word that belongs to no flag",
};

function idIn(given: string | undefined, flag: string): string {
  if (given === undefined) throw new UsageError(`${flag} is missing; ${flags}.`);
  // What Northflank's documentation allows; a path of dots would ask for something else.
  if (/^[\w-]{1,200}$/.test(given)) return given;
  throw new UsageError(`What ${flag} was given is no id; Northflank shows it in the address of the page.`);
}

/** The token and the address, by the rules of the provider. */
export function settingsOf(env: Environment): Settings {
  if (tokensIn(noConfiguration, env).length === 0)
    throw new UsageError(
      "There is no API token: set the environment variable NORTHFLANK_API_TOKEN to one whose role may read the addon.",
    );
  try {
    return settingsFrom(noConfiguration, env);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // That sentence names the host and a setting of Pulumi's.
    if (isUnencrypted(env))
      throw new UsageError(
        "The API's address begins with http://, which would send the token unencrypted; use https.",
      );
    throw new UsageError(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`);
  }
}

const noConfiguration = { get: () => undefined };

/** Whether the address would do if the token could go there unencrypted. */
function isUnencrypted(env: Environment): boolean {
  try {
    settingsFrom({ get: (key) => (key === configKeys.allowInsecureUrl ? "true" : undefined) }, env);
    return true;
  } catch {
    return false;
  }
}
