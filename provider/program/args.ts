import type { Input } from "@pulumi/pulumi";

/** The arguments that all imports share. A base for arguments of your own. */
export interface AddonBackupImportBase {
  /** ID of the project that the addon belongs to. A change replaces the resource. */
  projectId: Input<string>;

  /** ID of the database addon that receives the backup. A change replaces the resource. */
  addonId: Input<string>;

  /**
   * Name of the backup on Northflank, 3 to 39 characters. If omitted, the provider derives a name from the resource name
   * and what is imported, and finds a lost import again by it. A change replaces the resource.
   */
  name?: Input<string | undefined> | undefined;

  /**
   * ID of a custom backup destination; if omitted, Northflank stores the backup itself. A change replaces the
   * resource.
   */
  customDestinationId?: Input<string | undefined> | undefined;

  /**
   * Strings, numbers, Dates and plain data; a change means "import again now". They are stored in plain text, so put
   * no secrets here. Pass a Date inside an Output as a string. A change replaces the resource.
   */
  triggers?: unknown;

  /**
   * ID of an existing backup on the addon, to track instead of importing one. While it is set, source, name and
   * options change nothing; if it is removed and a source is set, the backup stays tracked. This resource never
   * deletes an adopted backup. A change replaces the resource.
   */
  adoptBackupId?: Input<string | undefined> | undefined;

  /**
   * Wait until Northflank reports the import as completed (the default), or return once it has started. A change
   * does nothing.
   */
  waitForCompletion?: Input<boolean | undefined> | undefined;

  /**
   * ID of the team, for tokens of an organisation. Default: `northflank:teamId` of the configuration. Another
   * team replaces the resource; adding or removing one only updates the state.
   */
  teamId?: Input<string | undefined> | undefined;
}

/** The options of an import from a live database. */
interface LiveDatabase extends AddonBackupImportBase {
  /**
   * Detect and import all of the server's databases (PostgreSQL). `false` imports only the one that the
   * connection string names; if omitted, Northflank decides. A change replaces the resource.
   */
  importAllDatabases?: Input<boolean | undefined> | undefined;

  /** Compression of the stored backup: `gz` (the default) or `zstd`. A change replaces the resource. */
  compressionType?: Input<"gz" | "zstd" | undefined> | undefined;
}

declare const aConnectionString: unique symbol;

/** No value has this type: the compiler names it if the option is set without a connection string. */
type OnlyWithConnectionString<Option> = Option & { readonly [aConnectionString]: never };

/** What has no live database has no options of one. */
interface NoLiveDatabase extends AddonBackupImportBase {
  /** Only with a connection string. */
  importAllDatabases?: OnlyWithConnectionString<boolean> | undefined;
  /** Only with a connection string. */
  compressionType?: OnlyWithConnectionString<"gz"> | undefined;
}

/** Imports from a live database, by its connection string. */
export interface ImportFromConnectionString extends LiveDatabase {
  /**
   * Connection string of a live database to dump, for example `postgresql://user:password@host:5432/db`. Secret. A
   * change replaces the resource only if it points elsewhere.
   */
  connectionString: Input<string>;
  /** Not beside another source. */
  importUrl?: undefined;
  /** Not beside another source. */
  connectionStringFromEnv?: undefined;
  /** Not beside another source. */
  importUrlFromEnv?: undefined;
}

/** Imports an existing dump, by its URL. */
export interface ImportFromUrl extends NoLiveDatabase {
  /**
   * URL (http or https) of an existing dump; `.gz` and `.zst` files are unpacked. Secret. A change replaces the
   * resource only if it points elsewhere.
   */
  importUrl: Input<string>;
  /** Not beside another source. */
  connectionString?: undefined;
  /** Not beside another source. */
  connectionStringFromEnv?: undefined;
  /** Not beside another source. */
  importUrlFromEnv?: undefined;
}

/** Imports from a live database, whose connection string an environment variable holds. */
export interface ImportFromConnectionStringEnv extends LiveDatabase {
  /**
   * Name of an environment variable that holds the connection string. The provider reads it where Pulumi runs, so
   * the value is in no state, not even encrypted. A change replaces the resource only if
   * it points elsewhere.
   */
  connectionStringFromEnv: Input<string>;
  /** Not beside another source. */
  connectionString?: undefined;
  /** Not beside another source. */
  importUrl?: undefined;
  /** Not beside another source. */
  importUrlFromEnv?: undefined;
}

/** Imports an existing dump, whose URL an environment variable holds. */
export interface ImportFromUrlEnv extends NoLiveDatabase {
  /**
   * Name of an environment variable that holds the URL of the dump; see `connectionStringFromEnv`. A change replaces
   * the resource only if it points elsewhere.
   */
  importUrlFromEnv: Input<string>;
  /** Not beside another source. */
  connectionString?: undefined;
  /** Not beside another source. */
  importUrl?: undefined;
  /** Not beside another source. */
  connectionStringFromEnv?: undefined;
}

/** Tracks a backup that exists already. Beside a source, `adoptBackupId` of the other arguments does the same. */
export interface AdoptedBackup extends NoLiveDatabase {
  adoptBackupId: Input<string>;
  connectionString?: undefined;
  importUrl?: undefined;
  connectionStringFromEnv?: undefined;
  importUrlFromEnv?: undefined;
}

declare const oneSourceThatIsNeverUndefined: unique symbol;

/**
 * Nothing is of this type. The compiler compares what fits no member of a union with the last one, so that it names this
 * where a source is missing or may be `undefined`.
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
