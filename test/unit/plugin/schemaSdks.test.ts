import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { blocksOf } from "../../docs/blocks";
import { command, commandWithWarnings } from "../../packaging/command";
import { repository } from "../../repository";
import { describeCli } from "../../stage/forEachEngine";
import { resource, schemaFile, writtenSchema } from "./writtenSchema";

/** What generates the SDK of a language, and what it must make there of our resource. */
const sdks = [
  {
    language: "nodejs",
    needs: ["pulumi-language-nodejs"],
    file: "addonBackupImport.ts",
    says: [
      /resourceInputs\["connectionString"\] = .* pulumi\.secret\(args\.connectionString\)/,
      /compressionType\?: pulumi\.Input<enums\.CompressionType/,
      /static get\(name: string, id: pulumi\.Input<pulumi\.ID>, opts\?:/,
      /type: "pulumi-nodejs:dynamic\/northflank:AddonBackupImport"/,
    ],
  },
  {
    language: "python",
    needs: ["pulumi-language-python", "pulumi-language-python-exec"],
    file: "pulumi_northflank/addon_backup_import.py",
    says: [
      /"connection_string"\] = .* pulumi\.Output\.secret\(connection_string\)/,
      /compression_type: .*'CompressionType'/,
      /type_="pulumi-nodejs:dynamic\/northflank:AddonBackupImport"/,
    ],
  },
  {
    language: "go",
    needs: ["pulumi-language-go"],
    file: "northflank/addonBackupImport.go",
    says: [
      /args\.ConnectionString = pulumi\.ToSecret\(args\.ConnectionString\)/,
      /CompressionType +CompressionTypePtrInput/,
      /SizeBytes +pulumi\.Float64PtrOutput/,
      /"pulumi-nodejs:dynamic\/northflank:AddonBackupImport"/,
    ],
  },
] as const;

const folders = (process.env["PATH"] ?? "").split(delimiter);
const isOnPath = (program: string): boolean => folders.some((folder) => existsSync(join(folder, program)));

describeCli(() => {
  describe("the plugin's schema", () => {
    let home: string;
    before(async () => {
      home = await mkdtemp(join(tmpdir(), "pulumi-schema-"));
    });
    after(() => rm(home, { recursive: true, force: true }));

    const pulumi = (...args: string[]) =>
      commandWithWarnings("pulumi", args, {
        cwd: home,
        env: { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "1" },
      });
    const generate = (language: string) =>
      pulumi("package", "gen-sdk", schemaFile, "--language", language, "--out", "sdk");

    /** A rule that needs programs beside the CLI. */
    const rule = (title: string, needs: readonly string[], test: () => Promise<void>): void => {
      const missing = needs.find((program) => !isOnPath(program));
      const why = missing === undefined ? "" : ` (skipped: there is no ${missing} on the PATH)`;
      it(`${title}${why}`, function () {
        return missing === undefined ? test() : this.skip();
      });
    };

    it("has nothing that `pulumi schema check` complains of", async () => {
      assert.deepEqual(await pulumi("schema", "check", schemaFile), { stdout: "", stderr: "" });
    });

    for (const { language, needs, file, says } of sdks)
      rule(`makes an SDK for ${language}`, needs, async () => {
        await generate(language);
        const code = await readFile(join(home, "sdk", language, file), "utf8");
        for (const line of says) assert.match(code, line);
      });

    rule(
      "makes an SDK that its examples in TypeScript compile with",
      ["pulumi-language-nodejs"],
      async () => {
        await generate("nodejs");
        const programs = blocksOf("the schema", resource.description)
          .filter(({ language }) => language === "typescript")
          .map(({ text }, at) => [`example${at}.ts`, text] as const);
        for (const [file, text] of programs) await writeFile(join(home, file), text);
        const compilerOptions = {
          ...{ strict: true, noEmit: true, skipLibCheck: true, target: "es2022", module: "node16" },
          types: ["node"],
          paths: { [writtenSchema.language.nodejs.packageName]: ["./sdk/nodejs/index.ts"] },
        };
        const settings = JSON.stringify({ compilerOptions, files: programs.map(([file]) => file) });
        await writeFile(join(home, "tsconfig.json"), settings);
        await symlink(resolve(repository, "node_modules"), join(home, "node_modules"));
        const compiler = resolve(repository, "node_modules/typescript/bin/tsc");
        await command(process.execPath, [compiler, "-p", "."], { cwd: home });
      },
    );
  });
});
