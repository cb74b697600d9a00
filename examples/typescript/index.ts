import * as pulumi from "@pulumi/pulumi";
import * as northflank from "@pulumi-northflank/northflank";

const config = new pulumi.Config();

const legacyOrders = new northflank.AddonBackupImport("legacy-orders", {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: config.requireSecret("connectionString"),
});

export const backupId = legacyOrders.backupId;
export const status = legacyOrders.status;
export const sizeBytes = legacyOrders.sizeBytes;
