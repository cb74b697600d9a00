import type * as pulumi from "@pulumi/pulumi";
import { expectTypeOf } from "expect-type";
import type { AddonBackupImport, AddonBackupImportArgs } from "../../provider";

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
