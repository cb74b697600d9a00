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

/** What a value may be. Plain data: what checks a value is made of it only where one is checked. */
export type ValueRule =
  | {
      readonly kind: "text";
      readonly shortest?: number;
      readonly longest?: number;
      readonly pattern?: RegExp;
    }
  | { readonly kind: "httpUrl" }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "any" };

export interface InputRow {
  readonly value: ValueRule;
  /** Said after "must be" when a value is refused. */
  readonly allowed: string;
  readonly required?: true;
  readonly secret?: true;
  /** A source, of which exactly one is given: the input that it stands for. */
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

const id = { kind: "text", pattern: slug } as const;
const idRule = "a Northflank ID: letters and digits with single hyphens between them";
const variable = { kind: "text", pattern: variableName } as const;
const variableRule = "the name of an environment variable: letters, digits and underscores";

/**
 * Every input of an addon backup import: the only place that says what is required, what is secret, what is
 * sent where and what a change does. The checks, the request, the diff and the README are derived; the arguments of
 * program/args.ts, where the prose is, are held against it.
 */
export const inputs = {
  projectId: row({ value: id, allowed: idRule, required: true, wire: "path", onChange: "replace" }),

  addonId: row({ value: id, allowed: idRule, required: true, wire: "path", onChange: "replace" }),

  name: row({
    value: { kind: "text", shortest: 3, longest: 39, pattern: backupName },
    allowed: '3 to 39 letters and digits, with single hyphens, spaces, "/" or ":" between them',
    wire: "body",
    onChange: "replace",
  }),

  connectionString: row({
    value: { kind: "text", shortest: 1 },
    allowed: "a connection string, not an empty text",
    secret: true,
    source: "connectionString",
    wire: "body",
    onChange: "identity",
  }),

  importUrl: row({
    value: { kind: "httpUrl" },
    allowed: "a complete http:// or https:// URL",
    secret: true,
    source: "importUrl",
    wire: "body",
    onChange: "identity",
  }),

  connectionStringFromEnv: row({
    value: variable,
    allowed: variableRule,
    source: "connectionString",
    onChange: "identity",
  }),

  importUrlFromEnv: row({
    value: variable,
    allowed: variableRule,
    source: "importUrl",
    onChange: "identity",
  }),

  importAllDatabases: row({
    value: { kind: "flag" },
    allowed: "true or false",
    wire: "body",
    onlyWith: "connectionString",
    onChange: "replace",
  }),

  compressionType: row({
    value: { kind: "choice", of: ["gz", "zstd"] },
    allowed: '"gz" or "zstd"',
    wire: "body",
    onlyWith: "connectionString",
    onChange: "replace",
    absentMeans: "gz",
  }),

  customDestinationId: row({
    value: { kind: "text", shortest: 3, longest: 100, pattern: slug },
    allowed: "3 to 100 letters and digits, with single hyphens between them",
    wire: "body",
    onChange: "replace",
  }),

  triggers: row({ value: { kind: "any" }, allowed: "any values", onChange: "replace" }),

  adoptBackupId: row({
    value: { kind: "text", longest: 200, pattern: /^[^/\s]+$/ },
    allowed: "the ID of a backup, as Northflank shows it",
    insteadOfSource: true,
    onChange: "replace",
  }),

  waitForCompletion: row({
    value: { kind: "flag" },
    allowed: "true or false",
    onChange: "none",
    absentMeans: true,
  }),

  teamId: row({ value: id, allowed: idRule, wire: "path", onChange: "record" }),
};

type Table = typeof inputs;

export type InputName = keyof Table;

/** What one input holds once Pulumi has resolved it. */
export type Value<Name extends InputName> = ValueOf<Table[Name]["value"]>;

type ValueOf<Rule extends ValueRule> = Rule extends { kind: "choice"; of: readonly (infer Choice)[] }
  ? Choice
  : Rule extends { kind: "flag" }
    ? boolean
    : Rule extends { kind: "any" }
      ? unknown
      : string;

export const inputNames = Object.keys(inputs) as InputName[];

/** The row with the optional columns visible, for code that treats all rows alike. */
export const rowOf = (name: InputName): InputRow => inputs[name];

export const namesWhere = (wanted: (row: InputRow) => boolean): InputName[] =>
  inputNames.filter((name) => wanted(rowOf(name)));

/** The inputs of which exactly one is given. */
export const sourceNames = namesWhere((row) => row.source !== undefined);

/** The inputs that are ciphertext in the state and never become outputs. */
export const secretNames = namesWhere((row) => row.secret === true);

const replacing = namesWhere((row) => row.onChange === "replace");

/** What makes it another import, beside the source: where it goes, what it is called, and what is asked for. */
export const importNames = {
  target: replacing.filter((name) => rowOf(name).wire === "path"),
  name: "name",
  options: replacing.filter((name) => rowOf(name).wire !== "path" && name !== "name"),
} as const;

/** What an update writes to the state without a request. */
export const recordedNames = namesWhere((row) => row.onChange === "record");

/** Whether an input is another one, where leaving it out may mean a value. */
export function differs(name: InputName, before: Inputs, after: Inputs): boolean {
  const { absentMeans } = rowOf(name);
  return !sameValue(before[name] ?? absentMeans, after[name] ?? absentMeans);
}

/** Some inputs, of whatever type. */
export type Inputs = Readonly<Partial<Record<InputName, unknown>>>;
