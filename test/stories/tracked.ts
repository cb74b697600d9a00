import { nameOf } from "@test/engine";
import { backupsOf, type Ground } from "./ground";

/** A backup that the state says a resource has. */
export interface Tracked {
  readonly slot: string;
  /** Of the resource. */
  readonly id: string;
  readonly addonId: string;
  /** Empty when the backup is not there. */
  readonly uid: string;
  /** The name that was asked for. */
  readonly name: string;
  /** Its status by the state. */
  readonly saved: unknown;
  /** Its status on the addon. */
  readonly status: string;
  /** Replaced, and not deleted yet. */
  readonly isDoomed: boolean;
}

/** What the state has, beside what is on the addons. */
export function tracked(ground: Ground): Tracked[] {
  const backups = backupsOf(ground.simulator);
  // A later backup may have its id, and uids may say nothing.
  const created = (uid: string): string =>
    new Date(ground.simulator.world.imports.find((each) => each.uid === uid)?.at ?? 0).toISOString();
  const imports = ground.resources().filter(({ type }) => type.endsWith(":AddonBackupImport"));
  return imports.map(({ urn, id = "", outputs = {}, delete: isDoomed = false }) => {
    const [, addonId = "", backupId = ""] = id.split("/");
    const { createdAt } = outputs;
    const backup = backups.find(
      (each) =>
        each.addonId === addonId &&
        each.id === backupId &&
        (createdAt === undefined || createdAt === created(each.uid)),
    );
    return {
      slot: nameOf(urn).slice(0, 1),
      ...{ id, addonId, isDoomed },
      uid: backup?.uid ?? "",
      name: typeof outputs["name"] === "string" ? outputs["name"] : "",
      saved: outputs["status"],
      status: backup?.status ?? "missing",
    };
  });
}
