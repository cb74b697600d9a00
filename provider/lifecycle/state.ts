import { ProviderError } from "../errors";
import { addonOf, parseResourceId } from "../import/resourceId";
import type { KnownBackup } from "../import/identity";
import {
  asExpected,
  derivedNames,
  isNumber,
  isText,
  readInputs,
  type CheckedInputs,
  type Expectation,
} from "../inputs/checkedInputs";
import { inputNames, secretNames } from "../inputs/table";
import type { Values } from "../inputs/values";
import type { Addon } from "../northflank/endpoints";
import { told } from "../northflank/schema";
import { toldTime } from "../northflank/time";
import { sizeInBytes } from "./progress";

/** What a state holds of the backup. Everything else in it is an input. */
type SavedBackup = {
  readonly stateVersion?: number | undefined;
  readonly backupId?: string | undefined;
  readonly backupName?: string | undefined;
  readonly uid?: string | undefined;
  readonly status?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly sourceType?: string | undefined;
  readonly importedAfter?: string | undefined;
  readonly takeOver?: string | undefined;
};

const backupFields: Record<keyof SavedBackup, Expectation> = {
  stateVersion: isNumber,
  backupId: isText,
  backupName: isText,
  uid: isText,
  status: isText,
  createdAt: isText,
  completedAt: isText,
  sizeBytes: isNumber,
  sourceType: isText,
  importedAfter: isText,
  takeOver: isText,
};

/** What is saved of a resource: the inputs that are not secret, and the backup as it was last seen. */
export type SavedState = CheckedInputs & SavedBackup;

/** The state that the engine hands over. Other releases wrote others: what is not as expected is absent. */
export const readState = (props: Values): SavedState => asExpected(readInputs(props), backupFields);

/** The shape of what is written below. A later release that changes it still reads every older one. */
export const stateVersion = 1;

/**
 * Before anything is concluded from a state. A later release may have put elsewhere what tells whose a backup is and
 * what was imported; guessing could import again or delete what is not ours.
 */
export function assertReadable(id: string, state: Values): void {
  const { stateVersion: written = stateVersion } = state;
  if (typeof written === "number" && written <= stateVersion) return;
  throw new ProviderError(
    `the state of "${id}" was written by a newer release of pulumi-northflank (version ${JSON.stringify(written)} of ` +
      `the state format; the installed release supports ${stateVersion}), so nothing was done; install that release or a newer one`,
  );
}

/** Where the backup of a resource is. An id that is none was given by a user, to `get` or to an import. */
export function locationOf(id: string, state: SavedState): { addon: Addon; backupId: string } {
  const parsed = parseResourceId(id);
  if (parsed !== undefined) return parsed;
  if (state.backupId !== undefined) return { addon: addonOf(state), backupId: state.backupId };
  throw new ProviderError(
    'the given id does not have the form "projectId/addonId/backupId"; use the id of an AddonBackupImport',
  );
}

/** What the engine saves. It keeps the inputs beside it, with the secret ones encrypted. */
export function stateOf(inputs: CheckedInputs, backup: KnownBackup): Values {
  const saved: SavedBackup = {
    stateVersion,
    backupId: backup.id,
    backupName: backup.name,
    uid: backup.uid,
    status: backup.status,
    createdAt: backup.createdAt,
    completedAt: backup.completedAt,
    sizeBytes: sizeInBytes(backup),
    sourceType: backup.config?.source?.type,
    importedAfter: backup.importedAfter,
    takeOver: backup.takeOver,
  };
  return storable({ ...without(secretNames, inputs), ...saved });
}

/** The state after a change of inputs that needs nothing of Northflank. What a later release has added to it stays. */
export const recorded = (state: Values, inputs: CheckedInputs): Values =>
  storable({ ...without(allInputs, state), ...without(secretNames, stillAdopted(readState(state), inputs)) });

/** What was adopted stays adopted, whatever the inputs say later: it is somebody else's. */
export const stillAdopted = (state: SavedState, inputs: CheckedInputs): CheckedInputs => ({
  ...inputs,
  adoptBackupId: inputs.adoptBackupId ?? state.adoptBackupId,
});

/** The state without what the backup added: the inputs as they were when it was written. */
export const inputsIn = (state: SavedState): CheckedInputs => without(Object.keys(backupFields), state);

const allInputs: readonly string[] = [...inputNames, ...derivedNames];

const without = (names: readonly string[], values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** The backup that a state remembers. An older release may have saved a text that says nothing. */
export function backupIn(state: SavedState): Omit<KnownBackup, "id"> {
  const { importedAfter, takeOver, status, backupName, sizeBytes, sourceType } = state;
  return {
    uid: told(state.uid),
    createdAt: toldTime(state.createdAt),
    completedAt: toldTime(state.completedAt),
    importedAfter: text(importedAfter),
    takeOver: text(takeOver),
    status: text(status),
    name: text(backupName),
    config: { size: sizeBytes, source: { type: text(sourceType) } },
  };
}

const text = (saved: string | undefined): string | undefined => (saved?.trim() === "" ? undefined : saved);

/**
 * Only what the protocol can carry. One value that it cannot makes the engine lose the resource after it was
 * created, or wait for ever, so everything that is returned or thrown passes here.
 */
export function storable(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => isCarried(value))
      .map(([name, value]) => [name, carried(value)]),
  );
}

const isCarried = (value: unknown): boolean =>
  value !== undefined && typeof value !== "function" && typeof value !== "symbol";

function carried(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => (isCarried(item) ? carried(item) : null));
  return typeof value === "object" && value !== null ? storable(value as Values) : value;
}
