import type { Input } from "@pulumi/pulumi";

/** What every import is told, wherever its backup comes from. A base for arguments of your own. */
export interface AddonBackupImportBase {
  /** ID of the project that the addon belongs to. A change replaces the resource. */
  projectId: Input<string>;

  /** ID of the database addon that receives the backup. A change replaces the resource. */
  addonId: Input<string>;

  /**
   * Name of the backup on Northflank, 3 to 39 characters. Left out, a name is made from the resource name and
   * what is imported, and a lost import is found again by it. A change replaces the resource.
   */
  name?: Input<string | undefined> | undefined;

  /**
   * ID of a custom backup destination; left out, Northflank stores the backup itself. A change replaces the
   * resource.
   */
  customDestinationId?: Input<string | undefined> | undefined;

  /**
   * Texts, numbers, times and plain data; a change means "import again now". They are stored in plain text: put no
   * secret here. A time within an Output is to be given as a text. A change replaces the resource.
   */
  triggers?: unknown;

  /**
   * ID of a backup that exists on the addon: it is tracked instead of importing one. While it is given, source,
   * name and options change nothing; removed beside a source, the backup stays tracked. A backup that was
   * adopted is never deleted by this resource. A change replaces the resource.
   */
  adoptBackupId?: Input<string | undefined> | undefined;

  /**
   * Wait until Northflank says that the import is completed (the default), or return once it has started. A change
   * does nothing.
   */
  waitForCompletion?: Input<boolean | undefined> | undefined;

  /**
   * ID of the team, for tokens of an organisation. Default: `northflank:teamId` of the configuration. From one team
   * to another replaces the resource; a team gained or lost is only recorded.
   */
  teamId?: Input<string | undefined> | undefined;
}

/** The options of an import from a live database. */
interface LiveDatabase extends AddonBackupImportBase {
  /**
   * Detect and import all databases of the server (PostgreSQL). `false` imports only the one that the
   * connection string names; left out, Northflank decides. A change replaces the resource.
   */
  importAllDatabases?: Input<boolean | undefined> | undefined;

  /** Compression of the stored backup: `gz` (the default) or `zstd`. A change replaces the resource. */
  compressionType?: Input<"gz" | "zstd" | undefined> | undefined;
}

declare const aConnectionString: unique symbol;

/** Nothing is of this type, which the compiler names where the option is given without a connection string. */
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
   * Name of an environment variable that holds the connection string. It is read where Pulumi runs, at the
   * time of the import, so that the value is in no state, not even encrypted. A change replaces the resource only if
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
