import * as pulumi from "@pulumi/pulumi";
import type { AddonBackupImportArgs } from "./args";
import { secretNames, type Value } from "../inputs/table";
import { loaderText } from "./loaderText";
import { assertProviderIsFound } from "./ownDependency";
import { plainTriggers } from "./plainTriggers";
import { contextInputs } from "./programContext";
import { contextKey } from "../inputs/resourceContext";
import { warnOfTokenInClear } from "./tokenInPlainText";

/**
 * A backup of a Northflank database addon, imported from a live database or from the URL of a dump.
 *
 * The import is started once and waited for. It is replaced when its name, its source or its options change,
 * left alone when only a password or the signature of a URL does, and deleted on destroy. Importing makes a
 * backup; it does not restore it: the addon's databases stay as they are.
 *
 * Source: Northflank API, `POST /v1/projects/{projectId}/addons/{addonId}/import`.
 */
export class AddonBackupImport extends pulumi.CustomResource {
  /** The type of the resource, as policies and `pulumi state` name it. */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/northflank:AddonBackupImport";

  /** ID of the project that the addon belongs to. */
  declare readonly projectId: pulumi.Output<Value<"projectId">>;
  /** ID of the addon that holds the backup. */
  declare readonly addonId: pulumi.Output<Value<"addonId">>;
  /** ID of the team, where the request needed one. */
  declare readonly teamId: pulumi.Output<Value<"teamId"> | undefined>;
  /** The name that was given, or the automatic one; see `backupName` for what the backup is called. */
  declare readonly name: pulumi.Output<Value<"name"> | undefined>;
  /** Whether all databases of the server were asked for. */
  declare readonly importAllDatabases: pulumi.Output<Value<"importAllDatabases"> | undefined>;
  /** The compression that was asked for. */
  declare readonly compressionType: pulumi.Output<Value<"compressionType"> | undefined>;
  /** ID of the custom destination that stores the backup. */
  declare readonly customDestinationId: pulumi.Output<Value<"customDestinationId"> | undefined>;
  /** The values whose change imports again. */
  declare readonly triggers: pulumi.Output<Value<"triggers">>;
  /** Name of the environment variable that holds the connection string, for a source by reference. */
  declare readonly connectionStringFromEnv: pulumi.Output<Value<"connectionStringFromEnv"> | undefined>;
  /** Name of the environment variable that holds the URL of the dump, for a source by reference. */
  declare readonly importUrlFromEnv: pulumi.Output<Value<"importUrlFromEnv"> | undefined>;
  /** ID of the backup that is tracked instead of an import, where one was adopted. */
  declare readonly adoptBackupId: pulumi.Output<Value<"adoptBackupId"> | undefined>;
  /** Whether `up` waits for the end of the import. */
  declare readonly waitForCompletion: pulumi.Output<Value<"waitForCompletion"> | undefined>;
  /** ID of the backup, for example to restore from it. */
  declare readonly backupId: pulumi.Output<string>;
  /** Name of the backup on Northflank: `name`, with a suffix when an automatic one was taken. */
  declare readonly backupName: pulumi.Output<string | undefined>;
  /** Northflank's unique ID of the backup, which no later backup under the same id shares. */
  declare readonly uid: pulumi.Output<string | undefined>;
  /** Northflank's word for the state of the backup; `completed` once the import has succeeded. */
  declare readonly status: pulumi.Output<string>;
  /** When the backup was created: ISO 8601, by Northflank's clock. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** When the import was completed: ISO 8601, by Northflank's clock. */
  declare readonly completedAt: pulumi.Output<string | undefined>;
  /** Size of the backup in bytes. */
  declare readonly sizeBytes: pulumi.Output<number | undefined>;
  /** Northflank's word for where the backup came from, such as `externalDump` or `liveInstance`. */
  declare readonly sourceType: pulumi.Output<string | undefined>;
  /** A short hash of what the source points at, without its credentials. A change of it replaces. */
  declare readonly sourceFingerprint: pulumi.Output<string | undefined>;

  /**
   * Declares an import.
   *
   * @param name Name of the resource in the program.
   * @param args What to import, and where to.
   * @param opts Resource options; `customTimeouts` default to 60 minutes for create and update, 10 for delete.
   */
  constructor(name: string, args: AddonBackupImportArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal The way of `get`, which gives an id and no arguments. */
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
    super(
      AddonBackupImport.__pulumiType,
      name,
      { ...given, ...context, __provider: loaderText },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...secretNames] }),
    );
    // The SDK makes a property of every input, and a program that exports the resource exports all of its properties.
    for (const input of [...secretNames, contextKey]) Reflect.deleteProperty(this, input);
    warnOfTokenInClear();
  }

  /**
   * Reads a backup that exists already, without ever changing or deleting it.
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

  /** Whether a value is an `AddonBackupImport`, also of another copy of this package. */
  static override isInstance(value: unknown): value is AddonBackupImport {
    return (
      typeof value === "object" &&
      value !== null &&
      "__pulumiType" in value &&
      value.__pulumiType === AddonBackupImport.__pulumiType
    );
  }
}

// The engine would end with "code must be a string, not undefined" and a stack.
const importIsImpossible = (name: string, id: string): string =>
  `the option import of AddonBackupImport "${name}" cannot work, because Pulumi gives a dynamic provider no inputs then; ` +
  `to track the backup, give adoptBackupId: "${backupIdIn(id)}" instead, or read it with AddonBackupImport.get`;

// What is no id of an import may be a secret in the wrong place.
const backupIdIn = (id: string): string =>
  /^(?:[\w-]+\/){2}([\w-]+)$/.exec(id)?.[1] ?? "the ID of the backup";

// Pulumi makes an output of every property that is listed here, also of those that only the provider knows.
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
