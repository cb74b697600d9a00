import { ordersDb } from "..";
import { answers, type ForeignClient } from "./foreignClient";
import { runCli } from "./northflankCli";

/** Northflank's CLI, a process for every call. */
export function cliClient(host: string): ForeignClient {
  const call = async (command: string, ...more: string[]): Promise<unknown> => {
    const addon = ["--project", ordersDb.projectId, "--addon", ordersDb.addonId, "-o", "json"];
    const run = await runCli(host, [...command.split(" "), ...addon, ...more]);
    if (!run.ok) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  };
  return {
    importBackup: async (definition) =>
      answers.started.parse(await call("import addon backup", "-i", JSON.stringify(definition))).id,
    list: async () => answers.backups.parse(await call("get addon backups")).backups.map(({ id }) => id),
    status: async (id) => answers.backup.parse(await call("get addon backup", "--backup", id)).status,
    abort: (id) => call("abort addon backup", "--backup", id),
    restore: async (id) =>
      answers.restore.parse(await call("restore addon backup", "--backup", id)).restoreId,
    remove: (id) => call("delete backup", "--force", "--backup", id),
    logs: async (id) =>
      answers.logs.parse(await call("get addon backup logs", "--backup", id)).map(({ log }) => log),
  };
}
