import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport } from "pulumi-northflank";

const config = new pulumi.Config();
const projectId = config.require("projectId");
const addonId = config.require("addonId");

// Imported by hand, before there was this program. From now on it is tracked: `pulumi refresh` notices if it goes.
const beforeTheMove = new AddonBackupImport("before-the-move", {
  projectId,
  addonId,
  adoptBackupId: config.require("adoptBackupId"),
});

// Made by the addon's schedule, and only read.
const nightly = AddonBackupImport.get(
  "nightly",
  pulumi.interpolate`${projectId}/${addonId}/${config.require("nightlyBackupId")}`,
);

export const adopted = { id: beforeTheMove.backupId, status: beforeTheMove.status };
export const read = { id: nightly.backupId, status: nightly.status, sizeBytes: nightly.sizeBytes };
