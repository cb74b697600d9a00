import * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../configKeys";

const key = configKeys.apiToken;

let isWarned = false;

/**
 * Warns, once in a program, of a token that the stack's configuration holds in plain text. Only the program can know:
 * providers get decrypted values. The language host lists the secret keys; without its list nothing is said.
 */
export function warnOfTokenInPlainText(): void {
  const secretKeys = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  if (isWarned || secretKeys === undefined || pulumi.runtime.getConfig(key) === undefined) return;
  if (isListed(secretKeys)) return;
  isWarned = true;
  void pulumi.log.warn(
    `${key} is in plain text in the stack's config and state; run \`pulumi config set --secret ${key}\` and ` +
      "enter the token again; rotate the token if others could read the file",
  );
}

function isListed(secretKeys: string): boolean {
  try {
    const keys: unknown = JSON.parse(secretKeys);
    return Array.isArray(keys) && keys.includes(key);
  } catch {
    // A list that cannot be read proves nothing.
    return true;
  }
}
