import * as pulumi from "@pulumi/pulumi";
import { ServerImport } from "./serverImport";

const config = new pulumi.Config();

const legacy = new ServerImport("legacy", {
  server: config.requireSecret("server"),
  projectId: config.require("projectId"),
  addons: config.requireObject<Record<string, string>>("addons"),
  waitForCompletion: config.getBoolean("waitForCompletion"),
});

export const backupIds = legacy.backupIds;
