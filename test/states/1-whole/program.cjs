const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, Provider } = require("pulumi-northflank");

const northflank = new pulumi.Config("northflank");
const at = { projectId: "shop", addonId: "orders-db" };
const live = new pulumi.Config().requireSecret("source");
const dump = "https://dumps.example.com/orders.sql.gz";

const account = new Provider("account", {
  apiToken: northflank.requireSecret("apiToken"),
  apiUrl: northflank.require("apiUrl"),
});

const done = [
  new AddonBackupImport("automatic", { ...at, connectionString: live, triggers: { day: 1 } }),
  new AddonBackupImport("given", {
    ...at,
    name: "Named by hand",
    connectionString: live,
    importAllDatabases: true,
    compressionType: "zstd",
    customDestinationId: "bucket",
    waitForCompletion: true,
  }),
  new AddonBackupImport("from-url", { ...at, importUrl: dump }),
  new AddonBackupImport("by-reference", { ...at, connectionStringFromEnv: "ORDERS_SOURCE" }),
  new AddonBackupImport("by-reference-url", { ...at, importUrlFromEnv: "ORDERS_DUMP" }),
  new AddonBackupImport("adopted", { ...at, adoptBackupId: "made-by-hand" }),
  new AddonBackupImport("adopted-beside", { ...at, importUrl: dump, adoptBackupId: "made-by-hand-too" }),
  new AddonBackupImport("of-a-team", { ...at, teamId: "acme", importUrl: dump }),
  new AddonBackupImport("of-an-account", { ...at, importUrl: dump }, { provider: account }),
  new AddonBackupImport("running", { ...at, importUrl: dump, waitForCompletion: false }),
  new AddonBackupImport(
    "with-limits",
    { ...at, importUrl: dump },
    { customTimeouts: { create: "1h", update: "30m", delete: "5m" } },
  ),
];

// These end badly, and the engine starts nothing new after that.
const last = { dependsOn: done, customTimeouts: { create: "1s", delete: "5m" } };
new AddonBackupImport("timed-out", { ...at, importUrl: dump }, last);
new AddonBackupImport("failed", { ...at, connectionString: live }, last);
new AddonBackupImport("unseen", { ...at, addonId: "users-db", importUrl: dump }, last);
