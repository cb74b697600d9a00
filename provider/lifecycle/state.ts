import { ProviderError } from "../errors";
import { secretNames } from "../inputs/table";
import { sizeInBytes } from "./progress";
import type { KnownBackup } from "../import/identity";
import { toldTime } from "../northflank/time";
import { told } from "../northflank/schema";

type Values = Record<string, unknown>;

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
      `its shape; the installed release knows ${stateVersion}), so nothing was done; install that release, or a newer one`,
  );
}

/**
 * What is saved of a resource: the inputs that are no secret, and the backup as it was last seen. The engine
 * keeps the inputs beside it, with the secret ones encrypted.
 */
export function stateOf(inputs: Values, backup: KnownBackup): Values {
  return storable({
    ...withoutSecrets(inputs),
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
  });
}

/** The state after a change of inputs that needs nothing of Northflank. */
export const recorded = (state: Values, inputs: Values): Values =>
  storable({ ...withoutInputs(state), ...withoutSecrets(stillAdopted(state, inputs)) });

/** What was adopted stays adopted, whatever the inputs say later: it is somebody else's. */
export const stillAdopted = (state: Values, inputs: Values): Values => ({
  ...inputs,
  adoptBackupId: inputs["adoptBackupId"] ?? state["adoptBackupId"],
});

/** The outputs that come from Northflank; all others are inputs. */
export const backupOutputs = [
  "stateVersion",
  "backupId",
  "backupName",
  "uid",
  "status",
  "createdAt",
  "completedAt",
  "sizeBytes",
  "sourceType",
  "importedAfter",
  "takeOver",
] as const;

export const withoutSecrets = (inputs: Values): Values =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !(secretNames as string[]).includes(name)));

const isBackupOutput = (name: string): boolean => (backupOutputs as readonly string[]).includes(name);

/** The state without what the backup added: the inputs as they were when it was written. */
export const inputsIn = (state: Values): Values =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !isBackupOutput(name)));

const withoutInputs = (state: Values): Values =>
  Object.fromEntries(Object.entries(state).filter(([name]) => isBackupOutput(name)));

/** The backup that a state remembers. An older release may have saved a text that says nothing. */
export function backupIn(state: Values): Omit<KnownBackup, "id"> {
  const text = (name: string): string | undefined => {
    const value = state[name];
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const { sizeBytes } = state;
  return {
    uid: told(text("uid")),
    createdAt: toldTime(text("createdAt")),
    completedAt: toldTime(text("completedAt")),
    importedAfter: text("importedAfter"),
    takeOver: text("takeOver"),
    status: text("status"),
    name: text("backupName"),
    config: {
      size: typeof sizeBytes === "number" ? sizeBytes : undefined,
      source: { type: text("sourceType") },
    },
  };
}

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
