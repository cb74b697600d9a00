import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import type { Recording } from "../../../stage/stage";
import { outputsOf } from "./example";

export const password = "correct-horse-battery";
export const addon = { projectId: ordersDb.projectId, addonId: ordersDb.addonId };

const secret = (value: string) => ({ value, secret: true as const });

export const database = (host: string, user = "reader", word = password) =>
  secret(`postgresql://${user}:${word}@${host}.example.com:5432/orders`);

/** A signed dump, as an object storage serves it. */
export const dump = (file: string, signature: string) =>
  secret(`https://dumps.example.com/${file}.sql.gz?X-Amz-Date=20260115T090000Z&X-Amz-Signature=${signature}`);

export const plainly = secret;

/** What the program exports is what is on the addon, and it is complete. */
export function exportsTheBackup(recording: Recording): void {
  const [backup] = recording.backups;
  assert.equal(outputsOf(recording)["backupId"], backup?.id);
  assert.equal(backup?.status, "completed");
}

export const asksNothing = ({ requests }: Recording): void => {
  assert.deepEqual(requests, []);
};
