import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { loadImportDefinition, parseImportDefinition, type AddonBackupImportArgs } from "../../../provider";
import { saysWithoutSecret as says } from "./saysWithoutSecret";

const dump = "https://example.com/backup.db.gz";

describe("an import definition", () => {
  it("is read from JSON and from YAML alike, and goes into the arguments as it is", () => {
    const json = parseImportDefinition(`{ "name": "Example Backup", "importUrl": "${dump}" }`);
    const yaml = parseImportDefinition(`name: Example Backup\nimportUrl: ${dump}\n`);
    assert.deepEqual(json, { name: "Example Backup", importUrl: dump });
    assert.deepEqual(yaml, json);
    const args: AddonBackupImportArgs = { projectId: "shop", addonId: "orders-db", ...json };
    assert.equal(args.name, "Example Backup");
  });

  it("takes every field of the endpoint's body, with any password, however it is written down", () => {
    const definitions = fc.record(
      {
        name: fc.stringMatching(/^[a-zA-Z0-9]{3}(:[a-zA-Z0-9]{1,5}){0,3}$/),
        connectionString: fc
          .string({ unit: "grapheme" })
          .map((text) => `postgresql://reader:${text.replace(/[\r\n]/g, "")}@db.example.com/orders`),
        importAllDatabases: fc.boolean(),
        compressionType: fc.constantFrom("gz", "zstd"),
        customDestinationId: fc.stringMatching(/^[a-zA-Z0-9]{3,100}$/),
      },
      { requiredKeys: ["connectionString"], noNullPrototype: true },
    );
    const writings: ((value: object) => string)[] = [
      (value) => JSON.stringify(value),
      (value) => JSON.stringify(value, null, "\t"),
      (value) => stringify(value),
      (value) => stringify(value).replaceAll("\n", "\r\n"),
      (value) => `\uFEFF---\n${stringify(value, { defaultStringType: "QUOTE_SINGLE" })}...\n`,
    ];
    fc.assert(
      fc.property(definitions, fc.constantFrom(...writings), (definition, write) => {
        assert.deepEqual(parseImportDefinition(write(definition)), definition);
      }),
      { numRuns: 500 },
    );
  });

  it("may give a text once and point at it by an alias", () => {
    assert.deepEqual(
      parseImportDefinition("name: &bucket nightly\nimportUrl: https://a.b/c\ncustomDestinationId: *bucket"),
      { name: "nightly", importUrl: "https://a.b/c", customDestinationId: "nightly" },
    );
  });

  it("leaves a name that looks like a date or a time the text that it is", () => {
    for (const name of ["2026-01-15", "12:30:45", "2026-01-15 09:00:00", "1e3x"])
      assert.equal(parseImportDefinition(`name: ${name}\nimportUrl: ${dump}`).name, name);
  });
});

describe("the file of an import definition", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "definition-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it("is read, whatever it is called and with or without a byte order mark", () => {
    for (const name of ["a.json", "a.yaml", "a.yml", "backup"]) {
      const path = file(name, `\uFEFF{ "importUrl": "${dump}" }\r\n`);
      assert.deepEqual(loadImportDefinition(path), { importUrl: dump });
    }
  });

  it("is named in an error, with the line and the field", () => {
    const path = file("wrong.yaml", "name: Example Backup\r\nimportURL: https://example.com/s3cret\r\n");
    assert.throws(
      () => loadImportDefinition(path),
      says(`${path}:2: "importURL" is not a field`, "did you mean importUrl?"),
    );
  });

  it("is named when it is not there, or a folder", () => {
    const none = join(folder, "none.yaml");
    assert.throws(() => loadImportDefinition(none), says(`${none} cannot be read (ENOENT)`));
    const inner = join(folder, "folder");
    mkdirSync(inner);
    assert.throws(() => loadImportDefinition(inner), says(`${inner} cannot be read (EISDIR)`));
  });

  it("is refused in another encoding, in which a password would be another one", () => {
    const text = "connectionString: postgresql://u:s3cret-ü@h/d\n";
    for (const encoding of ["latin1", "utf16le"] as const) {
      const bytes = Buffer.from(encoding === "utf16le" ? `\uFEFF${text}` : text, encoding);
      const path = file("encoded.yaml", bytes);
      assert.throws(() => loadImportDefinition(path), says(`${path} is not UTF-8 text`));
    }
  });
});
