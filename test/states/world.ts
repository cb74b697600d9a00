import type { Deployment } from "@test/engine";
import type { World } from "@test/simulator";

type Outputs = Readonly<Record<string, unknown>>;

/** Puts the backups that a state tells of onto the simulator, as Northflank would still have them. */
export function restoreWorld(world: World, { deployment }: Deployment): void {
  for (const { type, outputs } of deployment.resources ?? []) {
    if (type.endsWith(":AddonBackupImport") && outputs !== undefined) addBackup(world, outputs);
  }
}

function addBackup(world: World, outputs: Outputs): void {
  const text = (name: string): string | undefined =>
    typeof outputs[name] === "string" ? outputs[name] : undefined;
  const {
    backupId = "",
    projectId = "",
    addonId = "",
  } = {
    backupId: text("backupId"),
    projectId: text("projectId"),
    addonId: text("addonId"),
  };
  const status = text("status");
  world.addBackup(
    { projectId, addonId },
    {
      id: backupId,
      name: text("backupName") ?? backupId,
      ...given("uid", text("uid")),
      ...given("createdAt", text("createdAt")),
      ...given("completedAt", text("completedAt")),
      ...given("sourceType", text("sourceType") as "externalDump" | undefined),
      ...given("sizeBytes", typeof outputs["sizeBytes"] === "number" ? outputs["sizeBytes"] : undefined),
      status: status === "completed" || status === "failed" ? status : "in-progress",
    },
  );
}

const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);
