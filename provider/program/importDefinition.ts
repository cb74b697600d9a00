import type * as definitionReader from "./definitionReader";

/** Fields that a definition may have, whatever its source. */
interface DefinitionBase {
  /** Name of the backup on Northflank. */
  name?: string;
  /** ID of a custom backup destination. */
  customDestinationId?: string;
}

/** A definition that imports from a live database. */
export interface ConnectionStringDefinition extends DefinitionBase {
  /** Connection string of a live database. Secret: the resource encrypts it, but the program has it in plain text. */
  connectionString: string;
  /** Import all of the server's databases, or only the one in the connection string. */
  importAllDatabases?: boolean;
  /** Compression of the stored backup. */
  compressionType?: "gz" | "zstd";
  /** Cannot be combined with another source. */
  importUrl?: undefined;
}

/** A definition that imports an existing dump. */
export interface UrlDefinition extends DefinitionBase {
  /** URL of an existing dump. Secret: the resource encrypts it, but the program has it in plain text. */
  importUrl: string;
  /** Cannot be combined with another source. */
  connectionString?: undefined;
  /** Requires a connection string. */
  importAllDatabases?: undefined;
  /** Requires a connection string. */
  compressionType?: undefined;
}

/**
 * The fields of a definition file for `northflank import addon backup`, which are those of the endpoint's body.
 * Spread them into the arguments of an `AddonBackupImport`, next to `projectId` and `addonId`.
 */
export type ImportDefinition = ConnectionStringDefinition | UrlDefinition;

// Loaded on first use: few programs read a definition, and its parsers would more than double start-up time.
const reader = (): typeof definitionReader => require("./definitionReader") as typeof definitionReader;

/**
 * Reads the JSON or YAML file that `northflank import addon backup -f` takes.
 *
 * @param path Path of the file, relative to the program's working directory.
 * @returns The import's fields, to spread into the arguments.
 * @throws `RunError`, which Pulumi shows without a stack trace, if the file cannot be read or is not a definition.
 * Its message names the file, line and field, but never a source's value.
 */
export function loadImportDefinition(path: string): ImportDefinition {
  return reader().readFile(path);
}

/**
 * Reads the JSON or YAML text that `northflank import addon backup -i` takes.
 *
 * @throws The same errors as `loadImportDefinition`.
 */
export function parseImportDefinition(text: string): ImportDefinition {
  return reader().readText(text, "the import definition");
}
