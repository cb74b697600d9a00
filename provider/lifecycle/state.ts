import { ProviderError } from "../errors";
import { addonOf, type KnownBackup, parseResourceId } from "../import/identity";
import { asExpected, derivedNames, readInputs, type CheckedInputs } from "../inputs/checkedInputs";
import { inputNames, secretNames } from "../inputs/table";
import { unknownValue, type Values } from "../inputs/values";
import { outcomeOf } from "../northflank/backupWords";
import type { Addon } from "../northflank/endpoints";
import { meaningful, wholeSize } from "../northflank/schema";
import { meaningfulTime } from "../northflank/time";

/** What a state holds about the backup, by `typeof`, and users see as outputs. */
const outputFields = {
  backupId: "string",
  backupName: "string",
  uid: "string",
  status: "string",
  createdAt: "string",
  completedAt: "string",
  sizeBytes: "number",
  sourceType: "string",
} as const;

/** The same, with what only the provider reads. Everything else in a state is an input. */
const backupFields = {
  ...outputFields,
  stateVersion: "number",
  importedAfter: "string",
  takeOver: "string",
} as const;

type SavedBackup = {
  readonly [Name in keyof typeof backupFields]?: TypeCalled[(typeof backupFields)[Name]] | undefined;
};

interface TypeCalled {
  readonly string: string;
  readonly number: number;
}

/** A resource's saved state: the inputs that are not secret, and the backup as last seen. */
export type SavedState = CheckedInputs & SavedBackup;

const isOfType = Object.fromEntries(
  Object.entries(backupFields).map(([name, type]) => [name, (value: unknown) => typeof value === type]),
);

/** The state from the engine. Other releases may write other types; values of an unexpected type count as absent. */
export const readState = (props: Values): SavedState => asExpected(readInputs(props), isOfType);

/** The version of the format written below. A later release that changes it must still read every older one. */
export const stateVersion = 1;

/**
 * Call this before trusting a state. A newer release may record owner and import in other fields; a guess could
 * import again or delete somebody else's backup.
 */
export function assertReadable(id: string, state: Values): void {
  const { stateVersion: written = stateVersion } = state;
  if (typeof written === "number" && written <= stateVersion) return;
  throw new ProviderError(
    `the state of "${id}" was written by a newer release of pulumi-northflank (version ${JSON.stringify(written)} of ` +
      `the state format; the installed release supports ${stateVersion}), so nothing was done; install that release or a newer one`,
  );
}

/** Where a resource's backup is. An id that does not parse came from a user, through `get` or an import. */
export function locationOf(id: string, state: SavedState): { addon: Addon; backupId: string } {
  const parsed = parseResourceId(id);
  if (parsed !== undefined) return parsed;
  if (state.backupId !== undefined) return { addon: addonOf(state), backupId: state.backupId };
  throw new ProviderError(
    'the given id does not have the form "projectId/addonId/backupId"; use the id of an AddonBackupImport',
  );
}

/** What the engine saves. It stores the inputs separately, with the secret ones encrypted. */
export function stateOf(inputs: CheckedInputs, backup: KnownBackup): Values {
  const saved: SavedBackup = {
    stateVersion,
    backupId: backup.id,
    backupName: backup.name,
    uid: backup.uid,
    status: backup.status,
    createdAt: backup.createdAt,
    completedAt: backup.completedAt,
    sizeBytes: backup.config?.size,
    sourceType: backup.config?.source?.type,
    importedAfter: backup.importedAfter,
    takeOver: backup.takeOver,
  };
  return storable({ ...without(secretNames, inputs), ...saved });
}

/** What a preview can say of the state after create: adopting is all that tells a backup before there is one. */
export function expectedState(inputs: CheckedInputs): Values {
  const { adoptBackupId: backupId = unknownValue } = inputs;
  return storable({ ...without(secretNames, inputs), ...unknownAll(Object.keys(outputFields)), backupId });
}

/** The same of an update, which at most waits for the end of an import. */
export function expectedAfter(state: Values, inputs: CheckedInputs): Values {
  const end = isAwaited(readState(state), inputs) ? unknownAll(["status", "completedAt", "sizeBytes"]) : {};
  return { ...recorded(state, inputs), ...end };
}

const unknownAll = (names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, unknownValue]));

/** Whether an update waits for the end of an import, rather than only recording inputs. */
export const isAwaited = ({ status }: SavedState, { waitForCompletion }: CheckedInputs): boolean =>
  outcomeOf(status) === "pending" && waitForCompletion !== false;

/** The state after an input change that needs no request. Keeps what a later release added to it. */
export function recorded(state: Values, inputs: CheckedInputs): Values {
  const known = readState(state);
  const news = stillAdopted(known, inputs);
  const imported = news.adoptBackupId === undefined ? whatWasImported(known, inputs) : {};
  return storable({ ...without(allInputs, state), ...without(secretNames, news), ...imported });
}

/** While the source is unknown, the state alone knows what the backup was imported from. */
const whatWasImported = (state: SavedState, inputs: CheckedInputs): CheckedInputs =>
  inputs.sourceFingerprint === undefined
    ? { sourceFingerprint: state.sourceFingerprint, name: state.name, nameOrigin: state.nameOrigin }
    : {};

/** An adopted backup stays adopted, whatever the inputs say later: it is somebody else's. */
export const stillAdopted = (state: SavedState, inputs: CheckedInputs): CheckedInputs => ({
  ...inputs,
  adoptBackupId: inputs.adoptBackupId ?? state.adoptBackupId,
});

/** The state without the backup's fields: the inputs as they were when it was written. */
export const inputsIn = (state: SavedState): CheckedInputs => without(Object.keys(backupFields), state);

const allInputs: readonly string[] = [...inputNames, ...derivedNames];

const without = (names: readonly string[], values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** The backup that a state describes. An older release may have saved meaningless strings. */
export function backupIn(state: SavedState): Omit<KnownBackup, "id"> {
  const { importedAfter, takeOver, status, backupName, sizeBytes, sourceType } = state;
  return {
    uid: meaningful(state.uid),
    createdAt: meaningfulTime(state.createdAt),
    completedAt: meaningfulTime(state.completedAt),
    importedAfter: text(importedAfter),
    takeOver: text(takeOver),
    status: text(status),
    name: text(backupName),
    config: { size: wholeSize(sizeBytes), source: { type: text(sourceType) } },
  };
}

const text = (saved: string | undefined): string | undefined => (saved?.trim() === "" ? undefined : saved);

/**
 * Keeps only what the protocol can carry. A single value that it cannot carry makes the engine hang or lose a
 * resource that it just created, so everything we return or throw passes through here.
 */
function storable(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => isSerializable(value))
      .map(([name, value]) => [name, serializable(value)]),
  );
}

const isSerializable = (value: unknown): boolean =>
  value !== undefined && typeof value !== "function" && typeof value !== "symbol";

function serializable(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value))
    return value.map((item: unknown) => (isSerializable(item) ? serializable(item) : null));
  return typeof value === "object" && value !== null ? storable(value as Values) : value;
}
