import assert from "node:assert/strict";
import { Redactor } from "../../../provider/redaction/redactor";
import { blind, knowing, knowingSource } from "./redactors";

const password = "Zx0-7Kq9-Wm4t";

function redactor(): Redactor {
  const made = new Redactor();
  made.learnKey(password);
  return made;
}

describe("somebody else's words", () => {
  it("are told without secrets and control characters, and in one line", () => {
    const told = redactor().told(`\u001b[31mno\n access \u0007with ${password}\u001b[0m.`);
    assert.equal(told, "no  access with [secret]");
  });

  it("are cut after 600 characters, and each of several lines after 300", () => {
    const long = "no ".repeat(300).trim();
    assert.equal(redactor().told(long), `${long.slice(0, 599)}…`);
    const line = `${long.slice(0, 299)}…`;
    assert.deepEqual(redactor().toldLines([long, "short", long]), [line, "short", line]);
  });

  it("are read only as far as they could be told", () => {
    const blindOne = new Redactor();
    blindOne.expectUnknown();
    const begin = "no ".repeat(1400);
    assert.equal(blindOne.told(`${begin}password=abc`)?.length, 600);
    assert.equal(blindOne.told("password=abc"), undefined);
  });

  it("stay the lines that they were", () => {
    assert.deepEqual(redactor().toldLines(["one", "", "two\nthree"]), ["one", "", "two three"]);
  });

  it("are told in no line if a secret spans two of them", () => {
    const lines = [`it is ${password.slice(0, 5)}`, password.slice(5)];
    for (const line of redactor().toldLines(lines) ?? []) assert.doesNotMatch(line, /Zx0|Kq9|Wm4t/);
  });

  it("are not told at all if one line may show an unknown secret", () => {
    const blindOne = new Redactor();
    blindOne.expectUnknown();
    assert.equal(blindOne.toldLines(["harmless", "password=abc"]), undefined);
  });
});

describe("a secret is found", () => {
  const found: Record<string, readonly [key: string, text: string]> = {
    "in capitals of which there are more": ["ßßß7", "no SSSSSS7"],
    "in JSON's escapes for other letters": ["äöüéèñ7", String.raw`no \u00e4\u00f6\u00fc\u00e9\u00e8\u00f17`],
    "with its backslashes doubled by JSON": [String.raw`k\g\h\k\g\h7`, String.raw`no k\\g\\h\\k\\g\\h7 here`],
    "as a word behind a control character": ["ab12c", "no\u0007ab12c"],
    "as a word between two line breaks in JSON": ["ab12c", String.raw`no\nab12c\nhere`],
  };
  for (const [rule, [key, text]] of Object.entries(found))
    it(rule, () => {
      assert.notEqual(knowing(key)(text), text);
      assert.equal(knowing("Other-77x")(text), text);
    });
});

describe("words without a secret are told as they are", () => {
  for (const text of [
    "Z%C3%BCrich is too far",
    String.raw`Z\u00fcrich is too far`,
    String.raw`it said \"enough\" to me`,
    "only 5%9 of it",
  ])
    it(`although they are escaped: ${text}`, () => {
      assert.equal(knowing(password)(text), text);
    });

  for (const text of [
    "internationalization failed",
    "at 1768467690000000000 it stopped",
    "in databaseConnectionstring there",
  ])
    it(`although they are long and the secret is unknown: ${text}`, () => {
      assert.equal(blind()(text), text);
    });

  it("but not if they are long and have capitals within, as tokens have", () => {
    assert.equal(blind()("it was abcdEfghijklmnopQrstuv"), undefined);
  });

  it("also about the scheme of a source that is not understood, and its words of two letters", () => {
    const redact = knowingSource("redis://orders:Head77Secret-Tail99Secret@q7/0");
    for (const text of ["redis is not served here", "no host q7"]) assert.equal(redact(text), text);
  });
});
