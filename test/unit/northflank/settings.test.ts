import assert from "node:assert/strict";
import { settingsFrom } from "../../../provider/northflank/settings";

const token = { "northflank:apiToken": "token-of-config" };

describe("the settings", () => {
  it("prefer the configuration to the environment", () => {
    const settings = from(token, { NORTHFLANK_API_TOKEN: "token-of-env" });
    assert.equal(settings.token.value, "token-of-config");
    assert.match(settings.token.origin, /northflank:apiToken/);
  });

  it("read the environment in the order of Northflank's own clients", () => {
    assert.equal(from({}, { NF_API_TOKEN: "b", NORTHFLANK_API_TOKEN: "a" }).token.value, "a");
    assert.equal(from({}, { NF_API_TOKEN: "b" }).token.value, "b");
    const hosts = { NF_HOST: "https://c", NF_API_HOST: "https://b", NORTHFLANK_API_BASE_URL: "https://a" };
    assert.equal(from(token, hosts).baseUrl, "https://a");
    assert.equal(from(token, { NF_HOST: "https://c" }).baseUrl, "https://c");
  });

  it("default to Northflank's own address", () => {
    assert.equal(from(token, {}).baseUrl, "https://api.northflank.com");
  });

  for (const url of [
    "https://api.example.com",
    "https://api.example.com/",
    "https://api.example.com/v1",
    "https://api.example.com/v1/",
  ]) {
    it(`take ${url} for the same address`, () => {
      assert.equal(from({ ...token, "northflank:apiUrl": url }, {}).baseUrl, "https://api.example.com");
    });
  }

  it("keep a path in front of /v1", () => {
    assert.equal(
      from({ ...token, "northflank:apiUrl": "https://proxy.example.com/northflank/v1/" }, {}).baseUrl,
      "https://proxy.example.com/northflank",
    );
  });

  it("fall back to another token of the environment, but not for an explicit provider", () => {
    const env = { NORTHFLANK_API_TOKEN: "newer" };
    assert.equal(from(token, env).fallbackToken?.value, "newer");
    assert.equal(from(token, { NORTHFLANK_API_TOKEN: "token-of-config" }).fallbackToken, undefined);
    assert.equal(from({ ...token, "northflank:explicitProvider": "true" }, env).fallbackToken, undefined);
  });

  it("say how to give a token when there is none", () => {
    assert.throws(() => from({}, {}), /pulumi config set --secret northflank:apiToken/);
    assert.throws(
      () => from({ "northflank:explicitProvider": "true" }, { NORTHFLANK_API_TOKEN: "x" }),
      /pass it one/,
    );
  });

  it("refuse a token that cannot be one, without showing it", () => {
    assert.throws(
      () => from({ "northflank:apiToken": "two words" }, {}),
      (error: Error) => !error.message.includes("two words"),
    );
  });

  it("refuse to send the token unencrypted to another machine", () => {
    const url = { ...token, "northflank:apiUrl": "http://api.example.com" };
    assert.throws(() => from(url, {}), /northflank:allowInsecureUrl/);
    assert.equal(
      from({ ...url, "northflank:allowInsecureUrl": "true" }, {}).baseUrl,
      "http://api.example.com",
    );
    for (const local of ["http://127.0.0.1:4800", "http://localhost:4800", "http://[::1]:4800"]) {
      assert.equal(from({ ...token, "northflank:apiUrl": local }, {}).baseUrl, local);
    }
  });

  for (const url of [
    "api.example.com",
    "ftp://api.example.com",
    "https://user:pw@api.example.com",
    "https://api.example.com?x=1",
  ]) {
    it(`name the setting when the address is ${JSON.stringify(url)}`, () => {
      assert.throws(
        () => from({ ...token, "northflank:apiUrl": url }, {}),
        /northflank:apiUrl must be a plain/,
      );
    });
  }
});

const from = (config: Record<string, string>, env: Record<string, string>): ReturnType<typeof settingsFrom> =>
  settingsFrom({ get: (key) => config[key] }, env);
