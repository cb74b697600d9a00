const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");

const at = { projectId: "shop", addonId: "orders-db" };
const live = new pulumi.Config().requireSecret("source");

new AddonBackupImport("automatic", { ...at, connectionString: live });
new AddonBackupImport("given", { ...at, name: "Named by hand", connectionString: live });
new AddonBackupImport("adopted", { ...at, adoptBackupId: "made-by-hand" });
