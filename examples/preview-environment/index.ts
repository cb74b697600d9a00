import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// One stack per pull request: pr-123 seeds the addon orders-db in the project preview-pr-123.
const seed = new AddonBackupImport(
  "seed",
  {
    projectId: `preview-${pulumi.getStack()}`,
    addonId: config.require("addonId"),
    // The newest staging dump: another file every day.
    importUrl: config.requireSecret("newestDump"),
  },
  {
    // Seeded once, when the environment is made. A failed import is imported again, from the newest dump.
    ignoreChanges: ["importUrl"],
  },
);

export const projectId = seed.projectId;
export const addonId = seed.addonId;
export const backupId = seed.backupId;
