import { ProviderError } from "../errors";
import type { GivenSource } from "../inputs/givenSource";
import { namesWhere } from "../inputs/table";

type Values = Record<string, unknown>;

/** The addon that an import goes to. */
export interface Addon {
  readonly projectId: string;
  readonly addonId: string;
  readonly teamId?: string | undefined;
}

const bodyNames = namesWhere((row) => row.wire === "body");

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

/** The body of the import: the inputs that travel in it, under the name that is free, with the source's value. */
export function importBody(
  values: Values,
  source: Pick<GivenSource, "kind" | "value">,
  name: string,
): Values {
  const options = bodyNames
    .map((key) => [key, values[key]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(options), name, [source.kind]: source.value };
}

/** The addon that inputs or a state name. */
export function addonOf(values: Values): Addon {
  return {
    projectId: String(values["projectId"]),
    addonId: String(values["addonId"]),
    teamId: typeof values["teamId"] === "string" ? values["teamId"] : undefined,
  };
}

/** The resource id: where the backup is, so that it can be read without anything else. */
export const resourceId = ({ projectId, addonId }: Addon, backupId: string): string =>
  `${projectId}/${addonId}/${backupId}`;

export function parseResourceId(id: string): { addon: Addon; backupId: string } | undefined {
  const [projectId, addonId, backupId, ...rest] = id.split("/");
  if (!projectId || !addonId || !backupId || rest.length > 0) return undefined;
  return { addon: { projectId, addonId }, backupId };
}
