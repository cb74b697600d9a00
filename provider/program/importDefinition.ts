import type * as definitionReader from "./definitionReader";

/** The fields that a definition may have whatever its source. */
interface DefinitionBase {
  /** Name of the backup on Northflank. */
  name?: string;
  /** ID of a custom backup destination. */
  customDestinationId?: string;
}

/** A definition that imports from a live database. */
export interface ConnectionStringDefinition extends DefinitionBase {
  /** Connection string of a live database. Secret: the resource encrypts it, the program holds it in plain text. */
  connectionString: string;
  /** Import all databases of the server, or only the one that the connection string names. */
  importAllDatabases?: boolean;
  /** Compression of the stored backup. */
  compressionType?: "gz" | "zstd";
  /** Not beside another source. */
  importUrl?: undefined;
}

/** A definition that imports an existing dump. */
export interface UrlDefinition extends DefinitionBase {
  /** URL of an existing dump. Secret: the resource encrypts it, the program holds it in plain text. */
  importUrl: string;
  /** Not beside another source. */
  connectionString?: undefined;
  /** Only with a connection string. */
  importAllDatabases?: undefined;
  /** Only with a connection string. */
  compressionType?: undefined;
}

/**
 * The fields of a resource definition file of `northflank import addon backup`: what the endpoint's body holds.
 * Spread it into the arguments of an `AddonBackupImport`, beside `projectId` and `addonId`.
 */
export type ImportDefinition = ConnectionStringDefinition | UrlDefinition;

// Loaded when a definition is read: few programs read one, and its parsers would more than double the start of each.
const reader = (): typeof definitionReader => require("./definitionReader") as typeof definitionReader;

/**
 * Reads the JSON or YAML file that `northflank import addon backup -f` takes.
 *
 * @param path Path of the file, relative to the folder that the program runs in.
 * @returns The import's fields, to spread into the arguments.
 * @throws `RunError`, which Pulumi shows without a stack trace, if the file cannot be read or is not a definition. It names file, line
 * and field, but never a source's value.
 */
export function loadImportDefinition(path: string): ImportDefinition {
  return reader().readFile(path);
}

/**
 * Reads the JSON or YAML text that `northflank import addon backup -i` takes.
 *
 * @throws Like `loadImportDefinition`.
 */
export function parseImportDefinition(text: string): ImportDefinition {
  return reader().readText(text, "the import definition");
}
