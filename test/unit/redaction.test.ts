import assert from "node:assert/strict";
import fc from "fast-check";
import { printable, redactor, secretsOf } from "../../provider/source/redaction";
import { aNotation, anAccess, aPlace } from "./sourceArbitraries";

const source = "postgres://orders_app:S3cr%40tPassw@db.acme.example:5432/orders?sslmode=require";
const redactSource = redactor(secretsOf("connectionString", source));

describe("a short secret", () => {
  const redact = redactor(secretsOf("connectionString", "postgres://app1:pw@h/db"));

  it("is hidden as a word of its own only", () => {
    assert.equal(redact("user app1 of app12 and xapp1"), "user [secret] of app12 and xapp1");
  });

  it("is hidden behind an escape, which is no letter", () => {
    assert.equal(redact("x%3Aapp1%40h and \\napp1"), "x%3A[secret]%40h and \\n[secret]");
  });

  it("below four characters is hidden only where its place gives it away", () => {
    assert.equal(redact("pwd of pw: x:pw@h"), "pwd of pw: x[secret]h");
    assert.equal(redact("postgres://other:pw@h"), "postgres://[secret]h");
  });

  it("that is a common word is hidden only where its place gives it away", () => {
    const common = redactor(secretsOf("connectionString", "postgres://postgres:password@h/db"));
    const text = "the postgresql addon refused the password of user postgres";
    assert.equal(common(text), text);
    assert.equal(common("see postgres:password@h"), "see [secret]h");
  });
});

describe("white space within a secret", () => {
  it("is overlooked where lines break, but not between words", () => {
    assert.equal(redactSource("S3cr@\n  tPassw"), "[secret]");
    assert.equal(redactSource("S3cr@ tPassw"), "S3cr@ tPassw");
  });
});

describe("what is hidden with a secret", () => {
  const secret = "hunter2hunter2";

  it("is all of the encoding it is in, which may show more of the source", () => {
    const encoded = Buffer.from(`me:${secret}@h.example.com`).toString("base64");
    assert.equal(redactor([encoded.slice(3, 12), secret])(`<${encoded}>`), "<[secret]>");
    assert.equal(redactor([secret])(`<${encoded}>`), "<[secret]>");
  });

  it("is nothing of the bytes before it that are no text", () => {
    assert.equal(redactor([secret])("x%E2%82%68unter2%68unter2!"), "x%E2%82[secret]!");
  });

  it("is every occurrence, when two overlap", () => {
    assert.equal(redactor(["abcabcabc"])("<abcabcabcabc>"), "<[secret]>");
  });
});

describe("a secret that was given as part of a form", () => {
  it("is hidden with its spaces", () => {
    assert.equal(redactor(["correct+horse"])("said correct horse"), "said [secret]");
  });
});

describe("a secret by its place", () => {
  const redact = redactor([]);
  for (const [rule, text, shown] of [
    ["a token", "Authorization: Bearer nf-abc123.def", "Authorization: Bearer [secret]"],
    ["a token after two blanks", "Authorization: Bearer  nf-abc123.def", "Authorization: Bearer  [secret]"],
    ["a token of letters with a capital within", "Bearer abcdEfgh", "Bearer [secret]"],
    ["a token of many letters", "Bearer abcdefghijklmnop", "Bearer [secret]"],
    ["Basic credentials", "authorization: basic dXNlcjpwYXNz", "authorization: basic [secret]"],
    ["not prose about tokens", "the bearer token is missing", "the bearer token is missing"],
    ["credentials of a URL", "see mysql://me:pw@h/db", "see mysql://[secret]@h/db"],
    ["credentials of a URL with @ in them", "see mysql://me:p@w@h/db", "see mysql://[secret]@h/db"],
    ["credentials of an encoded URL", "mysql%3A%2F%2Fme%3Apw%40h%2Fdb", "mysql%3A%2F%2F[secret]%40h%2Fdb"],
    [
      "credentials in JSON of PHP",
      String.raw`"mysql:\/\/me:pw@h\/db"`,
      String.raw`"mysql:\/\/[secret]@h\/db"`,
    ],
    ["a setting", "host=h password=pw x=y", "host=h password=[secret] x=y"],
    ["a quoted setting", String.raw`password='it\'s' x=y`, "password=[secret] x=y"],
    ["a JSON member", String.raw`{"password":"a\"b","x":1}`, `{"password":[secret],"x":1}`],
    [
      "JSON within JSON",
      String.raw`{\"password\":\"ab\",\"x\":1}`,
      String.raw`{\"password\":[secret],\"x\":1}`,
    ],
    ["a member that is cut off", `{"apiToken": "abc`, `{"apiToken": [secret]`],
    ["an AWS signature", "?X-Amz-Signature=0a1b&x=y", "?X-Amz-Signature=[secret]&x=y"],
    ["an AWS session", "?X-Amz-Security-Token=0a1b&x=y", "?X-Amz-Security-Token=[secret]&x=y"],
    ["an AWS key", "?AWSAccessKeyId=AKIA&Signature=a%3D", "?AWSAccessKeyId=[secret]&Signature=[secret]"],
    ["a Google signature", "?X-Goog-Signature=0a1b", "?X-Goog-Signature=[secret]"],
    ["an Azure signature", "?se=2026&sig=a%2Fb", "?se=2026&sig=[secret]"],
    ["an encoded setting", "password%3Dpw", "password%3D[secret]"],
    [
      "not a password that is only spoken of",
      "the password must not be empty",
      "the password must not be empty",
    ],
  ] as const) {
    it(`is hidden: ${rule}`, () => {
      assert.equal(redact(text), shown);
    });
  }
});

