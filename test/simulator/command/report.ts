import type { RehearsedFault } from "../faults/faultCatalogue";
import { pagePaths } from "../inspection";
import type { JournalEntry } from "../journal";
import { defaultToken } from "../world/accounts";
import type { Team } from "../world/teams";
import type { Choice } from "./choice";

/** What the command prints when it starts: all that a stack needs to import into it. */
export function welcome(url: string, teams: Iterable<Team>, choice: Choice): string {
  return [
    `Simulated Northflank API: ${url}`,
    ...behaviour(choice),
    "",
    "Point a stack at it, best one of its own (pulumi stack init rehearsal):",
    `  pulumi config set northflank:apiUrl ${url}`,
    `  pulumi config set --secret northflank:apiToken ${defaultToken}`,
    "and import into one of its addons:",
    ...[...teams].flatMap(addonLines),
    "",
    "See what came in, and which backups there are, as JSON:",
    `  ${url}${pagePaths.journal}`,
    `  ${url}${pagePaths.backups}`,
    "",
    "Ctrl-C ends it.",
    "",
    "",
  ].join("\n");
}

function addonLines({ projects }: Team): string[] {
  return [...projects.values()].flatMap((project) =>
    [...project.addons.keys()].map((addonId) => `  projectId: "${project.id}", addonId: "${addonId}"`),
  );
}

function behaviour({ importSeconds, outcome, listLagSeconds, fault, faultTimes }: Choice): string[] {
  const lag = listLagSeconds === 0 ? [] : [`The list shows a new backup after ${listLagSeconds} s.`];
  const requests = faultTimes === 1 ? "first request" : `first ${faultTimes} requests`;
  const faults = fault === undefined ? [] : [`Fault on the ${requests} to import: ${faultNotes[fault]}.`];
  return [`Imports run for ${importSeconds} s and end as ${outcome}.`, ...lag, ...faults];
}

const faultNotes: Record<RehearsedFault, string> = {
  drop: "it starts, but the connection drops before the response",
  "500": "the response is a 500, and nothing starts",
  "409": "the response is a 409, and nothing starts",
};

/** Without query, headers and bodies, which may hold secrets. */
export function requestLine({ at, method, path, status, fault, startedBackup }: JournalEntry): string {
  const time = new Date(at).toTimeString().slice(0, 8);
  const cause = fault === undefined ? "" : " (--fault)";
  const started = startedBackup === undefined ? "" : `, started backup ${startedBackup}`;
  return `${time} ${method} ${path} ${status ?? "no response"}${cause}${started}\n`;
}
