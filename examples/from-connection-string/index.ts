import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// The import makes a backup on the addon. It does not restore it: the addon's databases stay as they are.
const legacyOrders = new AddonBackupImport(
  "legacy-orders",
  {
    projectId: config.require("projectId"),
    addonId: config.require("addonId"),
    connectionString: config.requireSecret("connectionString"),
    // Left out, the name is made of "legacy-orders" and of what is imported.
    name: config.get("backupName"),
  },
  // In production, nothing that would delete this backup runs before somebody lifts the protection.
  { protect: pulumi.getStack() === "production" },
);

export const backupId = legacyOrders.backupId;
export const status = legacyOrders.status;
export const sizeBytes = legacyOrders.sizeBytes;
