import type { Api } from "./importing/session";
import { addonPath, type Addon } from "./importRequest";
import { listBackups, type BackupList } from "./northflank/backupList";
import { NorthflankClient } from "./northflank/client";
import { Connection } from "./northflank/connection";
import { BackupWatcher } from "./northflank/watcher";
import type { Deadline, Ports } from "./ports";
import type { SecretVault } from "./secretVault";
import { settingsFrom, type Configuration } from "./settings";

/** For how long parallel creates use one reading of the list. */
const sharedForMs = 2_000;

/** Connects to Northflank with the credentials of this process. */
export function connectApi(ports: Ports, config: Configuration, vault: SecretVault): Api {
  const settings = settingsFrom(config, ports.env);
  vault.learn([settings.token.value, settings.fallbackToken?.value ?? ""]);
  const redact = (text: string): string => vault.redact(text);
  const client = new NorthflankClient(ports, new Connection(settings, redact));
  const lists = new Map<string, { readonly at: number; readonly list: Promise<BackupList> }>();
  const recentList = (addon: Addon, deadline: Deadline): Promise<BackupList> => {
    const key = addonPath(addon);
    const known = lists.get(key);
    if (known !== undefined && ports.clock.now() - known.at <= sharedForMs) return known.list;
    const list = listBackups(client, addon, deadline);
    lists.set(key, { at: ports.clock.now(), list });
    // A reading that failed is of no use to the next create.
    list.catch(() => lists.delete(key));
    return list;
  };
  const redactLines = (lines: readonly string[]): readonly string[] => vault.redactLines(lines);
  return { client, watcher: new BackupWatcher(ports, client), recentList, redact, redactLines };
}
