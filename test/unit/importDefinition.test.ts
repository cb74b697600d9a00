import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImportDefinition, parseImportDefinition, type AddonBackupImportArgs } from "../../provider";

describe("an import definition", () => {
  it("is read from JSON and from YAML alike, and goes into the arguments as it is", () => {
    const json = parseImportDefinition(
      '{ "name": "Example Backup", "importUrl": "https://example.com/backup.db.gz" }',
    );
    const yaml = parseImportDefinition("name: Example Backup\nimportUrl: https://example.com/backup.db.gz\n");
    assert.deepEqual(json, { name: "Example Backup", importUrl: "https://example.com/backup.db.gz" });
    assert.deepEqual(yaml, json);
    const args: AddonBackupImportArgs = { projectId: "shop", addonId: "orders-db", ...json };
    assert.equal(args.name, "Example Backup");
  });

  it("is read from JSON that is indented with tabs", () => {
    assert.deepEqual(parseImportDefinition('{\n\t"importUrl": "https://a.example.com/b.gz"\n}'), {
      importUrl: "https://a.example.com/b.gz",
    });
  });

  it("takes every field of the endpoint's body", () => {
    const all = {
      name: "a",
      connectionString: "mongodb://mongodb0.example.com:27017",
      importAllDatabases: true,
      compressionType: "zstd",
      customDestinationId: "bucket",
    };
    assert.deepEqual(parseImportDefinition(JSON.stringify({ ...all, name: "abc" })), { ...all, name: "abc" });
  });

  it("is read from a file, whose name and line an error gives", () => {
    const folder = mkdtempSync(join(tmpdir(), "definition-"));
    try {
      const path = join(folder, "backup.yaml");
      writeFileSync(path, "name: Example Backup\nimportURL: https://example.com/s3cret\n");
      assert.throws(
        () => loadImportDefinition(path),
        says(`${path}:2: "importURL" is not a field`, "did you mean importUrl?"),
      );
      assert.throws(
        () => loadImportDefinition(join(folder, "none.yaml")),
        says("none.yaml cannot be read (ENOENT)"),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const wrong: Record<string, { text: string; parts: string[] }> = {
    "text that is neither JSON nor YAML": {
      text: 'name: "a\nimportUrl: s3cret',
      parts: ["not valid JSON or YAML"],
    },
    "a list": { text: "- a", parts: [":1: an import definition is an object"] },
    nothing: { text: "", parts: ["an import definition is an object"] },
    "no source": { text: "name: abc", parts: ["needs exactly one of connectionString and importUrl"] },
    "two sources": {
      text: "importUrl: https://a.b/s3cret\nconnectionString: s3cret",
      parts: ["given together"],
    },
    "a wrong field": {
      text: "importUrl: https://a.b/s3cret\nname: '!'",
      parts: [":2: name must be 3 to 39"],
    },
    "a source of the wrong kind": {
      text: "\n\nimportUrl: postgresql://u:s3cret@h/d",
      parts: [":3: importUrl", "connectionString"],
    },
    "a field of the resource": {
      text: "importUrl: https://a.b/c\nprojectId: shop",
      parts: [':2: "projectId" is not a field'],
    },
  };
  for (const [what, { text, parts }] of Object.entries(wrong)) {
    it(`is refused, without showing a source, when it is ${what}`, () => {
      assert.throws(() => parseImportDefinition(text), says(...parts));
    });
  }
});

const says =
  (...parts: string[]) =>
  (error: Error): boolean => {
    for (const part of parts) assert.ok(error.message.includes(part), `${error.message}\nlacks ${part}`);
    assert.ok(!error.message.includes("s3cret"), error.message);
    return true;
  };
