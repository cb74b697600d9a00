import { z } from "zod";
import { jsonIn } from "./api/api";
import { namePattern } from "./api/importRequest";
import { backupView, iso } from "./api/views";
import type { Clock } from "./clock";
import type { Journal, JournalEntry } from "./journal";
import type { SimulatorSettings } from "./settings";
import { settle } from "./world/addon";
import type { World } from "./world/world";

/** Where people look into the simulator with a browser or curl; Northflank's own paths begin with `/v1`. */
export const pagePaths = { backups: "/simulator/backups", journal: "/simulator/journal" } as const;

interface Inspected {
  readonly world: World;
  readonly journal: Journal;
  readonly settings: SimulatorSettings;
  readonly clock: Clock;
}

/** What the page under this path shows; undefined where there is none. It is no request to the API. */
export function pageAt(method: string, path: string, inspected: Inspected): object[] | undefined {
  if (method !== "GET") return undefined;
  if (path === pagePaths.backups) return [...backupsIn(inspected)];
  if (path === pagePaths.journal) return inspected.journal.entries.map(shownEntry);
  return undefined;
}

function* backupsIn({ world, settings, clock }: Inspected): Generator<object> {
  const now = clock.now();
  for (const team of world.teams.values()) {
    for (const project of team.projects.values()) {
      for (const addon of project.addons.values()) {
        settle(addon, now);
        for (const backup of addon.backups) {
          const view = backupView(backup, addon, settings, now, "listed");
          yield { projectId: project.id, addonId: addon.id, ...view };
        }
      }
    }
  }
}

/** Without query and headers, in which clients may send secrets. */
function shownEntry({ at, method, path, status, fault, startedBackup, importBody }: JournalEntry): object {
  return {
    time: iso(at),
    method,
    path,
    status: status ?? null,
    ...(fault === undefined ? {} : { fault }),
    ...(startedBackup === undefined ? {} : { startedBackup }),
    ...(importBody === undefined ? {} : { body: shownBody(importBody) }),
  };
}

const notShown = "(not shown)";
const shownOptions = ["name", "importAllDatabases", "compressionType", "customDestinationId"];
const sources = ["connectionString", "importUrl"];

/** What is not known to be harmless may be a source, or a piece of one: values and names of fields alike. */
function shownBody(text: string): unknown {
  const { data } = z.looseObject({}).safeParse(jsonIn(text));
  if (data === undefined) return notShown;
  const known = [...shownOptions, ...sources].filter((field) => field in data);
  return Object.fromEntries(
    known.map((field) => [field, shownOptions.includes(field) ? shownValue(data[field]) : notShown]),
  );
}

function shownValue(value: unknown): string | boolean {
  const harmless = typeof value === "boolean" || (typeof value === "string" && namePattern.test(value));
  return harmless ? value : notShown;
}
