import { type Addon, isRunning } from "./addon";
import type { AccountDeclaration, AddonAddress, AddonDeclaration, ProjectDeclaration } from "./accounts";

export interface Project {
  readonly id: string;
  readonly createdAt: number;
  readonly addons: Map<string, Addon>;
}

export interface Team {
  readonly id: string;
  readonly accountId: string;
  readonly projects: Map<string, Project>;
}

export function teamsOf(accounts: AccountDeclaration[], createdAt: number): Map<string, Team> {
  const teams = accounts.flatMap((account) =>
    account.teams.map(({ id, projects }): Team => {
      const built = projects.map((project) => [project.id, projectOf(project, createdAt)] as const);
      return { id, accountId: account.id, projects: new Map(built) };
    }),
  );
  return new Map(teams.map((team) => [team.id, team]));
}

function projectOf({ id, addons }: ProjectDeclaration, createdAt: number): Project {
  return { id, createdAt, addons: new Map(addons.map((addon) => [addon.id, addonOf(addon, createdAt)])) };
}

function addonOf(
  { id, type = "postgresql", status = "running" }: AddonDeclaration,
  createdAt: number,
): Addon {
  const runnableSince = isRunning(status) ? createdAt : Infinity;
  return { id, type, createdAt, status, runnableSince, lastRemovalAt: 0, backups: [] };
}

/** For tests, which name things they declared themselves: what is missing is a mistake in the test. */
export function projectAt(
  teams: Map<string, Team>,
  { teamId, projectId }: Omit<AddonAddress, "addonId">,
): { team: Team; project: Project } {
  for (const team of teams.values()) {
    const project = team.projects.get(projectId);
    if (project !== undefined && (teamId ?? team.id) === team.id) return { team, project };
  }
  throw new Error(`no project ${projectId} in the simulated world`);
}

export function addonAt(teams: Map<string, Team>, address: AddonAddress): Addon {
  const addon = projectAt(teams, address).project.addons.get(address.addonId);
  if (addon === undefined) throw new Error(`no addon ${address.addonId} in the simulated world`);
  return addon;
}
