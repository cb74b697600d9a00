import { ProviderError } from "../errors";

/** The addon that an import goes to. */
export interface Addon {
  readonly projectId: string;
  readonly addonId: string;
  readonly teamId?: string | undefined;
}

// A URL with `..` in its path is another URL by the time it is sent, however the dots are encoded.
function segment(id: string): string {
  if (/^\.{1,2}$/.test(id)) throw new ProviderError(`"${id}" is not an id of anything on Northflank`);
  return encodeURIComponent(id);
}

/** The path of an addon; with a team, the path that tokens of an organisation need. */
export function addonPath({ projectId, addonId, teamId }: Addon): string {
  return `${projectPath({ projectId, teamId })}/addons/${segment(addonId)}`;
}

export function projectPath({ projectId, teamId }: Pick<Addon, "projectId" | "teamId">): string {
  const team = teamId === undefined ? "" : `/teams/${segment(teamId)}`;
  return `/v1${team}/projects/${segment(projectId)}`;
}

export const backupPath = (addon: Addon, backupId: string): string =>
  `${addonPath(addon)}/backups/${segment(backupId)}`;
