import assert from "node:assert/strict";
import {
  inputNames,
  inputs,
  namesWhere,
  rowOf,
  secretNames,
  sourceNames,
} from "../../../provider/inputs/table";
import { namesIn, resource, said, writtenSchema } from "./writtenSchema";

describe("the inputs in the plugin's schema", () => {
  const { types } = writtenSchema;
  const { inputProperties, requiredInputs } = resource;

  it("are those of the table", () => {
    assert.deepEqual(Object.keys(inputProperties), inputNames);
  });

  it("are required, secret and replacing as the table says", () => {
    assert.deepEqual(requiredInputs, ["projectId", "addonId"]);
    assert.deepEqual(
      requiredInputs,
      namesWhere((row) => row.required === true),
    );
    assert.deepEqual(
      namesIn(inputProperties, ({ secret }) => secret === true),
      secretNames,
    );
    assert.deepEqual(
      namesIn(inputProperties, ({ willReplaceOnChanges }) => willReplaceOnChanges === true),
      namesWhere((row) => row.onChange === "replace"),
    );
  });

  it("have the types of the table", () => {
    const kinds = { text: "string", httpUrl: "string", flag: "boolean", choice: undefined, any: undefined };
    for (const name of inputNames)
      assert.equal(inputProperties[name]?.type, kinds[rowOf(name).value.kind], name);
    assert.equal(inputProperties["triggers"]?.$ref, "pulumi.json#/Any");
  });

  it("choose between the values of the table", () => {
    const { $ref = "" } = inputProperties["compressionType"] ?? {};
    assert.equal($ref, "#/types/northflank:index:CompressionType");
    assert.deepEqual(Object.keys(types), [$ref.replace("#/types/", "")]);
    const [choice] = Object.values(types);
    assert.deepEqual(
      choice?.enum.map(({ value }) => value),
      inputs.compressionType.value.of,
    );
  });

  it("say in words which texts are allowed", () => {
    for (const name of namesWhere(({ value }) => value.kind === "text" || value.kind === "httpUrl"))
      assert.ok(said(inputProperties, name).includes(`Must be ${rowOf(name).allowed}.`), name);
  });

  it("say in words that there is one source, and which options go with which", () => {
    for (const name of inputNames) {
      const isSource = sourceNames.includes(name);
      assert.equal(said(inputProperties, name).includes("Set exactly one source,"), isSource, name);
      const isLiveOnly = rowOf(name).onlyWith !== undefined;
      const only = "Works only with `connectionString` or `connectionStringFromEnv`.";
      assert.equal(said(inputProperties, name).includes(only), isLiveOnly, name);
    }
    assert.match(
      resource.description,
      /Set exactly one of `connectionString`, `importUrl`, `connectionStringFromEnv`, `importUrlFromEnv`, or `adoptBackupId`\./,
    );
  });

  it("say nothing that is true in TypeScript alone", () => {
    const every = Object.values(inputProperties).map(({ description }) => description);
    assert.doesNotMatch(every.join("\n"), /\bDates?\b|\bOutput\b|\bundefined\b|\{ /);
  });
});
