import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/inputs/values";
import {
  changedSettings,
  configurationOf,
  isExplicitProvider,
  settingsProblems,
} from "../../../provider/plugin/settings";

describe("the settings of the plugin", () => {
  it("are those of the stack's configuration, without their namespace", () => {
    const config = configurationOf({ apiToken: "t", teamId: "blue", allowInsecureUrl: true }, false);
    const keys = ["apiToken", "apiUrl", "teamId", "allowInsecureUrl", "explicitProvider"];
    assert.deepEqual(
      keys.map((key) => config.get(`northflank:${key}`)),
      ["t", undefined, "blue", "true", undefined],
    );
  });

  it("are an explicit provider's own, if it is one", () => {
    assert.equal(configurationOf({}, true).get("northflank:explicitProvider"), "true");
  });

  for (const [name, isExplicit] of [
    ["default", false],
    ["default_0_1_0", false],
    ["default_0_1_0_github_/api.github.com/a/b", false],
    ["staging", true],
    ["defaults", true],
  ] as const)
    it(`are those of ${isExplicit ? "an explicit" : "the default"} provider where it is called ${name}`, () => {
      assert.equal(
        isExplicitProvider(`urn:pulumi:dev::shop::pulumi:providers:northflank::${name}`),
        isExplicit,
      );
    });

  it("may be unknown in a preview, and leave room for what the engine keeps among them", () => {
    const values = {
      apiToken: unknownValue,
      apiUrl: null,
      version: "0.1.0",
      __internal: {},
      pluginDownloadURL: "u",
    };
    assert.deepEqual(settingsProblems(values), []);
  });

  it("are refused one sentence each, with the nearest name and never a value", () => {
    assert.deepEqual(settingsProblems({ apitoken: "s3cret", apiUrl: ["s3cret"], colour: "s3cret" }), [
      '"apitoken" is not a setting of the northflank provider; did you mean northflank:apiToken?',
      "northflank:apiUrl must be a string or a boolean",
      '"colour" is not a setting of the northflank provider; the settings are northflank:apiToken, ' +
        "northflank:apiUrl, northflank:teamId, northflank:allowInsecureUrl",
    ]);
  });

  it("differ where they do, not where the engine changes its own or null stands for nothing", () => {
    const olds = { apiToken: "a", version: "0.1.0", teamId: null };
    assert.deepEqual(changedSettings(olds, { apiToken: "b", version: "0.2.0" }), ["apiToken"]);
  });
});
