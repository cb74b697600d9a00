import type { CheckedInputs } from "../inputs/checkedInputs";
import { differs, importNames } from "../inputs/table";
import { sameValue, type Values } from "../inputs/values";
import { isKnownStatus, outcomeOf } from "../northflank/statusWords";
import type { SavedState } from "./state";

export interface Diff {
  /** Left out where the engine's own comparison of the inputs is the exact answer. */
  readonly changes?: boolean;
  readonly replaces: string[];
}

/**
 * Compares the state with the checked inputs. Pure; what a preview does not know yet counts as changed.
 * `watched` are the changed inputs for which the program asks to replace, by `replaceOnChanges`.
 */
export function diff(state: SavedState, checked: CheckedInputs, watched: readonly string[] = []): Diff {
  const replaces = reasonsToReplace(state, checked);
  // `changes` stays undefined: the engine then compares the inputs itself and shows exactly what differs. Only what
  // it has found itself is held against `replaceOnChanges`.
  if (replaces.length > 0 || watched.length > 0) return { replaces };
  // No input differs in these two cases, and the engine drops reasons that its own comparison cannot see.
  if (outcomeOf(state.status) === "failed") return { changes: true, replaces: ["status"] };
  if (stillRuns(state) && checked.waitForCompletion !== false) return { changes: true, replaces: [] };
  return needsRecording(state, checked) ? { replaces: [] } : { changes: false, replaces: [] };
}

// A word that nobody knows, after the end of the import, says what has become of the backup since.
const stillRuns = ({ status, completedAt }: SavedState): boolean =>
  outcomeOf(status) === "pending" && (isKnownStatus(status) || completedAt === undefined);

/**
 * Whether a replacement makes the backup of a failed import pointless. Its name, if the user chose it, may be in the way
 * of the next one; that is for create to find out, as the engine would delete the dependents first as well.
 */
export const isFailedImport = ({ status, adoptBackupId }: SavedState): boolean =>
  outcomeOf(status) === "failed" && adoptBackupId === undefined;

function reasonsToReplace(state: SavedState, checked: CheckedInputs): string[] {
  const target = [
    ...importNames.target.filter((name) => differs(name, state, checked)),
    ...teamReason(state, checked),
  ];
  const { adoptBackupId } = checked;
  // While a backup is adopted, nothing is imported, so nothing that describes an import can differ.
  if (adoptBackupId !== undefined)
    return adoptBackupId === state.backupId ? target : [...target, "adoptBackupId"];
  // What was adopted has no source of ours to compare with; only triggers ask for an import of its own.
  if (state.adoptBackupId !== undefined)
    return differs("triggers", state, checked) ? [...target, "triggers"] : target;
  const order = importNames.order.filter((name) => differs(name, state, checked));
  return [...target, ...order, ...sourceReason(state, checked), ...nameReason(state, checked)];
}

// A source by reference that cannot be read has no fingerprint to compare.
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

/** What is read from the state later (by refresh and destroy) and must therefore be kept up to date in it. */
function needsRecording(state: SavedState, checked: CheckedInputs): boolean {
  return (
    state.teamId !== checked.teamId ||
    state.timeouts?.delete !== checked.timeouts?.delete ||
    isNewlyAdopted(state, checked) ||
    (checked.adoptBackupId !== undefined && differs("triggers", state, checked))
  );
}

// From now on it is somebody else's: destroy must leave it alone.
const isNewlyAdopted = (state: SavedState, checked: CheckedInputs): boolean =>
  checked.adoptBackupId !== undefined && state.adoptBackupId === undefined;

/** The input that a property path such as `triggers.day`, `triggers[0]` or `["triggers"]` begins with. */
function inputOf(path: string): string | undefined {
  const [, quoted, plain] = /^(?:\["(.*?)"\]|([^.[]+))/.exec(path) ?? [];
  return quoted ?? plain;
}

/** The inputs that `replaceOnChanges` is about and that are not what they were. */
export function changedAmong(paths: readonly string[], olds: Values, checked: Values): string[] {
  const wanted = new Set(paths.map(inputOf));
  return Object.keys({ ...olds, ...checked }).filter(
    (name) =>
      name !== "__provider" && (wanted.has(name) || wanted.has("*")) && !sameValue(olds[name], checked[name]),
  );
}
