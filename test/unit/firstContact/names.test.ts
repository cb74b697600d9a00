import assert from "node:assert/strict";
import type { Answer } from "../../../provider/firstContact/observations";
import { report } from "../../../provider/firstContact/report";

const answer = (data: unknown, headers: Answer["headers"] = {}): Answer => ({
  status: 200,
  headers,
  body: { data },
  at: Date.parse("2026-01-15T09:00:00.000Z"),
});

const told = (data: unknown, headers: Answer["headers"] = {}): string =>
  report(
    {
      addon: { projectId: "aardvark-shop", addonId: "zebra" },
      isLive: true,
      answers: { addon: answer({ status: "running" }), backup: answer(data, headers) },
    },
    { version: "0.1.0", issues: "the issues" },
  ).join("\n");

describe("a field in the report of first contact", () => {
  it("is named if it is documented, or looks like a name and is no value", () => {
    const said = told({ uid: "q", retentionPolicy: { keepForDays: 3 } });
    assert.match(said, /data\.uid: a slug of 1 word/);
    assert.match(said, /data\.retentionPolicy\.keepForDays \(not documented\): a whole number/);
  });

  for (const [what, name] of [
    ["has digits", "ab12"],
    ["has hyphens", "wombat-quokka"],
    ["is a sentence", "the wombat of Kunigunde"],
    ["is a project that was asked for", "aardvarkShop"],
    ["is a part of a project that was asked for", "aardvark"],
    ["begins with the addon that was asked for", "zebraVersion"],
    ["is the value of another field", "wombat"],
    ["is a word in the value of another field", "quokka"],
    ["has a word that is the value of another field", "wombatSize"],
    ["begins with a capital", "Wombats"],
    ["is longer than any name", "q".repeat(41)],
    ["is empty", ""],
  ] as const)
    it(`is not named if its name ${what}`, () => {
      const said = told({ [name]: { size: "17" }, name: "Wombat", id: "fennec-quokka" });
      assert.match(
        said,
        /data\.\(a name that is withheld\)\.size \(not in all, not documented\): 1-9 digits/,
      );
      if (name !== "") assert.ok(!said.includes(name), said);
    });

  it("is not in all if what it belongs to is not, or is null", () => {
    const backups = [{ config: { source: { type: "snapshot" } } }, { config: null }];
    const said = report(
      { addon: { projectId: "p", addonId: "a" }, isLive: true, answers: { list: answer({ backups }) } },
      { version: "0.1.0", issues: "the issues" },
    ).join("\n");
    assert.match(said, /data\.backups\[\]\.config\.source\.type \(not in all\): "snapshot"/);
    assert.match(said, /data\.backups\[\]\.config: null/);
  });

  it("has at most six forms", () => {
    const forms = ["q", 1, 1.5, null, true, "a-b", "Q!", "/q"];
    assert.match(told({ tags: forms }), /data\.tags\[\] \(not documented\):( [^|]* \|){6} other forms\n/);
  });

  it("is looked for to a depth of eight, whatever is below", () => {
    let deep: unknown = "q";
    for (let depth = 0; depth < 5000; depth += 1) deep = { inner: deep };
    assert.match(told(deep), /data(\.inner){7} \(not documented\): an object\n/);
  });
});

describe("a header in the report of first contact", () => {
  it("is named if servers in general have it, or if it looks like a name and is no value", () => {
    const said = told(
      {},
      { "cf-ray": "1", "x-request-id": "2", "x-backup-region": "3", "x-wombat": "wombat" },
    );
    assert.match(
      said,
      /Response headers:\n {2}cf-ray, x-backup-region, x-request-id, 1 more, whose names are withheld\n/,
    );
  });

  for (const [reset, form] of [
    ["3600", "a whole number, seconds until the reset"],
    ["1768467600", "a whole number, seconds since 1970"],
    ["1768467600000", "a whole number, milliseconds since 1970"],
    ["86400", "a whole number, no time within an hour"],
    ["12.5", "a number"],
    ["soon", "no number"],
  ] as const)
    it(`x-ratelimit-reset: ${reset} is ${form}`, () => {
      const said = told({}, { date: "Thu, 15 Jan 2026 08:50:00 GMT", "x-ratelimit-reset": reset });
      assert.ok(
        said.includes(`\n  x-ratelimit-reset: ${form} | missing\n`) ||
          said.includes(`\n  x-ratelimit-reset: missing | ${form}\n`),
        said,
      );
    });
});
