import assert from "node:assert/strict";
import { inputNames, namesWhere, rowOf, secretNames, sourceNames } from "../../../provider/inputs/table";

const from = { live: "connectionString", dump: "importUrl" } as const;

describe("the table of inputs", () => {
  it("knows four ways to give a source, of which two are secret", () => {
    const byReference = ["connectionStringFromEnv", "importUrlFromEnv"];
    assert.deepEqual(sourceNames, [from.live, from.dump, ...byReference]);
    assert.deepEqual(secretNames, [from.live, from.dump]);
    assert.deepEqual(
      sourceNames.map((name) => rowOf(name).source),
      [from.live, from.dump, from.live, from.dump],
    );
  });

  it("requires only what says which addon", () => {
    assert.deepEqual(
      namesWhere((row) => row.required === true),
      ["projectId", "addonId"],
    );
  });

  it("sends Northflank what it documents, and nothing of ours", () => {
    assert.deepEqual(
      namesWhere((row) => row.wire === "path"),
      ["projectId", "addonId", "teamId"],
    );
    const options = ["importAllDatabases", "compressionType", "customDestinationId"];
    assert.deepEqual(
      namesWhere((row) => row.wire === "body"),
      ["name", from.live, from.dump, ...options],
    );
  });

  it("takes the options of a dump only with a live database", () => {
    const onlyLive = namesWhere((row) => row.onlyWith === from.live);
    assert.deepEqual(onlyLive, ["importAllDatabases", "compressionType"]);
  });

  it("says of every input what a change does: another import unless it stands here", () => {
    assert.deepEqual(
      namesWhere((row) => row.onChange === "identity"),
      sourceNames,
    );
    assert.deepEqual(
      namesWhere((row) => row.onChange === "record"),
      ["teamId"],
    );
    assert.deepEqual(
      namesWhere((row) => row.onChange === "none"),
      ["waitForCompletion"],
    );
    const others = inputNames.filter((name) => !sourceNames.includes(name) && !/^(teamId|wait)/.test(name));
    assert.deepEqual(
      namesWhere((row) => row.onChange === "replace"),
      others,
    );
  });

  it("says what Northflank, or this provider, does without an input where that is a value", () => {
    const told = inputNames
      .map((name) => [name, rowOf(name).absentMeans])
      .filter(([, value]) => value !== undefined);
    assert.deepEqual(told, [
      ["compressionType", "gz"],
      ["waitForCompletion", true],
    ]);
  });
});
