import type { Input } from "@pulumi/pulumi";

/** The arguments that all imports share; extend it to define your own. */
export interface AddonBackupImportBase {
  /** ID of the project that the addon belongs to. A change replaces the resource. */
  projectId: Input<string>;

  /** ID of the database addon that receives the backup. A change replaces the resource. */
  addonId: Input<string>;

  /**
   * Name of the backup on Northflank, 3 to 39 characters. If omitted, the provider derives one from the resource name
   * and what it imports, and uses it to find a lost import. A change replaces the resource.
   */
  name?: Input<string | undefined> | undefined;

  /**
   * ID of a custom backup destination; if omitted, Northflank stores the backup itself. A change replaces the
   * resource.
   */
  customDestinationId?: Input<string | undefined> | undefined;

  /**
   * Strings, numbers, Dates or plain data; a change means "import again now". Stored in plain text, so put no secrets
   * here. Inside an Output, pass a Date as a string. A change replaces the resource.
   */
  triggers?: unknown;

  /**
   * ID of an existing backup on the addon, to track instead of importing one. While it is set, changes to the source,
   * name or options do nothing; if you remove it and set a source, the resource keeps tracking the backup. The
   * resource never deletes an adopted backup. A change replaces the resource.
   */
  adoptBackupId?: Input<string | undefined> | undefined;

  /**
   * Whether `up` waits until Northflank reports the import as completed (the default) or returns once it has started.
   * A change does nothing.
   */
  waitForCompletion?: Input<boolean | undefined> | undefined;

  /**
   * ID of the team, for organisation tokens. Default: `northflank:teamId` from the configuration. Another team
   * replaces the resource; adding or removing one only updates the state.
   */
  teamId?: Input<string | undefined> | undefined;
}

/** Options for an import from a live database. */
interface LiveDatabase extends AddonBackupImportBase {
  /**
   * Detect and import all of the server's databases (PostgreSQL). `false` imports only the one in the connection
   * string; if omitted, Northflank decides. A change replaces the resource.
   */
  importAllDatabases?: Input<boolean | undefined> | undefined;

  /** Compression of the stored backup: `gz` (the default) or `zstd`. A change replaces the resource. */
  compressionType?: Input<"gz" | "zstd" | undefined> | undefined;
}

declare const aConnectionString: unique symbol;

/** No value has this type: the compiler's error names it if the option is set without a connection string. */
type OnlyWithConnectionString<Option> = Option & { readonly [aConnectionString]: never };

/** Arguments without a live database, so its options do not compile. */
interface NoLiveDatabase extends AddonBackupImportBase {
  /** Requires a connection string. */
  importAllDatabases?: OnlyWithConnectionString<boolean> | undefined;
  /** Requires a connection string. */
  compressionType?: OnlyWithConnectionString<"gz"> | undefined;
}

/** Imports from a live database, by its connection string. */
export interface ImportFromConnectionString extends LiveDatabase {
  /**
   * Connection string of a live database to dump, for example `postgresql://user:password@host:5432/db`. Secret. A
   * change replaces the resource only if it points elsewhere.
   */
  connectionString: Input<string>;
  /** Cannot be combined with another source. */
  importUrl?: undefined;
  /** Cannot be combined with another source. */
  connectionStringFromEnv?: undefined;
  /** Cannot be combined with another source. */
  importUrlFromEnv?: undefined;
}

/** Imports an existing dump, by its URL. */
export interface ImportFromUrl extends NoLiveDatabase {
  /**
   * URL (http or https) of an existing dump; Northflank unpacks `.gz` and `.zst` files. Secret. A change replaces the
   * resource only if it points elsewhere.
   */
  importUrl: Input<string>;
  /** Cannot be combined with another source. */
  connectionString?: undefined;
  /** Cannot be combined with another source. */
  connectionStringFromEnv?: undefined;
  /** Cannot be combined with another source. */
  importUrlFromEnv?: undefined;
}

/** Imports from a live database whose connection string is in an environment variable. */
export interface ImportFromConnectionStringEnv extends LiveDatabase {
  /**
   * Name of an environment variable that holds the connection string. The provider reads it where Pulumi runs, so
   * the value never enters the state, not even encrypted. A change replaces the resource only if it points elsewhere.
   */
  connectionStringFromEnv: Input<string>;
  /** Cannot be combined with another source. */
  connectionString?: undefined;
  /** Cannot be combined with another source. */
  importUrl?: undefined;
  /** Cannot be combined with another source. */
  importUrlFromEnv?: undefined;
}

/** Imports an existing dump whose URL is in an environment variable. */
export interface ImportFromUrlEnv extends NoLiveDatabase {
  /**
   * Name of an environment variable that holds the dump's URL; see `connectionStringFromEnv`. A change replaces the
   * resource only if it points elsewhere.
   */
  importUrlFromEnv: Input<string>;
  /** Cannot be combined with another source. */
  connectionString?: undefined;
  /** Cannot be combined with another source. */
  importUrl?: undefined;
  /** Cannot be combined with another source. */
  connectionStringFromEnv?: undefined;
}

/** Tracks an existing backup. To set a source as well, use `adoptBackupId` with one of the other types. */
export interface AdoptedBackup extends NoLiveDatabase {
  adoptBackupId: Input<string>;
  /** No source: nothing is imported. */
  connectionString?: undefined;
  /** No source: nothing is imported. */
  importUrl?: undefined;
  /** No source: nothing is imported. */
  connectionStringFromEnv?: undefined;
  /** No source: nothing is imported. */
  importUrlFromEnv?: undefined;
}

declare const oneSourceThatIsNeverUndefined: unique symbol;

/**
 * No value has this type. If arguments fit no member of a union, the compiler's error is about the last one, so it
 * names this symbol if the source is missing or may be `undefined`.
 */
interface NoSource extends LiveDatabase {
  connectionString?: undefined;
  importUrl?: undefined;
  connectionStringFromEnv?: undefined;
  importUrlFromEnv?: undefined;
  [oneSourceThatIsNeverUndefined]: never;
}

/**
 * The arguments of an `AddonBackupImport`: a project, an addon and exactly one source, or `adoptBackupId`. Two
 * sources, no source, or an option that does not fit the source fail to compile.
 */
export type AddonBackupImportArgs =
  | AdoptedBackup
  | ImportFromUrlEnv
  | ImportFromConnectionStringEnv
  | ImportFromUrl
  | ImportFromConnectionString
  | NoSource;
