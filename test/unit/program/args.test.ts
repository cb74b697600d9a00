import type { Input } from "@pulumi/pulumi";
import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf } from "expect-type";
import type {
  AddonBackupImport,
  AddonBackupImportArgs,
  AddonBackupImportBase,
  AdoptedBackup,
  ConnectionStringDefinition,
  ImportDefinition,
  ImportFromConnectionString,
  ImportFromConnectionStringEnv,
  ImportFromUrl,
  ImportFromUrlEnv,
  UrlDefinition,
} from "../../../provider";
import type { InputName, inputs, Value } from "../../../provider/inputs/table";

type Table = typeof inputs;
type NamesWith<Column> = { [Name in InputName]: Table[Name] extends Column ? Name : never }[InputName];
type Source = NamesWith<{ source: string }>;
type Required = NamesWith<{ required: true }>;
type LiveOnly = NamesWith<{ onlyWith: "connectionString" }>;
type Free = Exclude<InputName, Source | Required | LiveOnly>;
type Body = NamesWith<{ wire: "body" }>;

/** The arguments that say which source there is, by that source. */
interface BySource {
  connectionString: ImportFromConnectionString;
  importUrl: ImportFromUrl;
  connectionStringFromEnv: ImportFromConnectionStringEnv;
  importUrlFromEnv: ImportFromUrlEnv;
}

/** What of the arguments takes these inputs as the table says. */
type Takes<Args, Names extends keyof Args> = Flat<Pick<Args, Names>>;
type Optional<Names extends InputName> = { [Name in Names]?: Input<Value<Name> | undefined> | undefined };
type Needed<Names extends InputName> = { [Name in Names]: Input<Value<Name>> };
type Absent<Names extends InputName> = { [Name in Names]?: undefined };
type Flat<Args> = { [Name in keyof Args]: Args[Name] };

const target = { projectId: "shop", addonId: "orders-db" };

/** What the compiler says; the assertions hold as soon as `npm run check` passes. */
describe("the arguments of an import, at compile time", () => {
  it("take exactly one source", () => {
    expectTypeOf({ ...target, connectionString: "postgresql://db" }).toExtend<AddonBackupImportArgs>();
    expectTypeOf({ ...target, importUrl: "https://dumps/a.gz" }).toExtend<AddonBackupImportArgs>();
    expectTypeOf({ ...target, connectionStringFromEnv: "SOURCE" }).toExtend<AddonBackupImportArgs>();
    expectTypeOf({ ...target, importUrlFromEnv: "SOURCE" }).toExtend<AddonBackupImportArgs>();
  });

  it("refuse two sources, and none", () => {
    const both = { ...target, connectionString: "postgresql://db", importUrl: "https://dumps/a.gz" };
    expectTypeOf(both).not.toExtend<AddonBackupImportArgs>();
    expectTypeOf({ ...both, importUrl: "", importUrlFromEnv: "X" }).not.toExtend<AddonBackupImportArgs>();
    expectTypeOf(target).not.toExtend<AddonBackupImportArgs>();
  });

  it("refuse an option that does not go with the source", () => {
    expectTypeOf({
      ...target,
      importUrl: "https://a/b",
      compressionType: "gz" as const,
    }).not.toExtend<AddonBackupImportArgs>();
    expectTypeOf({
      ...target,
      importUrl: "https://a/b",
      importAllDatabases: true,
    }).not.toExtend<AddonBackupImportArgs>();
    expectTypeOf({
      ...target,
      connectionString: "x",
      compressionType: "zstd" as const,
    }).toExtend<AddonBackupImportArgs>();
    expectTypeOf({
      ...target,
      connectionStringFromEnv: "X",
      importAllDatabases: true,
    }).toExtend<AddonBackupImportArgs>();
  });

  it("need the project and the addon", () => {
    expectTypeOf({ projectId: "shop", importUrl: "https://a/b" }).not.toExtend<AddonBackupImportArgs>();
    expectTypeOf({ addonId: "orders-db", importUrl: "https://a/b" }).not.toExtend<AddonBackupImportArgs>();
  });

  it("take outputs, promises and absent options wherever they take values", () => {
    interface Lazy {
      projectId: pulumi.Output<string>;
      addonId: Promise<string>;
      importUrl: pulumi.Output<string>;
      name: string | undefined;
      customDestinationId?: pulumi.Output<string | undefined>;
    }
    expectTypeOf<Lazy>().toExtend<AddonBackupImportArgs>();
  });

  it("know the two compressions", () => {
    expectTypeOf({
      ...target,
      connectionString: "x",
      compressionType: "none" as const,
    }).not.toExtend<AddonBackupImportArgs>();
  });
});

