import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// The import creates a backup on the addon. It does not restore it: the addon's databases stay as they are.
const nightlyDump = new AddonBackupImport(
  "nightly-dump",
  {
    projectId: config.require("projectId"),
    addonId: config.require("addonId"),
    // Secret because of its signature. Re-signing the URL alone does not change the dump and imports nothing.
    importUrl: config.requireSecret("importUrl"),
    // Imports again when the same URL serves a new dump: `pulumi config set release 2026-02`.
    triggers: [config.get("release") ?? "first"],
  },
  // A dump of many gigabytes takes longer than the default hour.
  { customTimeouts: { create: "3h" } },
);

export const backupId = nightlyDump.backupId;
export const status = nightlyDump.status;
export const sizeBytes = nightlyDump.sizeBytes;
