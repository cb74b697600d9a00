import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport, Provider } from "pulumi-northflank";

const config = new pulumi.Config();
const importUrl = config.requireSecret("importUrl");

// northflank:apiToken is the production account's; this one is a second account.
const staging = new Provider("staging", { apiToken: config.requireSecret("stagingToken") });

const production = new AddonBackupImport("orders", {
  projectId: "shop",
  addonId: "orders-db",
  importUrl,
});

const rehearsal = new AddonBackupImport(
  "orders-staging",
  { projectId: "shop-staging", addonId: "orders-db", importUrl },
  { provider: staging },
);

export const backupIds = { production: production.backupId, staging: rehearsal.backupId };
