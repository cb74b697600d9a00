import assert from "node:assert/strict";
import { inputNames, namesWhere, rowOf, secretNames, sourceNames } from "../../provider/inputs";

describe("the table of inputs", () => {
  it("knows four ways to give a source, of which two are secret", () => {
    assert.deepEqual(sourceNames, [
      "connectionString",
      "importUrl",
      "connectionStringFromEnv",
      "importUrlFromEnv",
    ]);
    assert.deepEqual(secretNames, ["connectionString", "importUrl"]);
  });
});
