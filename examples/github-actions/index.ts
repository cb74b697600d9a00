import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

const legacyOrders = new AddonBackupImport("legacy-orders", {
  projectId: config.require("projectId"),
  addonId: config.require("addonId"),
  connectionString: config.requireSecret("connectionString"),
});

export const backupId = legacyOrders.backupId;
