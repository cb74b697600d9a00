import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport, loadImportDefinition } from "pulumi-northflank";

const config = new pulumi.Config();

const sampleOrders = new AddonBackupImport("sample-orders", {
  projectId: config.require("projectId"),
  addonId: config.require("addonId"),
  ...loadImportDefinition("import.yaml"),
});

export const backupId = sampleOrders.backupId;
export const status = sampleOrders.status;
