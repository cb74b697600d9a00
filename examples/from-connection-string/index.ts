import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// The import creates a backup on the addon. It does not restore it: the addon's databases stay as they are.
const legacyOrders = new AddonBackupImport(
  "legacy-orders",
  {
    projectId: config.require("projectId"),
    addonId: config.require("addonId"),
    connectionString: config.requireSecret("connectionString"),
    // If omitted, the name is generated from "legacy-orders" and what is imported.
    name: config.get("backupName"),
  },
  // In production, nothing can delete this backup until someone removes the protection.
  { protect: pulumi.getStack() === "production" },
);

export const backupId = legacyOrders.backupId;
export const status = legacyOrders.status;
export const sizeBytes = legacyOrders.sizeBytes;
