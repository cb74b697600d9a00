import { type Addon, settle } from "../world/addon";
import type { TokenDeclaration } from "../world/accounts";
import { notFound } from "./apiError";
import type { Backup } from "../world/backup";
import type { SimulatorSettings } from "../settings";
import type { Project, Team } from "../world/teams";
import type { World } from "../world/world";

/** One authenticated request on its way through a route. */
export interface Call {
  readonly params: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly token: TokenDeclaration;
  readonly now: number;
  readonly settings: SimulatorSettings;
  readonly world: World;
}

export interface ProjectCall extends Call {
  readonly team: Team;
  readonly project: Project;
}

export interface AddonCall extends ProjectCall {
  readonly addon: Addon;
}

export interface BackupCall extends AddonCall {
  readonly backup: Backup;
}

export function inProject(call: Call, team: Team): ProjectCall {
  const project = team.projects.get(call.params.get("projectId") ?? "");
  if (project === undefined) throw notFound("Project");
  return { ...call, team, project };
}

export function onAddon(call: ProjectCall): AddonCall {
  const addon = call.project.addons.get(call.params.get("addonId") ?? "");
  if (addon === undefined) throw notFound("Addon");
  settle(addon, call.now);
  return { ...call, addon };
}

export function onBackup(call: AddonCall): BackupCall {
  const backup = call.addon.backups.find(({ id }) => id === call.params.get("backupId"));
  if (backup === undefined) throw notFound("Backup");
  return { ...call, backup };
}
