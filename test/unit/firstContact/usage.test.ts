import assert from "node:assert/strict";
import { firstContact } from "../../../provider/firstContact/firstContact";
import type { Environment } from "../../../provider/configKeys";

const token = "nf-qxzjkvqxzjkv";

async function run(
  args: readonly string[],
  env: Environment,
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const code = await firstContact(args, {
    env,
    http: () => Promise.reject(new Error("a request was sent")),
    wallTime: () => 0,
    product: { version: "0.1.0", issues: "the issues" },
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  });
  return { code, ...said };
}

const addon = ["--project", "shop", "--addon", "orders-db"];

const wrong: readonly (readonly [string, readonly string[], Environment, RegExp])[] = [
  [
    "no flags",
    [],
    {},
    /^--project is missing; the flags are --project <id>, --addon <id>, --team <id> and --help\.$/,
  ],
  ["no addon", ["--project", "shop"], {}, /^--addon is missing; the flags are/],
  [
    "an unknown flag",
    [...addon, "--token", token],
    {},
    /^There is a flag that this command does not know; the flags are/,
  ],
  [
    "a flag without its value",
    ["--project", "shop", "--addon"],
    {},
    /^A flag lacks its value; the flags are/,
  ],
  ["a word without a flag", [...addon, token], {}, /^There is a word that belongs to no flag; the flags are/],
  ["an empty id", ["--project", "", "--addon", "orders-db"], {}, /^What --project was given is no id;/],
  ["an id of dots", ["--project", "shop", "--addon", ".."], {}, /^What --addon was given is no id;/],
  [
    "a URL as an id",
    ["--project", "https://qxz.jkv", "--addon", "a"],
    {},
    /^What --project was given is no id;/,
  ],
  ["a path as a team", [...addon, "--team", "a/b"], {}, /^What --team was given is no id;/],
  ["no token", addon, {}, /^There is no API token: set the environment variable NORTHFLANK_API_TOKEN to one/],
  ["a blank token", addon, { NF_API_TOKEN: " " }, /^There is no API token:/],
  [
    "a token that cannot be one",
    addon,
    { NF_API_TOKEN: `${token}\n${token}` },
    /^The Northflank API token from the environment variable NF_API_TOKEN contains a character that no token contains; copy it again\.$/,
  ],
  [
    "an address that is none",
    addon,
    { NORTHFLANK_API_TOKEN: token, NF_HOST: "qxz.jkv" },
    /^NF_HOST must be a plain http or https URL, for example https:\/\/api\.northflank\.com\.$/,
  ],
  [
    "an unencrypted address",
    addon,
    { NORTHFLANK_API_TOKEN: token, NF_API_HOST: "http://qxz.jkv" },
    /^The API's address begins with http:\/\/, which would send the token unencrypted; use https\.$/,
  ],
];

describe("pulumi-northflank-check", () => {
  for (const [title, args, env, sentence] of wrong)
    it(`says in one sentence what is wrong with ${title}, and sends nothing`, async () => {
      const { code, out, err } = await run(args, env);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err.trimEnd(), sentence);
      assert.doesNotMatch(err, /qxz|jkv/);
    });

  it("explains itself, without a token", async () => {
    const { code, out, err } = await run(["--help"], {});
    assert.equal(code, 0);
    assert.equal(err, "");
    for (const word of [
      "--project",
      "--addon",
      "--team",
      "NORTHFLANK_API_TOKEN",
      "NF_HOST",
      "16 GET requests",
    ])
      assert.ok(out.includes(word), word);
    for (const line of out.split("\n")) assert.ok(line.length <= 120, line);
  });
});
