import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImportDefinition, parseImportDefinition } from "../../../provider";
import { saysWithoutSecret as says } from "./saysWithoutSecret";

const limit = 32 * 1024;
const megabyte = 1024 * 1024;

/** As many parts as fit into so many bytes. */
function filled(bytes: number, begin: string, part: (nth: number) => string): string {
  let text = begin;
  for (let nth = 0; text.length + part(nth).length <= bytes; nth += 1) text += part(nth);
  return text;
}

const always = (part: string) => (): string => part;
const unknownField = "is not a field of an import definition";
const invalid = "not valid JSON or YAML";

/** What takes a parser long when it is long. The text says how it begins, and how a part of it goes on. */
const hostile: [what: string, begin: string, part: (nth: number) => string, says: string][] = [
  ["keys in lines", "", (nth) => `key${nth}: s3cret\n`, unknownField],
  ["keys in JSON", "{", (nth) => `"s3cret${nth}":"s3cret",`, invalid],
  ["short keys", "{", (nth) => `${(nth + 1296).toString(36)},`, invalid],
  ["numbers for keys", "", (nth) => `${nth}: s3cret\n`, "a field's name must be a string"],
  ["lists for keys", "", (nth) => `[${nth}]: s3cret\n`, "a field's name must be a string"],
  ["the same field", "", always("name: s3cret\n"), "2: name is given twice"],
  ["the same alias", "name: &a s3cret\n", always("importUrl: *a\n"), "3: importUrl is given twice"],
  ["anchors", "", (nth) => `k${nth}: &a${nth} s3cret\n`, unknownField],
  [
    "aliases of aliases",
    "k0: &a0 [s3cret]\n",
    (nth) => `k${nth + 1}: &a${nth + 1} [*a${nth},*a${nth}]\n`,
    unknownField,
  ],
  ["merge keys", "b: &b {s3cret: 1}\n", always("<<: *b\n"), "3: a field is given twice"],
  ["tags", "", (nth) => `k${nth}: !s3cret${nth} a\n`, "a tag (it begins with an exclamation mark)"],
  ["tags of one value", "name: ", always("!s3cret "), invalid],
  ["declared tags", "", (nth) => `%TAG !a${nth}! tag:s3cret,2000:\n`, invalid],
  ["lists in lists", "name: ", always("["), "too deep"],
  ["objects in objects", "name: ", always("{a: "), "too deep"],
  ["lists in lists, by dashes", "name:\n  ", always("- "), "too deep"],
  ["keys in keys", "", always("? "), "too deep"],
  ["brackets that close nothing", "", always("]"), invalid],
  ["commas", "[", always(","), invalid],
  ["quotes", "", always('"'), invalid],
  ["escapes that are none", 'name: "', always("\\q"), invalid],
  ["a text without an end", 'name: "', always("s3cret\n "), invalid],
  ["one long line", "name: ", always("s3cret "), "1: name must be 3 to 39"],
  ["a long block", "name: |\n", always("  s3cret\n\n"), "1: name must be 3 to 39"],
  ["comments", "", always("# s3cret\n"), "not empty"],
  ["documents", "", always("---\n"), "more than one document"],
  ["blank lines", "", always("\n"), "not empty"],
];

describe("an import definition that is made to take long", () => {
  for (const [what, begin, part, says_] of hostile) {
    it(`is refused at once, as long as it may be: ${what}`, () => {
      const text = filled(limit, begin, part);
      assert.throws(() => parseImportDefinition(text), says("the import definition:", says_));
    });

    it(`is refused at once when it is a megabyte: ${what}`, () => {
      const text = filled(megabyte, begin, part);
      assert.throws(
        () => parseImportDefinition(text),
        says("the import definition:1: ", "at most 32768 bytes"),
      );
    });
  }

  it("is refused however deep it is", () => {
    for (let depth = 1; depth < limit / 2; depth = Math.ceil(depth * 1.2))
      for (const text of [
        `name:\n  ${"- ".repeat(depth)}s3cret\nimportUrl: *a\n`.slice(0, limit),
        `name: ${"[".repeat(depth)}s3cret${"]".repeat(depth)}\nimportUrl: *a\n`.slice(0, limit),
      ])
        assert.throws(() => parseImportDefinition(text), says("the import definition:"));
  });
});

describe("the length of an import definition", () => {
  const definition = (bytes: number): string => `importUrl: https://a.b/ü${"c".repeat(bytes - 26)}\n`;

  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "long-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is counted in bytes, and is 32 KiB at most, as a text and as a file", () => {
    const path = join(folder, "long.yaml");
    for (const [bytes, isRead] of [
      [limit, true],
      [limit + 1, false],
    ] as const) {
      const text = definition(bytes);
      assert.equal(Buffer.byteLength(text), bytes);
      writeFileSync(path, text);
      if (isRead) assert.deepEqual(loadImportDefinition(path), parseImportDefinition(text));
      else {
        assert.throws(() => loadImportDefinition(path), says(`${path}:1: `, "at most 32768 bytes"));
        assert.throws(
          () => parseImportDefinition(text),
          says("the import definition:1: ", "at most 32768 bytes"),
        );
      }
    }
  });

  it("is told without reading all of a file, which may be the dump", () => {
    const path = join(folder, "dump.sql");
    writeFileSync(path, "-- s3cret\n");
    truncateSync(path, 3 * 1024 * megabyte);
    assert.throws(() => loadImportDefinition(path), says(`${path}:1: `, "it may be the dump itself"));
  });
});
