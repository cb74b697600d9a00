import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";
import { Addon, Application } from "./standIns";

const config = new pulumi.Config();

const addon = new Addon("orders-db", { projectId: config.require("projectId") });

const legacyOrders = new AddonBackupImport(
  "legacy-orders",
  {
    projectId: addon.projectId,
    addonId: addon.addonId,
    connectionString: config.requireSecret("connectionString"),
  },
  // Northflank deletes an addon's backups with it: no request for each.
  { deletedWith: addon },
);

// Waits for the import because it takes an output of it; without one, say `{ dependsOn: legacyOrders }`.
const application = new Application("orders", { image: "orders:1.4.0", seededFrom: legacyOrders.backupId });

export const backupId = legacyOrders.backupId;
export const url = application.url;