describe("a printable text", () => {
  it("has no control or invisible characters, is bounded, and stays as it is the second time", () => {
    const text = fc.array(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u001b[31m", "\u001b]0;x\u0007", "\ud800")),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (pieces, maxLength) => {
        const shown = printable(pieces.join(""), maxLength);
        assert(!/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(shown));
        assert(shown.length <= maxLength);
        assert.equal(printable(shown, maxLength), shown);
      }),
    );
  });

  for (const [rule, text, shown] of [
    ["without colours", "\u001b[1;31mred\u001b[0m \u009b2Jend", "red end"],
    ["without window titles and links", "\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b", "ab"],
    ["with one space for line breaks and tabs", "one\r\n\ttwo", "one two"],
    ["without what turns the direction of writing", "a\u202eb\u2066c", "abc"],
    ["with a space for a vertical tab, and none around", "\v one\vtwo\n", "one two"],
    ["with a mark for half a character", "a\ud800b", "a\ufffdb"],
    ["with its letters", "Zürich 東京 😀", "Zürich 東京 😀"],
  ] as const) {
    it(`is shown ${rule}`, () => {
      assert.equal(printable(text, 100), shown);
    });
  }

  it("says where it was cut off, never within a character", () => {
    assert.equal(printable("abcdef", 4), "abc…");
    assert.equal(printable("abcd", 4), "abcd");
    assert.equal(printable("ab😀def", 4), "ab…");
  });
});

describe("the secrets of a source", () => {
  it("do not survive in a message: credentials, signature, hosts, and all of it", () => {
    fc.assert(
      fc.property(aNotation, aPlace, anAccess, (notation, place, access) => {
        const value = notation.write(place, access);
        const redact = redactor(secretsOf(notation.kind, value));
        const used = [access.user, access.password, access.signature].filter((secret) =>
          [secret, encodeURIComponent(secret)].some((form) => value.includes(form)),
        );
        const host = place.hosts[0] ?? "";
        const shown = redact(`refused <${value}> <${used.join("> <")}> <${host}>, <${host.toUpperCase()}>`);
        for (const secret of [...used.filter((text) => text.trim().length >= 4), host, host.toUpperCase()]) {
          assert(!shown.includes(secret), shown);
        }
      }),
    );
  });

  it("do not survive when the value is cut off anywhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: source.length }), (length) => {
        const shown = redactSource(`cannot reach ${source.slice(0, length)}`);
        assert(!shown.includes("S3cr") && !shown.includes("acme"), shown);
      }),
    );
  });

  it("are found in a value that is not understood", () => {
    for (const value of [
      "Server=db.acme.example;Database=app;User Id=orders_app;Password=S3cr@tPassw",
      "postgres://orders_app:S3cr@tPassw/w@db.acme.example/orders",
      "dbname=postgres://orders_app:S3cr%40tPassw@db.acme.example/orders",
      "redis://orders_app:S3cr%40tPassw@db.acme.example",
      "host=db.acme.example user=orders_app password='S3cr@tPassw'",
    ]) {
      const shown = redactor(secretsOf("connectionString", value))("orders_app db.acme.example S3cr@tPassw");
      assert(!shown.includes("orders_app") && !shown.includes("acme"), `${value}: ${shown}`);
      assert(!shown.includes("S3cr@tPassw"), `${value}: ${shown}`);
    }
  });

  it("are found for any text", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("connectionString", "importUrl"),
        fc.string({ unit: "binary" }),
        (kind, value) => {
          const secrets = secretsOf(kind, value);
          assert(secrets.includes(value) || value.length < 4);
          assert(secrets.every((secret) => secret.length >= 4));
        },
      ),
    );
  });

  it("include a token in the path of a URL", () => {
    const redact = redactor(secretsOf("importUrl", "https://h.example.com/d/T0k3nT0k3nT0k3nT0k3n/dump.gz"));
    assert.equal(redact("no T0k3nT0k3nT0k3nT0k3n here"), "no [secret] here");
  });

  it("include a fragment", () => {
    const redact = redactor(secretsOf("importUrl", "https://h.example.com/dump.gz#K3yK3yK3y"));
    assert.equal(redact("no K3yK3yK3y here"), "no [secret] here");
  });

  it("include the hosts of a query", () => {
    const redact = redactor(
      secretsOf("connectionString", "postgres://?host=a.acme.example,b.acme.example&user=me"),
    );
    assert.equal(redact("neither a.acme.example nor B.ACME.EXAMPLE"), "neither [secret] nor [secret]");
  });

  it("do not include this machine, which every message of a local test names", () => {
    const secrets = secretsOf("connectionString", "postgres://me:secret-pw@127.0.0.1:5432/db");
    assert.equal(
      redactor(secrets)("connect ECONNREFUSED 127.0.0.1:443"),
      "connect ECONNREFUSED 127.0.0.1:443",
    );
  });
});
