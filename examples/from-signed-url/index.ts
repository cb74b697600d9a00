import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();

const nightlyDump = new AddonBackupImport(
  "nightly-dump",
  {
    projectId: config.require("projectId"),
    addonId: config.require("addonId"),
    // Secret because of its signature, which is no part of what it points at.
    importUrl: config.requireSecret("importUrl"),
    // When the same URL serves another dump: `pulumi config set release 2026-02`.
    triggers: [config.get("release") ?? "first"],
  },
  // A dump of many gigabytes takes longer than the default hour.
  { customTimeouts: { create: "3h" } },
);

export const backupId = nightlyDump.backupId;
export const status = nightlyDump.status;
export const sizeBytes = nightlyDump.sizeBytes;
