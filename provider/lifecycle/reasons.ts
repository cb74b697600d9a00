import { isInTheWay } from "../import/backupName";
import { addonOf } from "../import/identity";
import type { CheckedInputs, ResourceContext } from "../inputs/checkedInputs";
import { unknownValue } from "../inputs/values";
import { outcomeOf } from "../northflank/backupWords";
import type { Diff } from "./diff";
import type { InputChanges } from "./inputChanges";
import { locationOf, type SavedState } from "./state";

export interface Compared {
  readonly id: string;
  readonly state: SavedState;
  readonly inputs: CheckedInputs;
  readonly context: ResourceContext;
  readonly changes: InputChanges;
}

/**
 * Why a preview replaces or resumes, where the engine's own diff shows only a status or a fingerprint. `--diff` shows
 * these sentences without a resource, so each of them names addon and backup.
 */
export function reasonsFor(found: Diff, compared: Compared): readonly string[] {
  const { replaces } = found;
  if (isResumed(found)) return [`the import still runs (${calledBackup(compared)}): the wait is resumed`];
  if (replaces.length === 0) return [];
  const { state, inputs, changes } = compared;
  const backup = calledBackup(compared);
  const again = inputs.adoptBackupId === undefined ? "it is imported again" : "it is adopted again";
  const ifMoved = inputs.sourceFingerprint === unknownValue ? " if it points elsewhere" : "";
  const failed = `the last import failed (${backup}): ${again}${nameNote(compared)}`;
  const moved = `${changes.source ?? ""} (${backup}): ${again}${ifMoved}`;
  return [
    ...(outcomeOf(state.status) === "failed" ? [failed] : []),
    ...(replaces.includes("sourceFingerprint") && changes.source !== undefined ? [moved] : []),
  ];
}

/** Diff insists on a change without a reason to replace only where the wait is resumed. */
export const isResumed = ({ changes, replaces }: Diff): boolean => changes === true && replaces.length === 0;

function calledBackup({ id, state }: Compared): string {
  const { backupId } = locationOf(id, state);
  return `backup "${backupId}" of addon "${addonOf(state).addonId}"`;
}

/** A failed backup under the user's own name may be deleted before the new import instead of after it. */
function nameNote(compared: Compared): string {
  const { name } = compared.inputs;
  return name === undefined || !mayBlockName(compared) || !isInTheWay(compared.state.name, name)
    ? ""
    : `; if Northflank refuses a second backup named "${name}", the failed one is deleted before the new import, ` +
        "otherwise after it";
}

/**
 * Whether the backup of a failed import may hold the name that the user chose for the next one. Create handles that,
 * because `deleteBeforeReplace` would delete all dependents first as well.
 */
export const mayBlockName = ({ state, inputs, context }: Compared): boolean =>
  outcomeOf(state.status) === "failed" &&
  state.adoptBackupId === undefined &&
  context.retainOnDelete !== true &&
  inputs.nameOrigin === "given";
