import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

// The import makes a backup on the addon. It does not restore it: the addon's databases stay as they are.
const nightlyDump = new AddonBackupImport(
  "nightly-dump",
  {
    projectId: config.require("projectId"),
    addonId: config.require("addonId"),
    // Secret because of its signature. A URL that is only signed anew is no other dump and imports nothing.
    importUrl: config.requireSecret("importUrl"),
    // "Import again", for a new dump under the same URL: `pulumi config set release 2026-02`.
    triggers: [config.get("release") ?? "first"],
  },
  // A dump of many gigabytes takes longer than the default of one hour.
  { customTimeouts: { create: "3h" } },
);

export const backupId = nightlyDump.backupId;
export const status = nightlyDump.status;
export const sizeBytes = nightlyDump.sizeBytes;
