import assert from "node:assert/strict";
import { Redactor } from "../../../provider/redaction/redactor";
import { blind, knowingSource } from "./redactors";

/** Each can be read in two ways, or in none that is known here. */
const notUnderstood = [
  "postgres://orders:Head77Secret/Tail99Secret@h/orders",
  "postgres://orders:Head77Secret@Tail99Secret@h/orders",
  "postgres://orders:Head77Secret?Tail99Secret@h/orders",
  "postgres://orders:Head77Secret#Tail99Secret@h/orders",
  "postgres://orders:Head77Secret:Tail99Secret@h/orders",
  "postgres://orders:Head77Secret Tail99Secret@h/orders",
  "postgres://orders:Head77Secret%zzTail99Secret@h/orders",
  "mysql://orders:Head77Secret/Tail99Secret@h/orders",
  "mongodb://orders:Head77Secret/Tail99Secret@h,h2/orders",
  "redis://orders:Head77Secret-Tail99Secret@h/0",
  "Server=h;Database=orders;User Id=orders;Password=Head77Secret;Tail99Secret",
  "host=h user=orders password=Head77Secret Tail99Secret",
  "dbname=postgres://orders:Head77Secret-Tail99Secret@h/orders",
  "orders:Head77Secret@tcp(h:3306)/Tail99Secret",
];

const marked: readonly (readonly [source: string, told: string])[] = [
  ["postgres://orders:K9$x/pQ7!zz@h/orders", 'invalid integer value "K9$x" for connection option "port"'],
  ["postgres://orders:a1$b2/c3%d4!@h/orders", "invalid URL escape near a1$"],
  ["postgres://u:a$/b1@h/d", "invalid: key=b1"],
  ["host=h user=orders password=xx 9$k", 'missing "=" after "9$k"'],
  ["postgres://u:東京都/x@h/d", "no 東京都"],
];

const piecesTold = [
  'invalid integer value "Head77Secret" for connection option "port"',
  'could not translate host name "Tail99Secret@h" to address',
  "near Tai",
  "VGFpbDk5U2VjcmV0 is no host",
  "%54ail99",
  "another password=x",
  "see mysql://a:b@c",
];

describe("words about a source that is not understood are withheld", () => {
  for (const [source, told] of marked)
    it(`if they share three characters with it, marks among them: ${told}`, () => {
      assert.equal(knowingSource(source)(told), undefined);
    });

  for (const source of notUnderstood)
    it(`as a whole, if they share three letters with it or may hold a credential: ${source.split(":")[0] ?? ""}`, () => {
      const redact = knowingSource(source);
      for (const told of piecesTold) assert.equal(redact(told), undefined, `${source}: ${told}`);
      assert.equal(redact(`is ${source}`), undefined);
    });

  it("and shown otherwise", () => {
    const text = "Too many requests in this hour";
    for (const source of notUnderstood) assert.equal(knowingSource(source)(text), text, source);
  });
});

describe("words about a source that is not known are withheld", () => {
  for (const text of [
    "cannot read mysql://u:a/b@h",
    "cannot read mysql%3A%2F%2Fu%3Aa%40h",
    String.raw`cannot read mysql:\/\/u:a@h`,
    "cannot read sftp://h/x",
    "no https://h.example.com/x?rlkey=1",
    "no https://u@h.example.com/x",
    "no https://h.example.com/x#key",
    "rlkey=abc",
    "authkey = abc",
    "authkey%3Dabc",
    `{"password":"abc"}`,
    String.raw`{\"password\": \"abc\"}`,
    "Bearer nf-abc123.def",
    "Bearer abcdEfgh",
    "authorization: basic dXNlcjpwYXNz",
    "of 0123456789abcdef0123",
    "of S3cretPassw0rdOfMine",
    "at %2541 and &#65;",
    "cannot read orders:S3cret77x@tcp(h:3306)/orders",
    "password: abc",
    "x-api-key: abc123",
    "<password>abc</password>",
    "mysqldump --password abc -h db",
    "identified by 'abc'",
    "of wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  ])
    it(`if they may hold a credential: ${text}`, () => {
      assert.equal(blind()(text), undefined);
    });

  for (const text of [
    "the backup legacy-orders-c096743 was not found on addon orders-db",
    "no backup 5a1f0c9e-7b44-4c1d-9a52-3f1e2d4c5b6a here",
    "see https://northflank.com/docs/v1/api",
    "the bearer token is missing; the password must not be empty",
    "1 of 3: not found (404), try again",
    "Project > Addons > General: Update",
  ])
    it(`and shown otherwise: ${text}`, () => {
      assert.equal(blind()(text), text);
    });
});

describe("a password by its place, of whatever source,", () => {
  const redact = knowingSource("postgres://reader:Known-77@h/db");
  for (const [text, shown] of [
    ["see mysql://me:pw@h/db now", "see [secret] now"],
    ["see http://h.example.com:8080/x now", "see http://h.example.com:8080/x now"],
    ["host=h password=pw x=y", "host=h [secret] x=y"],
    ["?se=2026&sig=a%2Fb", "[secret]"],
    ["(using password: YES)", "(using password: YES)"],
    ["the password must not be empty", "the password must not be empty"],
    ["password='a b'", undefined],
    [`{"password":"a\\"b","x":1}`, undefined],
    ["Authorization: Bearer nf-abc123.def", undefined],
  ] as const)
    it(`is not shown: ${text}`, () => {
      assert.equal(redact(text), shown);
    });
});

describe("a word of our own", () => {
  it("is shown, although it is the user or begins like the password, unless something hangs on it", () => {
    const redactor = new Redactor();
    redactor.learnSource(
      "connectionString",
      "postgres://orders1:orders-db-2024x@orders-db.acme.example/orders",
    );
    redactor.learnOwn("orders-db");
    assert.equal(
      redactor.redact("addon orders-db, backup orders-db-2."),
      "addon orders-db, backup orders-db-2.",
    );
    assert.equal(redactor.redact("no orders-db.acme.example: orders-db-2024x"), "no [secret] [secret]");
  });
});