describe("the interfaces that a program reads, at compile time, against the table of inputs", () => {
  it("have a member for each input, and none more", () => {
    expectTypeOf<keyof AddonBackupImportBase>().toEqualTypeOf<Required | Free>();
    expectTypeOf<keyof AddonBackupImportArgs>().toEqualTypeOf<InputName>();
    expectTypeOf<keyof BySource>().toEqualTypeOf<Source>();
    expectTypeOf<keyof ImportFromConnectionString>().toEqualTypeOf<InputName>();
    expectTypeOf<keyof ImportFromUrl>().toEqualTypeOf<InputName>();
    expectTypeOf<keyof ImportFromConnectionStringEnv>().toEqualTypeOf<InputName>();
    expectTypeOf<keyof ImportFromUrlEnv>().toEqualTypeOf<InputName>();
    expectTypeOf<keyof AdoptedBackup>().toEqualTypeOf<InputName>();
  });

  it("require what the table requires, and take the values that it takes", () => {
    expectTypeOf<Takes<AddonBackupImportBase, Required>>().toEqualTypeOf<Needed<Required>>();
    expectTypeOf<Takes<AddonBackupImportBase, Free>>().toEqualTypeOf<Optional<Free>>();
  });

  it("take one source each, and the options that go with it", () => {
    type Fits<Name extends Source> = BySource[Name] extends Needed<Name> & Absent<Exclude<Source, Name>>
      ? Needed<Name> extends Takes<BySource[Name], Name>
        ? Name
        : never
      : never;
    expectTypeOf<{ [Name in Source]: Fits<Name> }[Source]>().toEqualTypeOf<Source>();
    type Live = NamesWith<{ source: "connectionString" }>;
    expectTypeOf<Takes<BySource[Live], LiveOnly>>().toEqualTypeOf<Optional<LiveOnly>>();
    type Dump = BySource[NamesWith<{ source: "importUrl" }>] | AdoptedBackup;
    type Suits<Options> = Options extends Pick<Dump, LiveOnly> ? true : false;
    expectTypeOf<Suits<Absent<LiveOnly>>>().toEqualTypeOf<true>();
    expectTypeOf<{ [Name in LiveOnly]: Suits<Record<Name, Value<Name>>> }[LiveOnly]>().toEqualTypeOf<false>();
    expectTypeOf<Takes<AdoptedBackup, Source>>().toEqualTypeOf<Absent<Source>>();
    expectTypeOf<AdoptedBackup>().toExtend<Needed<NamesWith<{ insteadOfSource: true }>>>();
  });

  it("hold in a definition what goes into the body", () => {
    type Held<Names extends InputName> = { [Name in Names]: Value<Name> };
    expectTypeOf<keyof ImportDefinition>().toEqualTypeOf<Body>();
    type Common = Partial<Held<Body & Free>>;
    expectTypeOf<Takes<ConnectionStringDefinition, Body>>().toEqualTypeOf<
      Flat<Common & Held<"connectionString"> & Partial<Held<LiveOnly>> & Absent<"importUrl">>
    >();
    expectTypeOf<Takes<UrlDefinition, Body>>().toEqualTypeOf<
      Flat<Common & Held<"importUrl"> & Absent<"connectionString" | LiveOnly>>
    >();
  });
});

describe("the outputs of an import, at compile time", () => {
  it("have the types that Northflank answers with", () => {
    expectTypeOf<AddonBackupImport["backupId"]>().toEqualTypeOf<pulumi.Output<string>>();
    expectTypeOf<AddonBackupImport["status"]>().toEqualTypeOf<pulumi.Output<string>>();
    expectTypeOf<AddonBackupImport["sizeBytes"]>().toEqualTypeOf<pulumi.Output<number | undefined>>();
    expectTypeOf<AddonBackupImport["completedAt"]>().toEqualTypeOf<pulumi.Output<string | undefined>>();
    expectTypeOf<AddonBackupImport["compressionType"]>().toEqualTypeOf<
      pulumi.Output<"gz" | "zstd" | undefined>
    >();
  });

  it("never hold a source", () => {
    expectTypeOf<AddonBackupImport>().not.toHaveProperty("connectionString");
    expectTypeOf<AddonBackupImport>().not.toHaveProperty("importUrl");
  });
});
