import { defaultToken, ordersDb } from "@test/simulator";

/** The programs of the rows that Pulumi runs, each with so many resources. */

const sourceOf = `(index) => "postgresql://importer:s3cr3t@db.legacy.example.com:5432/orders_" + index`;

/** This package, as its README says. */
export const ours = (imports: number): string => `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");
const sourceOf = ${sourceOf};
for (let index = 0; index < ${imports}; index += 1) {
  new AddonBackupImport("orders-" + index, {
    ...${JSON.stringify(ordersDb)},
    connectionString: pulumi.secret(sourceOf(index)),
  });
}`;

/** What the engine and the SDK cost anyway: as many properties, and a provider that does nothing. */
export const floor = (imports: number): string => `
const pulumi = require("@pulumi/pulumi");
const sourceOf = ${sourceOf};
const text = "0123456789abcdef";
const provider = {
  create: async (inputs) => ({
    id: "shop/orders-db/" + inputs.addonId,
    outs: {
      ...inputs, name: text, backupId: text, backupName: text, uid: text, status: "completed", createdAt: text,
      completedAt: text, sizeBytes: 4096, sourceType: text, sourceFingerprint: text,
    },
  }),
};
const undeclared = {};
for (const name of [
  "name", "importAllDatabases", "compressionType", "customDestinationId", "triggers", "connectionStringFromEnv",
  "importUrlFromEnv", "adoptBackupId", "waitForCompletion", "teamId", "backupId", "backupName", "uid", "status",
  "createdAt", "completedAt", "sizeBytes", "sourceType", "sourceFingerprint",
]) undeclared[name] = undefined;
class NoOp extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, { ...undeclared, ...args }, { additionalSecretOutputs: ["connectionString"] });
  }
}
for (let index = 0; index < ${imports}; index += 1) {
  new NoOp("orders-" + index, {
    ...${JSON.stringify(ordersDb)},
    connectionString: pulumi.secret(sourceOf(index)),
  });
}`;

/** What one writes in an afternoon: a provider for each resource, and a poll every two seconds. */
export const byHand = (imports: number): string => `
const pulumi = require("@pulumi/pulumi");
const sourceOf = ${sourceOf};
class ImportProvider {
  async create(inputs) {
    const axios = require("axios");
    const api = axios.create({
      baseURL: process.env.NORTHFLANK_API_BASE_URL,
      headers: { authorization: "Bearer " + process.env.NORTHFLANK_API_TOKEN },
    });
    const path = "/v1/projects/" + inputs.projectId + "/addons/" + inputs.addonId;
    const { data } = await api.post(path + "/import", { name: inputs.name, connectionString: inputs.connectionString });
    const backupId = data.data.id;
    for (;;) {
      const { data: { data: backup } } = await api.get(path + "/backups/" + backupId);
      if (backup.status === "completed") return { id: backupId, outs: { ...inputs, backupId, status: backup.status } };
      if (["failed", "aborted"].includes(backup.status)) throw new Error("the import is " + backup.status);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
  async diff(id, olds, news) {
    const replaces = ["projectId", "addonId", "name", "connectionString"].filter((name) => olds[name] !== news[name]);
    return { changes: replaces.length > 0, replaces };
  }
  async read(id, props) {
    const axios = require("axios");
    const path = "/v1/projects/" + props.projectId + "/addons/" + props.addonId + "/backups/" + id;
    const { data: { data: backup } } = await axios.get(process.env.NORTHFLANK_API_BASE_URL + path, {
      headers: { authorization: "Bearer " + process.env.NORTHFLANK_API_TOKEN },
    });
    return { id, props: { ...props, status: backup.status } };
  }
  async delete(id, props) {
    const axios = require("axios");
    const path = "/v1/projects/" + props.projectId + "/addons/" + props.addonId + "/backups/" + id;
    await axios.delete(process.env.NORTHFLANK_API_BASE_URL + path, {
      headers: { authorization: "Bearer " + process.env.NORTHFLANK_API_TOKEN },
    });
  }
}
class BackupImport extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(new ImportProvider(), name, { backupId: undefined, status: undefined, ...args });
  }
}
for (let index = 0; index < ${imports}; index += 1) {
  new BackupImport("orders-" + index, {
    ...${JSON.stringify(ordersDb)},
    name: "orders-" + index,
    connectionString: pulumi.secret(sourceOf(index)),
  });
}`;

export const environment = (url: string): Record<string, string> => ({
  NORTHFLANK_API_BASE_URL: url,
  NORTHFLANK_API_TOKEN: defaultToken,
  NO_PROXY: "127.0.0.1,localhost",
  no_proxy: "127.0.0.1,localhost",
});
