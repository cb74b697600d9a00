import { isInTheWay } from "../import/backupName";
import { addonOf } from "../import/identity";
import type { ImportRegistry } from "../import/registry";
import type { CheckedInputs, ResourceContext } from "../inputs/checkedInputs";
import { outcomeOf } from "../northflank/backupWords";
import type { Addon } from "../northflank/endpoints";
import type { Engine } from "../process/ports";
import { backupIn, locationOf, type SavedState } from "./state";

interface Replaced {
  readonly id: string;
  readonly state: SavedState;
  readonly inputs: CheckedInputs;
  readonly context: ResourceContext;
}

/** A failed import's name may block the import that replaces it, so create and the user need to know. */
export function noteFailedImport(
  { id, state, inputs, context }: Replaced,
  registry: ImportRegistry,
  engine: Engine,
): void {
  const { retainOnDelete, resourceUrn } = context;
  const { name, nameOrigin } = inputs;
  if (!isFailedImport(state) || retainOnDelete === true || nameOrigin !== "given" || name === undefined)
    return;
  const { backupId } = locationOf(id, state);
  registry.replace(resourceUrn, { id: backupId, ...backupIn(state) });
  if (isInTheWay(state.name, name)) engine.info(resourceUrn, failedName(backupId, addonOf(state), name));
}

const failedName = (backupId: string, { addonId }: Addon, name: string): string =>
  `the backup "${backupId}" of addon "${addonId}" has failed and will be replaced; if Northflank refuses a second backup ` +
  `named "${name}", the failed one is deleted before the new import, otherwise after it`;

/**
 * Whether the import failed, so its backup is useless. Under a user's name it may block the next import; create
 * handles that, because `deleteBeforeReplace` would delete all dependents first as well.
 */
const isFailedImport = ({ status, adoptBackupId }: SavedState): boolean =>
  outcomeOf(status) === "failed" && adoptBackupId === undefined;
