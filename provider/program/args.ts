import type { Input } from "@pulumi/pulumi";
import type { InputName, inputs, Value } from "../inputs/table";

type Table = typeof inputs;
type NamesWith<Column> = { [Name in InputName]: Table[Name] extends Column ? Name : never }[InputName];

// Mapped over the table itself, so that its TSDoc is what an editor shows.
type Given = { -readonly [Name in keyof Table]: Input<Value<Name>> };
type Optional = { -readonly [Name in keyof Table]?: Input<Value<Name> | undefined> | undefined };

type SourceName = NamesWith<{ source: string }>;
type RequiredName = NamesWith<{ required: true }>;
type LiveOnlyName = NamesWith<{ onlyWith: "connectionString" }>;
type AdoptingName = NamesWith<{ insteadOfSource: true }>;
type FreeName = Exclude<InputName, SourceName | RequiredName | LiveOnlyName>;

type Absent<Names extends InputName> = { [Name in Names]?: undefined };

type Companions<Source extends SourceName> = Table[Source]["source"] extends "connectionString"
  ? Pick<Optional, LiveOnlyName>
  : Absent<LiveOnlyName>;

/** One alternative for each source: that source is given, all the others are absent. */
type ExactlyOneSource = {
  [Source in SourceName]: Pick<Given, Source> & Absent<Exclude<SourceName, Source>> & Companions<Source>;
}[SourceName];

/** No source at all, because the backup is there already. */
type NoSource = Pick<Given, AdoptingName> & Absent<SourceName> & Absent<LiveOnlyName>;

/**
 * The arguments of an `AddonBackupImport`: a project, an addon and exactly one source, or `adoptBackupId`. Two
 * sources, no source, or an option that does not fit the source fail to compile.
 */
export type AddonBackupImportArgs = Pick<Given, RequiredName> &
  Pick<Optional, FreeName> &
  (ExactlyOneSource | NoSource);

type BodyName = NamesWith<{ wire: "body" }>;
type DirectSource = SourceName & BodyName;
type Resolved = { -readonly [Name in keyof Table]: Value<Name> };

/**
 * The fields of a resource definition file of `northflank import addon backup`: what the endpoint's body holds.
 * Spread it into the arguments of an `AddonBackupImport`, beside `projectId` and `addonId`.
 */
export type ImportDefinition = {
  [Source in DirectSource]: Pick<Resolved, Source> &
    Partial<Pick<Resolved, BodyName & FreeName>> &
    Absent<Exclude<DirectSource, Source>> &
    (Table[Source]["source"] extends "connectionString"
      ? Partial<Pick<Resolved, LiveOnlyName>>
      : Absent<LiveOnlyName>);
}[DirectSource];
