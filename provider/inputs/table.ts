import { z } from "zod";
import type { SourceKind } from "../source/identity";
import { sameValue } from "./values";

/** What a change of an input does to a backup that exists already. */
export type Effect =
  /** another import: the resource is replaced */
  | "replace"
  /** judged by what the source points at, see `sourceFingerprint` */
  | "identity"
  /** written to the state by an update that sends no request */
  | "record"
  /** nothing to do: the new value is kept without a step in the preview */
  | "none";

export interface InputRow {
  readonly schema: z.ZodType;
  /** Said after "must be" when a value is refused. */
  readonly allowed: string;
  readonly required?: true;
  readonly secret?: true;
  /** A source: exactly one row of this kind is given. `value` is the input that it stands for. */
  readonly source?: SourceKind;
  /** Given instead of a source, or beside one: nothing is imported then. */
  readonly insteadOfSource?: true;
  /** Where the value travels; rows without a place never leave the provider. */
  readonly wire?: "path" | "body";
  /** Only meaningful with this kind of source. */
  readonly onlyWith?: "connectionString";
  readonly onChange: Effect;
  /** What Northflank does when the input is left out, where that equals a value. */
  readonly absentMeans?: string | boolean;
}

const row = <const Row extends InputRow>(definition: Row): Row => definition;

const slug = /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/;
const backupName = /^[a-zA-Z0-9]+((-|\s|\/|:)[a-zA-Z0-9]+)*$/;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const id = z.string().regex(slug);
const idRule = "a Northflank ID: letters and digits with single hyphens between them";
const variable = z.string().regex(variableName);
const variableRule = "the name of an environment variable: letters, digits and underscores";

/**
 * Every input of an addon backup import: the only place that says what is required, what is secret, what is
 * sent where and what a change does. The types, the checks, the request, the diff and the README are derived.
 */
export const inputs = {
  /** ID of the project that the addon belongs to. */
  projectId: row({ schema: id, allowed: idRule, required: true, wire: "path", onChange: "replace" }),

  /** ID of the database addon that receives the backup. */
  addonId: row({ schema: id, allowed: idRule, required: true, wire: "path", onChange: "replace" }),

  /**
   * Name of the backup on Northflank, 3 to 39 characters. Left out, a name is made from the resource name and
   * what is imported, and a lost import is found again by it.
   */
  name: row({
    schema: z.string().min(3).max(39).regex(backupName),
    allowed: '3 to 39 letters and digits, with single hyphens, spaces, "/" or ":" between them',
    wire: "body",
    onChange: "replace",
  }),

  /** Connection string of a live database to dump, for example `postgresql://user:password@host:5432/db`. */
  connectionString: row({
    schema: z.string().min(1),
    allowed: "a connection string, not an empty text",
    secret: true,
    source: "connectionString",
    wire: "body",
    onChange: "identity",
  }),

  /** URL (http or https) of an existing dump; `.gz` and `.zst` files are unpacked. */
  importUrl: row({
    schema: z.url({ protocol: /^https?$/i }),
    allowed: "a complete http:// or https:// URL",
    secret: true,
    source: "importUrl",
    wire: "body",
    onChange: "identity",
  }),

  /**
   * Name of an environment variable that holds the connection string. It is read where Pulumi runs, at the
   * time of the import, so that the value is in no state, not even encrypted.
   */
  connectionStringFromEnv: row({
    schema: variable,
    allowed: variableRule,
    source: "connectionString",
    onChange: "identity",
  }),

  /** Name of an environment variable that holds the URL of the dump; see `connectionStringFromEnv`. */
  importUrlFromEnv: row({
    schema: variable,
    allowed: variableRule,
    source: "importUrl",
    onChange: "identity",
  }),

  /**
   * Detect and import all databases of the server (PostgreSQL). `false` imports only the one that the
   * connection string names; left out, Northflank decides.
   */
  importAllDatabases: row({
    schema: z.boolean(),
    allowed: "true or false",
    wire: "body",
    onlyWith: "connectionString",
    onChange: "replace",
  }),

  /** Compression of the stored backup: `gz` (the default) or `zstd`. */
  compressionType: row({
    schema: z.enum(["gz", "zstd"]),
    allowed: '"gz" or "zstd"',
    wire: "body",
    onlyWith: "connectionString",
    onChange: "replace",
    absentMeans: "gz",
  }),

  /** ID of a custom backup destination; left out, Northflank stores the backup itself. */
  customDestinationId: row({
    schema: z.string().min(3).max(100).regex(slug),
    allowed: "3 to 100 letters and digits, with single hyphens between them",
    wire: "body",
    onChange: "replace",
  }),

  /**
   * Texts, numbers, times and plain data; a change means "import again now". They are stored in clear: put no secret here.
   * A time within an Output is to be given as a text.
   */
  triggers: row({ schema: z.unknown(), allowed: "any values", onChange: "replace" }),

  /**
   * ID of a backup that exists on the addon: it is tracked instead of importing one. While it is given, source,
   * name and options change nothing; removed beside a source, the backup stays tracked. A backup that was
   * adopted is never deleted by this resource.
   */
  adoptBackupId: row({
    schema: z
      .string()
      .regex(/^[^/\s]+$/)
      .max(200),
    allowed: "the ID of a backup, as Northflank shows it",
    insteadOfSource: true,
    onChange: "replace",
  }),

  /** Wait until Northflank says that the import is completed (the default), or return once it has started. */
  waitForCompletion: row({
    schema: z.boolean(),
    allowed: "true or false",
    onChange: "none",
    absentMeans: true,
  }),

  /**
   * ID of the team, for tokens of an organisation. Default: `northflank:teamId` of the configuration. From
   * one team to another is a replacement; a team gained or lost is only recorded.
   */
  teamId: row({ schema: id, allowed: idRule, wire: "path", onChange: "record" }),
};

export type InputName = keyof typeof inputs;

export const inputNames = Object.keys(inputs) as InputName[];

/** The row with the optional columns visible, for code that treats all rows alike. */
export const rowOf = (name: InputName): InputRow => inputs[name];

export const namesWhere = (wanted: (row: InputRow) => boolean): InputName[] =>
  inputNames.filter((name) => wanted(rowOf(name)));

/** The inputs of which exactly one is given. */
export const sourceNames = namesWhere((row) => row.source !== undefined);

/** The inputs that are ciphertext in the state and never become outputs. */
export const secretNames = namesWhere((row) => row.secret === true);

/** What one input holds once Pulumi has resolved it. */
export type Value<Name extends InputName> = z.infer<(typeof inputs)[Name]["schema"]>;

const replacing = namesWhere((row) => row.onChange === "replace");

/** What makes it another import, beside the source: where it goes, what it is called, and what is asked for. */
export const importNames = {
  target: replacing.filter((name) => rowOf(name).wire === "path"),
  name: "name",
  order: replacing.filter((name) => rowOf(name).wire !== "path" && name !== "name"),
} as const;

/** Whether an input is another one, where leaving it out may mean a value. */
export function differs(name: InputName, before: Inputs, after: Inputs): boolean {
  const { absentMeans } = rowOf(name);
  return !sameValue(before[name] ?? absentMeans, after[name] ?? absentMeans);
}

/** Some inputs, of whatever type. */
export type Inputs = Readonly<Partial<Record<InputName, unknown>>>;
