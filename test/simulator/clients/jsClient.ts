import { ApiClient, ApiClientInMemoryContextProvider } from "@northflank/js-client";
import { defaultToken, ordersDb } from "..";
import type { ForeignClient } from "./foreignClient";

/** Northflank's client for JavaScript, talking to this host; errors of the API are thrown. */
function clientOf(host: string): ApiClient {
  const context = new ApiClientInMemoryContextProvider();
  context.addContext({ name: "test", token: defaultToken, host });
  return new ApiClient(context, { throwErrorOnHttpErrorCode: true });
}

type ImportCall = Parameters<ApiClient["import"]["addon"]["backup"]>[0];

/** `data` goes out as it is: the client's types are stricter than its documentation. Returns what was answered. */
export async function importByJsClient(
  host: string,
  parameters: ImportCall["parameters"],
  data: object,
): Promise<unknown> {
  const call = { parameters, data: data as ImportCall["data"] };
  const { data: answer } = (await clientOf(host).import.addon.backup(call)) as { data: unknown };
  return answer;
}

export function jsClient(host: string): ForeignClient {
  const client = clientOf(host);
  const parameters = { projectId: ordersDb.projectId, addonId: ordersDb.addonId };
  const on = (backupId: string) => ({ parameters: { ...parameters, backupId } });
  return {
    importBackup: async (definition) =>
      ((await importByJsClient(host, parameters, definition)) as { id?: string }).id,
    list: async () => (await client.get.addon.backups.all({ parameters })).data.backups.map(({ id }) => id),
    status: async (backupId) => (await client.get.addon.backup(on(backupId))).data.status,
    abort: (backupId) => client.abort.addon.backup(on(backupId)),
    restore: async (backupId) => (await client.restore.addon.backup(on(backupId))).data.restoreId,
    remove: (backupId) => client.delete.backup(on(backupId)),
    logs: async (backupId) =>
      (await client.logs.getAddonBackupLogs(on(backupId))).data.map(({ log }) => String(log)),
  };
}
