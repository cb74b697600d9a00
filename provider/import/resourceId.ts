import type { Addon } from "../northflank/endpoints";

type Values = Record<string, unknown>;

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
