import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

const legacyOrders = new AddonBackupImport("legacy-orders", {
  projectId: config.require("projectId"),
  addonId: config.require("addonId"),
  // The variable's name. The provider reads its value where Pulumi runs, and stores a hash of what it points at.
  connectionStringFromEnv: "LEGACY_DATABASE_URL",
  compressionType: "zstd",
});

export const backupId = legacyOrders.backupId;
export const status = legacyOrders.status;
