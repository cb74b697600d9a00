import assert from "node:assert/strict";
import { parse } from "yaml";
import { z } from "zod";
import { inputNames, namesWhere } from "../../../provider/inputs/table";
import { blocksOf } from "../../docs/blocks";
import { resource } from "./writtenSchema";

const programs = z.object({
  resources: z.record(
    z.string(),
    z.object({
      type: z.literal("northflank:AddonBackupImport"),
      properties: z.record(z.string(), z.string()),
    }),
  ),
});

/** An argument as each language writes its name. */
const spelled: Readonly<Record<string, (name: string) => string>> = {
  typescript: (name) => `${name}: `,
  python: (name) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}=`,
  go: (name) => `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}:`,
  yaml: (name) => `${name}: `,
};
const languages = Object.keys(spelled);

const [, ...examples] = resource.description
  .split("{{% example %}}")
  .map((text) => blocksOf("an example", text));

describe("the examples in the plugin's schema", () => {
  it("are there in each language", () => {
    assert.ok(examples.length > 0);
    for (const blocks of examples)
      assert.deepEqual(
        blocks.map(({ language }) => language).filter((language) => language !== "sh"),
        languages,
      );
  });

  it("declare what the table of inputs takes", () => {
    for (const properties of examples.flatMap(declared)) {
      for (const name of namesWhere((row) => row.required === true)) assert.ok(name in properties, name);
      for (const name of Object.keys(properties)) assert.ok((inputNames as string[]).includes(name), name);
    }
  });

  it("declare the same in each language", () => {
    for (const blocks of examples)
      for (const { language, text } of blocks.filter(({ language }) => language in spelled))
        for (const properties of declared(blocks))
          for (const [name, value] of Object.entries(properties)) {
            assert.ok(text.includes(spelled[language]?.(name) ?? "nothing"), `${language}: ${name}`);
            // What is no text comes from the configuration, which each language reads in its own way.
            if (/^[\w-]+$/.test(value)) assert.ok(text.includes(value), `${language}: ${value}`);
          }
  });

  it("show how to import a backup into the state", () => {
    assert.match(
      resource.description,
      /^pulumi import northflank:index:AddonBackupImport [\w-]+ projectId\/addonId\/backupId$/m,
    );
  });
});

/** The properties of the resources that the example in YAML declares. */
function declared(blocks: ReturnType<typeof blocksOf>) {
  const yaml = blocks.find(({ language }) => language === "yaml");
  return Object.values(programs.parse(parse(yaml?.text ?? "")).resources).map(({ properties }) => properties);
}
