import type { Settings } from "../northflank/settings";
import { isAnswer, isRead, type Answers, type NoAnswer, type Observed } from "./observations";
import { at } from "./values";

/** Why the addon cannot be read, and what to do, in a sentence without values; undefined if it can. */
export function problemIn(
  { addon, project }: Answers,
  { token }: Pick<Settings, "token">,
): string | undefined {
  if (isRead(addon)) return undefined;
  if (!isAnswer(addon)) return unreachable(addon);
  const { status } = addon;
  if (status === 401 || status === 403) return refusal(addon, token.origin);
  if (status === 404) return absence(project, token.origin);
  if (status === 429)
    return "Northflank returned 429: the account has used up its requests of this hour; try again in an hour.";
  if (status >= 500) return `Northflank returned ${status} for the addon; try again later.`;
  if (status === 200 || (status >= 300 && status <= 399))
    return `What is at the API's address is not Northflank's API (it returned ${status}); ${checkAddress}.`;
  return `Northflank returned ${status} for the addon, which this command does not expect; please report it.`;
}

const checkAddress = "check NORTHFLANK_API_BASE_URL, NF_API_HOST or NF_HOST, if one of them is set";

function unreachable(addon: NoAnswer | undefined): string {
  if (addon?.isUntrusted === true)
    return "The certificate at the API's address is not trusted; NODE_EXTRA_CA_CERTS adds an authority.";
  const code = /^[A-Z][A-Z0-9_]{2,40}$/.test(addon?.code ?? "") ? ` (${addon?.code ?? ""})` : "";
  return `The API did not respond${code}; check the network, and ${checkAddress}.`;
}

function refusal(addon: Observed, origin: string): string {
  const namesPermission =
    isAnswer(addon) && at(addon.body, "error", "details", "requiredPermission") !== undefined;
  if (namesPermission || (isAnswer(addon) && addon.status === 403))
    return `The token from ${origin} may not read the addon: grant its role "Project > Addons > General", Read.`;
  return `Northflank returned 401: the token from ${origin} is not valid, or not for this project; set another one.`;
}

function absence(project: Observed | undefined, origin: string): string {
  if (isRead(project)) return "The project has no such addon (Northflank returned 404); check --addon.";
  if (isAnswer(project) && project.status === 404)
    return (
      `For the token from ${origin} there is no such project (Northflank returned 404); check --project, whose token it ` +
      "is, and --team, which an organisation's token needs."
    );
  return "There is no such addon or no such project (Northflank returned 404); check --project, --addon and --team.";
}
