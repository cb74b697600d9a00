import type { CheckedInputs } from "../inputs/checkedInputs";
import { differs, importNames, recordedNames } from "../inputs/table";
import { isKnownStatus, outcomeOf } from "../northflank/backupWords";
import type { SavedState } from "./state";

export interface Diff {
  /** Omitted to let the engine compare the inputs itself. */
  readonly changes?: boolean;
  readonly replaces: string[];
}

/**
 * Compares the state with the checked inputs. Pure; values that a preview does not know yet count as changed.
 * `watched` are the changed inputs that `replaceOnChanges` lists.
 */
export function diff(state: SavedState, checked: CheckedInputs, watched: readonly string[] = []): Diff {
  const replaces = reasonsToReplace(state, checked);
  // `changes` stays undefined, so the engine compares the inputs itself and shows exactly what differs. It applies
  // `replaceOnChanges` only to differences that it found itself.
  if (replaces.length > 0 || watched.length > 0) return { replaces };
  // In the next two cases no input differs, and the engine drops reasons that its own comparison does not find.
  if (outcomeOf(state.status) === "failed") return { changes: true, replaces: ["status"] };
  if (stillRuns(state) && checked.waitForCompletion !== false) return { changes: true, replaces: [] };
  return needsRecording(state, checked) ? { replaces: [] } : { changes: false, replaces: [] };
}

// Once the import has completed, an unknown status describes the backup, not the import.
const stillRuns = ({ status, completedAt }: SavedState): boolean =>
  outcomeOf(status) === "pending" && (isKnownStatus(status) || completedAt === undefined);

function reasonsToReplace(state: SavedState, checked: CheckedInputs): string[] {
  const target = [
    ...importNames.target.filter((name) => differs(name, state, checked)),
    ...teamReason(state, checked),
  ];
  const { adoptBackupId } = checked;
  // While a backup is adopted, nothing is imported, so inputs that describe an import do not matter.
  if (adoptBackupId !== undefined)
    return adoptBackupId === state.backupId ? target : [...target, "adoptBackupId"];
  // An adopted backup has no source of ours to compare with; only changed triggers ask for a new import.
  if (state.adoptBackupId !== undefined)
    return differs("triggers", state, checked) ? [...target, "triggers"] : target;
  const options = importNames.options.filter((name) => differs(name, state, checked));
  return [...target, ...options, ...sourceReason(state, checked), ...nameReason(state, checked)];
}

// A source from a variable that is not set here has no fingerprint to compare.
function sourceReason(
  { sourceFingerprint: old }: SavedState,
  { sourceFingerprint: next }: CheckedInputs,
): string[] {
  return old !== undefined && next !== undefined && old !== next ? ["sourceFingerprint"] : [];
}

// An automatic name only follows what is imported; that change is the reason, not the name.
function nameReason(state: SavedState, checked: CheckedInputs): string[] {
  const follows = state.nameOrigin === "automatic" && checked.nameOrigin === "automatic";
  return follows || state.name === checked.name ? [] : ["name"];
}

const teamReason = ({ teamId: old }: SavedState, { teamId: next }: CheckedInputs): string[] =>
  old !== undefined && next !== undefined && old !== next ? ["teamId"] : [];

/** Whether anything changed that refresh and destroy will read from the state. */
function needsRecording(state: SavedState, checked: CheckedInputs): boolean {
  return (
    recordedNames.some((name) => differs(name, state, checked)) ||
    state.timeouts?.delete !== checked.timeouts?.delete ||
    isNewlyAdopted(state, checked) ||
    (checked.adoptBackupId !== undefined && differs("triggers", state, checked))
  );
}

// From now on it is somebody else's, so destroy must leave it alone.
const isNewlyAdopted = (state: SavedState, checked: CheckedInputs): boolean =>
  checked.adoptBackupId !== undefined && state.adoptBackupId === undefined;
