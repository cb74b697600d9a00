import { rowOf, secretNames } from "../inputs/table";
import type { SecretRegistry } from "../redaction/secretRegistry";

type Values = Readonly<Record<string, unknown>>;

/** Every value that could be a source, also of inputs that are wrong. */
export function learnSecrets(secrets: SecretRegistry, inputs: Values): void {
  for (const [kind, value] of secretNames.map((name) => [rowOf(name).source, inputs[name]] as const))
    if (kind !== undefined && typeof value === "string") secrets.learnSource(kind, value.trim());
}

const ownNames = ["projectId", "addonId", "teamId", "name", "backupName", "backupId", "adoptBackupId"];

/** What stands in the program, the preview and the state anyway. */
export function learnIds(secrets: SecretRegistry, values: Values): void {
  for (const value of ownNames.map((name) => values[name]))
    if (typeof value === "string") secrets.learnOwn(value);
}
