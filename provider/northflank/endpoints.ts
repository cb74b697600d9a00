import { ProviderError } from "../errors";
import type { HttpRequest } from "../process/http";
import type { Exchange } from "./verdict";

/** The addon that an import goes to. */
export interface Addon {
  readonly projectId: string;
  readonly addonId: string;
  readonly teamId?: string | undefined;
}

// A `.` or `..` segment changes the URL before it is sent, however the dots are encoded.
function segment(id: string): string {
  if (/^\.{1,2}$/.test(id)) throw new ProviderError(`"${id}" is not a valid Northflank id`);
  return encodeURIComponent(id);
}

/** An addon's path; with a team, the path that an organisation's tokens need. */
export function addonPath({ projectId, addonId, teamId }: Addon): string {
  return `${projectPath({ projectId, teamId })}/addons/${segment(addonId)}`;
}

export function projectPath({ projectId, teamId }: Pick<Addon, "projectId" | "teamId">): string {
  const team = teamId === undefined ? "" : `/teams/${segment(teamId)}`;
  return `/v1${team}/projects/${segment(projectId)}`;
}

export const backupPath = (addon: Addon, backupId: string): string =>
  `${addonPath(addon)}/backups/${segment(backupId)}`;

/** What one request asks for. */
export interface Call {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly action: Exchange["action"];
  readonly body?: unknown;
  /** Sent despite a pause: a waiter's last poll, at its deadline. */
  readonly isLast?: boolean;
}

export const importing = ({ addonId }: Addon): string => `importing into addon "${addonId}"`;

export const deleting = (addon: Addon, backupId: string): string => `deleting ${backup(addon, backupId)}`;

const backup = ({ addonId }: Addon, backupId: string): string =>
  `the backup "${backupId}" of addon "${addonId}"`;

/** The Northflank API calls that we make, one per endpoint. */
export const calls = {
  importBackup: (addon: Addon): Call => ({
    method: "POST",
    path: `${addonPath(addon)}/import`,
    action: importing(addon),
  }),
  getBackup: (addon: Addon, backupId: string): Call => ({
    method: "GET",
    path: backupPath(addon, backupId),
    action: `reading ${backup(addon, backupId)}`,
  }),
  getAddon: (addon: Addon): Call => ({
    method: "GET",
    path: addonPath(addon),
    action: `reading addon "${addon.addonId}"`,
  }),
  getProject: (addon: Addon, purpose: string): Call => ({
    method: "GET",
    path: projectPath(addon),
    action: `reading project "${addon.projectId}" ${purpose}`,
  }),
  listBackups: (addon: Addon, query: string): Call => ({
    method: "GET",
    path: `${addonPath(addon)}/backups?${query}`,
    action: `listing the backups of addon "${addon.addonId}"`,
  }),
  abortBackup: (addon: Addon, backupId: string): Call => ({
    method: "POST",
    path: `${backupPath(addon, backupId)}/abort`,
    action: `aborting ${backup(addon, backupId)}`,
  }),
  deleteBackup: (addon: Addon, backupId: string): Call => ({
    method: "DELETE",
    path: backupPath(addon, backupId),
    action: deleting(addon, backupId),
  }),
  backupLogs: (addon: Addon, backupId: string, query: string): Call => ({
    method: "GET",
    path: `${backupPath(addon, backupId)}/logs?${query}`,
    action: `reading the logs of ${backup(addon, backupId)}`,
  }),
  listRestores: (addon: Addon, backupId: string): Call => ({
    method: "GET",
    path: `${backupPath(addon, backupId)}/restores?per_page=100`,
    action: `listing the restores from ${backup(addon, backupId)}`,
  }),
  listAddonRestores: (addon: Addon): Call => ({
    method: "GET",
    path: `${addonPath(addon)}/restores?per_page=100`,
    action: `listing the restores of addon "${addon.addonId}"`,
  }),
} as const;
