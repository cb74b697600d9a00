import assert from "node:assert/strict";
import fc from "fast-check";
import { loadImportDefinition, parseImportDefinition } from "../../../provider";
import { saysWithoutSecret as says } from "./saysWithoutSecret";

describe("an import definition is refused, without showing a source,", () => {
  const wrong: Record<string, { text: string; parts: string[] }> = {
    "when it is text that is neither JSON nor YAML": {
      text: 'name: "a\nimportUrl: s3cret',
      parts: ["not valid JSON or YAML"],
    },
    "when it is a list": {
      text: "- s3cret",
      parts: [":1: an import definition must be an object", "not a list"],
    },
    "when it is empty": { text: "", parts: [":1: an import definition must be an object", "not empty"] },
    "when it is a comment": {
      text: "# s3cret",
      parts: [":1: an import definition must be an object", "not empty"],
    },
    "when it is a single text": {
      text: "connectionString:postgresql://u:s3cret@h/d",
      parts: [":1: an import definition must be an object", "not a single value"],
    },
    "when it has no source": {
      text: "name: abc",
      parts: ["needs exactly one of connectionString and importUrl"],
    },
    "when it has two sources": {
      text: "importUrl: https://a.b/s3cret\nname: abc\nconnectionString: mysql://s3cret@h/d",
      parts: [":1: ", "connectionString and importUrl are set together"],
    },
    "when an option does not go with its source": {
      text: "importUrl: https://a.b/s3cret\nname: abc\n\ncompressionType: gz",
      parts: [":4: compressionType works only with a connection string"],
    },
    "when a field is given twice, in YAML": {
      text: "importUrl: https://a.b/c\nname: abc\nimportUrl: https://a.b/s3cret",
      parts: [":3: importUrl is given twice"],
    },
    "when a field is given twice, in JSON": {
      text: '{\n"importUrl": "https://a.b/s3cret",\n"importUrl": "https://a.b/c"}',
      parts: [":3: importUrl is given twice"],
    },
    "when something else is given twice": {
      text: "s3cret: a\ns3cret: b",
      parts: [":2: a field is given twice"],
    },
    "when tabs indent its YAML": {
      text: "name: abc\n\timportUrl: s3cret",
      parts: [":2: ", "a tab in the indentation"],
    },
    "when it is two documents": {
      text: "importUrl: https://a.b/s3cret\n---\nname: abc",
      parts: [":2: ", "more than one document"],
    },
    "when it has a tag": {
      text: "name: abc\nimportUrl: !vault https://a.b/s3cret",
      parts: [":2: ", "a tag (it begins with an exclamation mark)"],
    },
    "when an alias points at nothing": {
      text: "name: abc\nimportUrl: *s3cret",
      parts: [":2: importUrl is an alias without an anchor"],
    },
    "when an alias points at what holds it": {
      text: "&a\nimportUrl: *a",
      parts: [":2: importUrl must be a complete", "an object"],
    },
    "when its aliases would fill the memory": {
      text: `a: &a [s3cret, s3cret]\n${manyAliases(40)}importUrl: *a40`,
      parts: [':1: "a" is not a field'],
    },
    "when the space after a colon is missing": {
      text: "{name: abc,\nconnectionString:postgresql://u:s3cret@h/d}",
      parts: [':2: a space is missing after "connectionString:"'],
    },
    "when a source has got into the place of a name": {
      text: "importUrl: https://a.b/c\n? postgresql://u:s3cret@h/d\n: name",
      parts: [":2: a name of 25 characters, not shown because it may be a secret, is not a field"],
    },
    "when the name of a field is a list": {
      text: "name: abc\n? [s3cret]\n: b",
      parts: ["a field's name must be a string"],
    },
    "when the name of a field is a number": {
      text: "name: abc\n5: s3cret",
      parts: [":2: a field's name must be a string"],
    },
    "when a field is wrong": {
      text: "importUrl: https://a.b/s3cret\nname: '!'",
      parts: [":2: name must be 3 to 39"],
    },
    "when the name is a number": {
      text: "importUrl: https://a.b/s3cret\nname: 0123",
      parts: [":2: name must be 3 to 39", "got a number"],
    },
    "when the name is left empty": {
      text: "importUrl: https://a.b/s3cret\nname:",
      parts: [":2: name must be 3 to 39", "got null"],
    },
    "when a flag is a word": {
      text: "connectionString: postgresql://u:s3cret@h/d\nimportAllDatabases: yes",
      parts: [':2: importAllDatabases must be true or false; got "yes"'],
    },
    "when the compression is another one": {
      text: "connectionString: postgresql://u:s3cret@h/d\ncompressionType: none",
      parts: [':2: compressionType must be "gz" or "zstd"'],
    },
    "when a source is a list": {
      text: "connectionString:\n  - postgresql://u:s3cret@h/d",
      parts: [":1: connectionString must be", "got a list"],
    },
    "when a source is of the wrong kind": {
      text: "\n\nimportUrl: postgresql://u:s3cret@h/d",
      parts: [":3: importUrl", "connectionString"],
    },
    "when a source has a line break in it": {
      text: "importUrl: |\n  https://a.b/s3cret\n  x",
      parts: [":1: importUrl contains a line break or an invisible character"],
    },
    "when a source is the text of an Output": {
      text: "connectionString: mysql://s3cret:[object Object]@h/d",
      parts: [":1: connectionString contains the text of an Output"],
    },
    "when it has a field of the resource": {
      text: "importUrl: https://a.b/c\nprojectId: shop",
      parts: [':2: "projectId" is not a field'],
    },
    "when it would set a prototype": {
      text: '{"__proto__": {"importUrl": "https://a.b/s3cret"}}',
      parts: [":1: a name of 9 characters, not shown because it may be a secret, is not a field"],
    },
  };
  for (const [what, { text, parts }] of Object.entries(wrong)) {
    it(what, () => {
      assert.throws(() => parseImportDefinition(text), says(...parts));
    });
  }

  it("whatever the text is, in one line that begins with its place", () => {
    const pieces = fc.constantFrom(
      ...Array.from('&*!|>-?:,[]{}#"%\n\t '),
      "importUrl",
      "name",
      "s3cret",
      "https://",
      "---",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        try {
          parseImportDefinition(parts.join(""));
        } catch (thrown) {
          assert.ok(thrown instanceof Error);
          assert.match(thrown.message, /^the import definition:\d+: [^\n]+$/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

/** Each holds the one before it twice. */
function manyAliases(levels: number): string {
  const names = ["a", ...Array.from({ length: levels }, (_, level) => `a${level + 1}`)];
  return names
    .slice(1)
    .map((name, level) => `${name}: &${name} [*${names[level] ?? ""}, *${names[level] ?? ""}]\n`)
    .join("");
}

describe("loadImportDefinition given a text where the path of a file belongs", () => {
  for (const text of [
    '{ "connectionString": "postgresql://u:s3cret@h/d" }',
    "connectionString: postgresql://u:s3cret@h/d",
    "name: nightly\nconnectionString: s3cret",
    "postgresql://u:s3cret@h/d",
    "IMPORT=s3cret",
  ])
    it(`does not repeat it as a path: ${text.slice(0, 20)}`, () => {
      assert.throws(() => loadImportDefinition(text), says("pass text to parseImportDefinition"));
    });
});
