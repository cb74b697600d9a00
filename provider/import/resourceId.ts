import type { CheckedInputs } from "../inputs/checkedInputs";
import type { Addon } from "../northflank/endpoints";

/** The addon that inputs or a state refer to. */
export const addonOf = ({ projectId = "", addonId = "", teamId }: AddonInputs): Addon => ({
  projectId,
  addonId,
  teamId,
});

type AddonInputs = Pick<CheckedInputs, "projectId" | "addonId" | "teamId">;

/** The resource id says where the backup is, so that it can be read without anything else. */
export const resourceId = ({ projectId, addonId }: Addon, backupId: string): string =>
  `${projectId}/${addonId}/${backupId}`;

export function parseResourceId(id: string): { addon: Addon; backupId: string } | undefined {
  const [projectId, addonId, backupId, ...rest] = id.split("/");
  if (!projectId || !addonId || !backupId || rest.length > 0) return undefined;
  return { addon: { projectId, addonId }, backupId };
}
