import assert from "node:assert/strict";
import { pluginSchema } from "../../../docs/pluginSchema";
import { AddonBackupImport } from "../../../provider";
import { inputNames, secretNames } from "../../../provider/inputs/table";
import { version } from "../../../provider/version";
import { namesIn, resource, schemaText, writtenSchema } from "./writtenSchema";

const { config, provider } = writtenSchema;

describe("the plugin's schema", () => {
  it("is what `npm run docs` writes", async () => {
    assert.equal(schemaText, await pluginSchema());
  });

  it("is that of this release, which Pulumi downloads from its repository", () => {
    assert.equal(writtenSchema.version, version);
    assert.equal(writtenSchema.repository, "https://github.com/pulumi-northflank/pulumi-northflank");
    assert.equal(
      writtenSchema.pluginDownloadURL,
      "github://api.github.com/pulumi-northflank/pulumi-northflank",
    );
  });

  it("leaves the name of our npm package to it", () => {
    assert.notEqual(writtenSchema.language.nodejs.packageName, "pulumi-northflank");
  });

  it("takes the place of the dynamic resource", () => {
    assert.deepEqual(resource.aliases, [{ type: AddonBackupImport.__pulumiType }]);
  });
});

describe("the outputs in the plugin's schema", () => {
  const { properties, required } = resource;

  it("are the inputs that are not secret, and what is known of the backup", () => {
    const backup = [
      ...["backupId", "backupName", "uid", "status", "createdAt", "completedAt", "sizeBytes", "sourceType"],
      "sourceFingerprint",
    ];
    const open = inputNames.filter((name) => !secretNames.includes(name));
    assert.deepEqual(Object.keys(properties).sort(), [...open, ...backup].sort());
    assert.deepEqual(
      namesIn(properties, ({ secret }) => secret === true),
      [],
    );
  });

  it("are always there if the resource's class says so", () => {
    assert.deepEqual(required, ["projectId", "addonId", "backupId", "status"]);
  });

  it("have the types of the inputs of the same name", () => {
    for (const name of inputNames.filter((input) => input in properties)) {
      const [output, input] = [properties[name], resource.inputProperties[name]];
      assert.deepEqual([output?.type, output?.$ref], [input?.type, input?.$ref], name);
    }
  });

  it("have room for a backup of more than 2 GiB, also where an integer has 32 bits", () => {
    assert.equal(properties["sizeBytes"]?.type, "number");
  });
});

describe("all descriptions in the plugin's schema", () => {
  it("are full sentences", () => {
    for (const properties of [
      resource.inputProperties,
      resource.properties,
      config.variables,
      provider.inputProperties,
    ])
      for (const [name, { description }] of Object.entries(properties))
        assert.match(description, /^[A-Z].*\.$/, name);
  });
});
