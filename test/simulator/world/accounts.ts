import type { AddonType } from "./addonTypes";
import { allPermissions, type Permission } from "../api/permissions";

export const addonStatuses = [
  "preDeployment",
  "triggerAllocation",
  "allocating",
  "postDeployment",
  "running",
  "paused",
  "scaling",
  "upgrading",
  "resetting",
  "backup",
  "restore",
  "failed",
  "error",
  "errorAllocating",
  "deleting",
  "deleted",
] as const;
export type AddonStatus = (typeof addonStatuses)[number];

export interface AddonDeclaration {
  id: string;
  type?: AddonType;
  status?: AddonStatus;
}

export interface ProjectDeclaration {
  id: string;
  addons: AddonDeclaration[];
}

export interface TeamDeclaration {
  id: string;
  projects: ProjectDeclaration[];
}

/** What Northflank bills, and what its request quota counts: an organisation, or a team that stands alone. */
export interface AccountDeclaration {
  id: string;
  teams: TeamDeclaration[];
}

export interface TokenDeclaration {
  secret: string;
  /** Stands for the secret in the journal. */
  label: string;
  account: string;
  /** Left out: a token of the organisation, which reaches all its teams on team-scoped paths. */
  team?: string;
  permissions: Permission[];
}

export interface AddonAddress {
  /** Needed only where two teams have a project of this id. */
  teamId?: string;
  projectId: string;
  addonId: string;
}

export const defaultToken = "nf-simulator-token";
export const ordersDb: AddonAddress = { projectId: "shop", addonId: "orders-db" };
export const usersDb: AddonAddress = { projectId: "shop", addonId: "users-db" };

/** One account with one team, which has these addons in their projects. */
export function accountsWith(addons: readonly AddonAddress[]): AccountDeclaration[] {
  const projects = new Map<string, Set<string>>();
  for (const { projectId, addonId } of addons) {
    projects.set(projectId, (projects.get(projectId) ?? new Set()).add(addonId));
  }
  return [{ id: "acme", teams: [{ id: "acme", projects: [...projects].map(declarationOf) }] }];
}

function declarationOf([id, addonIds]: [string, Set<string>]): ProjectDeclaration {
  return { id, addons: [...addonIds].map((addonId) => ({ id: addonId })) };
}

export function defaultAccounts(): AccountDeclaration[] {
  return accountsWith([ordersDb, usersDb]);
}

export function defaultTokens(): TokenDeclaration[] {
  return [
    { secret: defaultToken, label: "default", account: "acme", team: "acme", permissions: allPermissions },
  ];
}
