import type { SourceKind } from "../source/identity";
import { sameValue } from "./values";

/** What changing an input does to an existing backup. */
export type Effect =
  /** replaces the resource: imports again */
  | "replace"
  /** replaces the resource only if the source points elsewhere, see `sourceFingerprint` */
  | "identity"
  /** updates the state without a request */
  | "record"
  /** does nothing: the engine keeps the new value, and the preview shows no step */
  | "none";

/** What a value may be. Plain data, so that programs can load this table without zod. */
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
  /** Follows "must be" in the error. */
  readonly allowed: string;
  readonly required?: true;
  readonly secret?: true;
  /** The kind of source that the input provides. Exactly one source must be set. */
  readonly source?: SourceKind;
  /** Set instead of a source or next to one: then nothing is imported. */
  readonly insteadOfSource?: true;
  /** The part of the request that carries the value; without one, it never leaves the provider. */
  readonly wire?: "path" | "body";
  /** Works only with this kind of source. */
  readonly onlyWith?: "connectionString";
  readonly onChange: Effect;
  /** The value that omitting the input is equivalent to, if any. */
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
 * Every input of an addon backup import: the only place that says what is required or secret, what is sent where and
 * what a change does. Validation, request, diff and README derive from it; tests compare program/args.ts, which has
 * the prose, with it.
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
    allowed: "a connection string, not an empty string",
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

/** An input's type once Pulumi has resolved it. */
export type Value<Name extends InputName> = ValueOf<Table[Name]["value"]>;

type ValueOf<Rule extends ValueRule> = Rule extends { kind: "choice"; of: readonly (infer Choice)[] }
  ? Choice
  : Rule extends { kind: "flag" }
    ? boolean
    : Rule extends { kind: "any" }
      ? unknown
      : string;

export const inputNames = Object.keys(inputs) as InputName[];

/** Typed with all optional columns, for code that treats all rows alike. */
export const rowOf = (name: InputName): InputRow => inputs[name];

export const namesWhere = (wanted: (row: InputRow) => boolean): InputName[] =>
  inputNames.filter((name) => wanted(rowOf(name)));

/** The inputs of which exactly one must be set. */
export const sourceNames = namesWhere((row) => row.source !== undefined);

/** The inputs that the state encrypts and that never become outputs. */
export const secretNames = namesWhere((row) => row.secret === true);

const replacing = namesWhere((row) => row.onChange === "replace");

/** What makes it another import, besides the source. */
export const importNames = {
  target: replacing.filter((name) => rowOf(name).wire === "path"),
  name: "name",
  options: replacing.filter((name) => rowOf(name).wire !== "path" && name !== "name"),
} as const;

/** The inputs that an update writes to the state without a request. */
export const recordedNames = namesWhere((row) => row.onChange === "record");

/** Whether an input changed; omitting it may mean the same as a value. */
export function differs(name: InputName, before: Inputs, after: Inputs): boolean {
  const { absentMeans } = rowOf(name);
  return !sameValue(before[name] ?? absentMeans, after[name] ?? absentMeans);
}

/** Any of the inputs, their types unchecked. */
export type Inputs = Readonly<Partial<Record<InputName, unknown>>>;
