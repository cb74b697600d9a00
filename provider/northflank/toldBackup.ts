import { isKnownStatus } from "../importOutcome";
import type { OutsideWords } from "./connection";
import type { Backup } from "./schema";

/** A backup without what repeats a secret: all of it is stored, and shown among our own words. */
export function toldBackup(backup: Backup, outside: OutsideWords): Backup {
  const told = (text: string | undefined): string | undefined =>
    text === undefined ? text : outside.toldWord(text);
  const { name, uid, status, config } = backup;
  return {
    ...backup,
    name: told(name),
    uid: told(uid),
    status: isKnownStatus(status) ? status : told(status),
    config: config && { ...config, source: { type: told(config.source?.type) } },
  };
}
