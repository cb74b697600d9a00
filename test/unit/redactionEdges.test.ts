import assert from "node:assert/strict";
import { redactor } from "../../provider/source/redaction";

type Case = readonly [rule: string, secret: string, text: string, shown: string];

const url = "postgresql://db.acme.example/orders";

const cutOff: readonly Case[] = [
  ["after eight characters", "hunter2hunter2", "said hunter2h", "said [secret]"],
  ["but not after seven", "hunter2hunter2", "said hunter2", "said hunter2"],
  ["but not in the middle of a text", "hunter2hunter2", "said hunter2h.", "said hunter2h."],
  ["but not as a common word", "postgres-of-acme", "to postgres", "to postgres"],
  ["eight characters behind a scheme", url, "to postgresql://db.acme.", "to [secret]"],
  ["but not seven behind a scheme", url, "to postgresql://db.acme", "to postgresql://db.acme"],
  [
    "eight behind an encoded scheme",
    encodeURIComponent(url),
    "to postgresql%3A%2F%2Fdb.acme.",
    "to [secret]",
  ],
  [
    "but not seven behind an encoded scheme",
    encodeURIComponent(url),
    "to postgresql%3A%2F%2Fdb.acme",
    "to postgresql%3A%2F%2Fdb.acme",
  ],
  [
    "with a JDBC scheme in front",
    `jdbc:${url}`,
    "to jdbc:postgresql://db.acme",
    "to jdbc:postgresql://db.acme",
  ],
  ["after eight where what looks like a scheme is none", "9db://secret-of-9", "to 9db://se", "to [secret]"],
  ["but not a short one, which counts only whole", "abcdefg", "to abcdef", "to abcdef"],
];

const words: readonly Case[] = [
  ["alone", "ab1c", "ab1c", "[secret]"],
  ["between marks", "ab1c", "(ab1c)", "([secret])"],
  ["not within letters", "ab1c", "xab1c ab1cx", "xab1c ab1cx"],
  ["not within digits", "ab1c", "1ab1c ab1c1", "1ab1c ab1c1"],
  ["not within letters of other scripts", "ab1c", "äab1c ab1cж", "äab1c ab1cж"],
  ["beside a mark of its own", "@b1@", "x@b1@x", "x[secret]x"],
  ["behind %0a", "ab1c", "x%0aab1c", "x%0a[secret]"],
  [
    "behind an escape of JSON",
    "ab1c",
    String.raw`x\u00e4ab1c \tab1c`,
    String.raw`x\u00e4[secret] \t[secret]`,
  ],
  [
    "not behind what only looks like an escape",
    "ab1c",
    String.raw`x%0gab1c \qab1c`,
    String.raw`x%0gab1c \qab1c`,
  ],
  ["not behind an escape that ends before it", "ab1c", "%0axab1c", "%0axab1c"],
  ["in base64, as a word too", "ab1c", "YWIxYw== xYWIxYw", "[secret]== xYWIxYw"],
];

const spaces: readonly Case[] = [
  ["a line break", "hunter2hunter2", "hunter2\nhunter2", "[secret]"],
  ["a line break and blanks", "hunter2hunter2", "hunter2 \r\n  hunter2", "[secret]"],
  ["two line breaks apart", "hunter2hunter2", "hun\nter2hun\nter2", "[secret]"],
  ["no blanks", "hunter2hunter2", "hunter2 hunter2", "hunter2 hunter2"],
  ["no blank after a line break", "hunter2hunter2", "hun\nter2 hunter2", "hun\nter2 hunter2"],
  ["blanks before and after", "hunter2hunter2", " a  hunter2hunter2  b", " a  [secret]  b"],
  ["an invisible character", "hunter2hunter2", "hunter2\u200bhunter2", "[secret]"],
  ["blanks where the secret has some", "correct horse", "correct  horse correcthorse", "[secret] [secret]"],
];

for (const [what, cases] of [
  ["the beginning of a secret at the end of a text is hidden", cutOff],
  ["a secret of four to seven characters is hidden", words],
  ["a secret is found with, in it,", spaces],
] as const) {
  describe(what, () => {
    for (const [rule, secret, text, shown] of cases) {
      it(rule, () => {
        assert.equal(redactor([secret])(text), shown);
      });
    }
  });
}

describe("what is looked for", () => {
  it("is nothing of three characters, and no common word", () => {
    assert.equal(redactor(["abc"])("abc"), "abc");
    for (const word of ["password", "PostgreSQL", "localhost"]) assert.equal(redactor([word])(word), word);
  });

  it("is added to what was known before", () => {
    const text = "hunter2hunter2 swordfish1";
    assert.equal(redactor(["hunter2hunter2", "swordfish1"])(text), "[secret] [secret]");
    assert.equal(redactor([])(text), text);
  });

  for (const [what, form] of [
    ["a form", "a+b%26c%3Dd%21e"],
    ["a URL, with the marks that encodeURIComponent leaves", "a%20b%26c%3Dd%21e"],
    ["a URL", "a%20b%26c%3Dd!e"],
    ["JSON within JSON", String.raw`q\\\"uote\\\\slash`],
    ["hexadecimal", Buffer.from("a b&c=d!e").toString("hex")],
  ] as const) {
    it(`is a secret written for ${what}`, () => {
      const shown = redactor(["a b&c=d!e", String.raw`q"uote\slash`])(`<${form}>`);
      assert.equal(shown, "<[secret]>");
    });
  }
});
