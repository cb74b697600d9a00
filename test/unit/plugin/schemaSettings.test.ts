import assert from "node:assert/strict";
import { configKeys } from "../../../provider/configKeys";
import { settingsFrom } from "../../../provider/northflank/settings";
import { namesIn, said, schemaText, writtenSchema } from "./writtenSchema";

const { config, provider } = writtenSchema;

describe("the settings in the plugin's schema", () => {
  const settings = ["apiToken", "apiUrl", "teamId", "allowInsecureUrl"];

  it("are those of the stack's configuration and of an explicit provider", () => {
    const { explicitProvider, ...keys } = configKeys;
    assert.ok(explicitProvider);
    assert.deepEqual(
      Object.values(keys)
        .map((key) => key.replace("northflank:", ""))
        .sort(),
      [...settings].sort(),
    );
    assert.deepEqual(Object.keys(config.variables), settings);
    assert.deepEqual(Object.keys(provider.inputProperties), settings);
  });

  it("keep the token secret, and ask an explicit provider for it", () => {
    for (const properties of [config.variables, provider.inputProperties])
      assert.deepEqual(
        namesIn(properties, ({ secret }) => secret === true),
        ["apiToken"],
      );
    assert.deepEqual(provider.requiredInputs, ["apiToken"]);
  });

  it("have no default that an SDK would copy from the environment into the state", () => {
    assert.doesNotMatch(schemaText, /"(?:default|defaultInfo|environment)"/);
  });

  it("name the environment variables that the plugin reads, in their order", () => {
    const variablesIn = (name: string): string[] =>
      said(config.variables, name).match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? [];
    const read = (env: Record<string, string>) => settingsFrom({ get: () => undefined }, env);
    const tokens = variablesIn("apiToken");
    assert.deepEqual(tokens, ["NORTHFLANK_API_TOKEN", "NF_API_TOKEN"]);
    for (const [at, variable] of tokens.entries()) {
      const env = Object.fromEntries(tokens.slice(at).map((name) => [name, name]));
      assert.equal(read(env).token.value, variable);
    }
    const urls = variablesIn("apiUrl");
    assert.equal(urls.length, 3);
    for (const [at, variable] of urls.entries()) {
      const env = Object.fromEntries(urls.slice(at).map((name) => [name, `https://${name}.example.com`]));
      const { baseUrl } = read({ ...env, NF_API_TOKEN: "token" });
      assert.equal(baseUrl, `https://${variable.toLowerCase()}.example.com`);
    }
  });
});
