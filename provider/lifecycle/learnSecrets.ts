import type { GivenSource } from "../inputs/givenSource";
import { rowOf, secretNames } from "../inputs/table";
import type { Values } from "../inputs/values";
import type { Redactor } from "../redaction/redactor";
import type { SavedState } from "./state";

/** Learns every value that could be a source, even in invalid inputs. */
export function learnSecrets(redactor: Redactor, ...all: readonly Values[]): void {
  for (const name of secretNames) {
    const kind = rowOf(name).source;
    for (const value of new Set(all.map((inputs) => inputs[name])))
      if (kind !== undefined && typeof value === "string") redactor.learnSource(kind, value.trim());
  }
}

/** Refresh and destroy never receive a source that only the program knows. */
export function learnSource(redactor: Redactor, given: GivenSource | undefined): void {
  if (given?.source === undefined) redactor.expectUnknown();
  else redactor.learnSource(given.kind, given.source.value);
}

/** Learns words that the program, the preview and the state show anyway. */
export function learnIds(redactor: Redactor, known: SavedState): void {
  const { projectId, addonId, teamId, name, adoptBackupId, backupId, backupName } = known;
  for (const word of [projectId, addonId, teamId, name, adoptBackupId, backupId, backupName])
    if (word !== undefined) redactor.learnOwn(word);
}
