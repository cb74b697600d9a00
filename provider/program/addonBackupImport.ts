import * as pulumi from "@pulumi/pulumi";
import { contextKey } from "../inputs/checkedInputs";
import { secretNames, type Value } from "../inputs/table";
import type { AddonBackupImportArgs } from "./args";
import { warnOfTokenInPlainText } from "./credentials";
import { assertProviderIsFound, loaderText } from "./loader";
import { plainTriggers } from "./plainTriggers";
import { leavePromiseStacksEmpty } from "./promiseStacks";
import { contextInputs } from "./programContext";

/**
 * A backup of a Northflank database addon, imported from a live database or from a dump's URL.
 *
 * Starts the import once and waits for it. A new name, source or option replaces the backup; a new password or URL
 * signature alone does not. Destroy deletes the backup. An import only creates a backup and restores nothing: the
 * addon's databases stay as they are.
 *
 * API endpoint: `POST /v1/projects/{projectId}/addons/{addonId}/import`.
 */
export class AddonBackupImport extends pulumi.CustomResource {
  /** The resource's type, as policies and `pulumi state` spell it. */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/northflank:AddonBackupImport";

  /** ID of the project that the addon belongs to. */
  declare readonly projectId: pulumi.Output<Value<"projectId">>;
  /** ID of the addon that holds the backup. */
  declare readonly addonId: pulumi.Output<Value<"addonId">>;
  /** ID of the team, from `teamId` or the configuration. */
  declare readonly teamId: pulumi.Output<Value<"teamId"> | undefined>;
  /** The given or automatic name; see `backupName` for the backup's actual name. */
  declare readonly name: pulumi.Output<Value<"name"> | undefined>;
  /** Whether to import all of the server's databases. */
  declare readonly importAllDatabases: pulumi.Output<Value<"importAllDatabases"> | undefined>;
  /** Compression of the stored backup, if set. */
  declare readonly compressionType: pulumi.Output<Value<"compressionType"> | undefined>;
  /** ID of the custom destination that stores the backup. */
  declare readonly customDestinationId: pulumi.Output<Value<"customDestinationId"> | undefined>;
  /** Values that trigger a new import when they change. */
  declare readonly triggers: pulumi.Output<Value<"triggers">>;
  /** Name of the environment variable that holds the connection string. */
  declare readonly connectionStringFromEnv: pulumi.Output<Value<"connectionStringFromEnv"> | undefined>;
  /** Name of the environment variable that holds the dump's URL. */
  declare readonly importUrlFromEnv: pulumi.Output<Value<"importUrlFromEnv"> | undefined>;
  /** ID of the adopted backup, if the resource tracks one instead of importing. */
  declare readonly adoptBackupId: pulumi.Output<Value<"adoptBackupId"> | undefined>;
  /** Whether `up` waits for the import to complete. */
  declare readonly waitForCompletion: pulumi.Output<Value<"waitForCompletion"> | undefined>;
  /** ID of the backup, for example to restore from it. */
  declare readonly backupId: pulumi.Output<string>;
  /** Name of the backup on Northflank: `name`, with a suffix if an automatic name was taken. */
  declare readonly backupName: pulumi.Output<string | undefined>;
  /** The backup's unique ID on Northflank; a later backup may reuse `backupId`, but never this. */
  declare readonly uid: pulumi.Output<string | undefined>;
  /** The backup's status in Northflank's words; `completed` once the import has succeeded. */
  declare readonly status: pulumi.Output<string>;
  /** When the backup was created: ISO 8601, by Northflank's clock. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** When the import completed: ISO 8601, by Northflank's clock. */
  declare readonly completedAt: pulumi.Output<string | undefined>;
  /** Size of the backup in bytes. */
  declare readonly sizeBytes: pulumi.Output<number | undefined>;
  /** Where the backup came from, in Northflank's words, such as `externalDump` or `liveInstance`. */
  declare readonly sourceType: pulumi.Output<string | undefined>;
  /** Short hash of what the source points at, credentials excluded. A change replaces the backup. */
  declare readonly sourceFingerprint: pulumi.Output<string | undefined>;

  /**
   * Declares an import.
   *
   * @param name Name of the resource in the program.
   * @param args What to import, and into which addon.
   * @param opts Resource options; `customTimeouts` default to 60 minutes for create and update, 10 for delete.
   */
  constructor(name: string, args: AddonBackupImportArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal For `get`, which passes an id and no arguments. */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: AddonBackupImportArgs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    if (opts.import !== undefined) throw new pulumi.RunError(importIsImpossible(name, opts.import));
    assertProviderIsFound(name);
    const given: pulumi.Inputs = { ...outputs, ...args, triggers: plainTriggers(args?.triggers, name) };
    for (const secret of secretNames) {
      if (given[secret] !== undefined) given[secret] = pulumi.secret(given[secret]);
    }
    const context = args === undefined ? {} : contextInputs(AddonBackupImport.__pulumiType, name, opts);
    const restoreStacks = leavePromiseStacksEmpty();
    try {
      super(
        AddonBackupImport.__pulumiType,
        name,
        { ...given, ...context, __provider: loaderText },
        pulumi.mergeOptions(opts, { additionalSecretOutputs: [...secretNames] }),
      );
    } finally {
      restoreStacks();
    }
    // The SDK turns every input into a property, and a program that exports the resource exports them all.
    for (const input of [...secretNames, contextKey]) Reflect.deleteProperty(this, input);
    warnOfTokenInPlainText();
  }

  /**
   * Reads an existing backup and never changes or deletes it.
   *
   * @param name Name of the resource in the program.
   * @param id `projectId/addonId/backupId`.
   * @param opts Resource options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): AddonBackupImport {
    return new AddonBackupImport(name, undefined, { ...opts, id });
  }

  /** Whether a value is an `AddonBackupImport`, even one from another copy of this package. */
  static override isInstance(value: unknown): value is AddonBackupImport {
    return (
      typeof value === "object" &&
      value !== null &&
      "__pulumiType" in value &&
      value.__pulumiType === AddonBackupImport.__pulumiType
    );
  }
}

// Otherwise the engine fails with "code must be a string, not undefined" and a stack trace.
const importIsImpossible = (name: string, id: string): string =>
  `the import option of AddonBackupImport "${name}" cannot work because Pulumi then passes a dynamic provider no inputs; ` +
  `to track the backup, set adoptBackupId: "${backupIdIn(id)}" instead, or read it with AddonBackupImport.get`;

// Anything that does not look like a resource id may be a misplaced secret.
const backupIdIn = (id: string): string =>
  /^(?:[\w-]+\/){2}([\w-]+)$/.exec(id)?.[1] ?? "the ID of the backup";

// Pulumi creates an output for every property listed here, even if only the provider sets it.
const outputs = {
  name: undefined,
  importAllDatabases: undefined,
  compressionType: undefined,
  customDestinationId: undefined,
  triggers: undefined,
  connectionStringFromEnv: undefined,
  importUrlFromEnv: undefined,
  adoptBackupId: undefined,
  waitForCompletion: undefined,
  projectId: undefined,
  addonId: undefined,
  teamId: undefined,
  backupId: undefined,
  backupName: undefined,
  uid: undefined,
  status: undefined,
  createdAt: undefined,
  completedAt: undefined,
  sizeBytes: undefined,
  sourceType: undefined,
  sourceFingerprint: undefined,
} satisfies Partial<Record<keyof AddonBackupImport, undefined>>;
