import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// The import creates a backup on the addon. It does not restore it: the addon's databases stay as they are.
const database = new AddonBackupImport("database", {
  projectId: config.require("projectId"),
  addonId: config.require("addonId"),
  connectionString: config.requireSecret("connectionString"),
});

export const backupId = database.backupId;
export const status = database.status;
