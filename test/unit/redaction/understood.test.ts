import assert from "node:assert/strict";
import fc from "fast-check";
import { aNotation, anAccess, aPlace } from "../source/arbitraries";
import { toldBackup } from "../../../provider/northflank/backupWords";
import { Redactor } from "../../../provider/redaction/redactor";
import { knowing, knowingSource } from "./redactors";

type Case = readonly [rule: string, text: string, shown: string | undefined];

const uri = "postgres://orders_app:S3cr%40tPassw@db.acme.example:5432/orders?sslmode=require";
const dump =
  "https://dumps.acme.example/team/T0k3nT0k3nT0k3nT0k3n/dump.gz?X-Amz-Credential=AKIAACME7%2F20260115%2Feu&X-Amz-Signature=0a1b2c3d4e5f&session=swordfish&x-id=GetObject#K3yK3yK3y";
const settings = String.raw`host=db.acme.example user=orders_app password='it\'s S3cret' dbname=orders`;

function show(what: string, redact: (text: string) => string | undefined, cases: readonly Case[]): void {
  describe(what, () => {
    for (const [rule, text, shown] of cases)
      it(rule, () => {
        assert.equal(redact(text), shown);
      });
  });
}

show("words about a source that is understood are shown without", knowingSource(uri), [
  ["the source", `cannot reach ${uri}.`, "cannot reach [secret]"],
  ["its password, in quotes", 'FATAL: "S3cr@tPassw" is wrong', 'FATAL: "[secret]" is wrong'],
  ["its password as it was encoded", "password S3cr%40tPassw refused", "password [secret] refused"],
  ["its user and host", 'user "orders_app" at (db.acme.example)', 'user "[secret]" at ([secret])'],
  ["its host in capitals", "DB.ACME.EXAMPLE is down", "[secret] is down"],
  ["a piece of its password, cut short by dots", "near S3cr@tPa...", "near [secret]"],
  ["a few letters that its password begins with", "near 'S3cr'", "near '[secret]'"],
  ["all of it, cut short in its credentials", "to postgres://orders_app:S3…", "to [secret]"],
  ["a password that goes over a line", "is S3cr@t\nPassw here", "is [secret]\n[secret] here"],
  ["a password with blanks between its letters", "is S 3 c r @ t P a s s w", undefined],
  ["nothing, where there is nothing of it", "port 5432: connection refused", "port 5432: connection refused"],
  ["nothing of a word that its user is part of", "preorders_apple", "preorders_apple"],
  ["what is escaped twice, whatever it is", "at %2541bc and %41bc", "at [secret] and %41bc"],
  ["what is escaped as in HTML", "at &#x41;bc and A&amp;B", "at [secret] and [secret]"],
]);

show("words about the URL of a dump are shown without", knowingSource(dump, "importUrl"), [
  ["nothing that holds its session, which is a word", "no access for swordfish", undefined],
  ["a token in its path", "no T0k3nT0k3nT0k3nT0k3n here", "no [secret] here"],
  ["its signature", "signature 0a1b2c3d4e5f expired", "signature [secret] expired"],
  [
    "its access key, in whatever it stands",
    "<AWSAccessKeyId>AKIAACME7</AWSAccessKeyId>",
    "<AWSAccessKeyId>[secret]</AWSAccessKeyId>",
  ],
  ["its fragment", "no K3yK3yK3y here", "no [secret] here"],
  ["its host, but not what is like it", "DUMPS.acme.example or x.example", "[secret] or x.example"],
]);

show("words about settings are shown without", knowingSource(settings), [
  ["a password with a blank in it", "password it's S3cret refused", "password it'[secret] [secret] refused"],
  ["host and user", "orders_app at db.acme.example", "[secret] at [secret]"],
]);

show("a key that is a plain word", knowing("Swordfish", "4711"), [
  ["withholds the words that have it, because to cut it out would tell it", "wrong: swordfish!", undefined],
  ["withholds also what it is the beginning of", "wrong: swordf...", undefined],
  ["is found behind a flag, too", "mysqldump -pswordfish orders", undefined],
  ["may be a number", "pin 4711 is wrong", undefined],
]);

show("a key of six characters", knowing("S3cr@t"), [
  ["is found where it is cut short", "near 'S3cr'", "near '[secret]'"],
]);

show("a key that is split", knowing("S3cr@tPass"), [
  ["is found on both sides of several blanks", "near S3cr@  tPass", "near [secret]  [secret]"],
]);

show("a name of two words", knowingSource("postgres://orders%20app:pw@h.example.com/db"), [
  ["is found in its pieces", 'user "orders app" is locked', 'user "[secret] [secret]" is locked'],
]);

show("a key that messages are made of", knowing("failed", "Password", "postgres"), [
  [
    "is not looked for",
    "Request failed payload validation: password of postgres",
    "Request failed payload validation: password of postgres",
  ],
]);

describe("a word among our own", () => {
  it("is not told where it is a plain key, or the beginning of one, unless it is ours", () => {
    const secrets = new Redactor();
    secrets.learnSource("connectionString", "postgres://app1:swordfish@h/db");
    for (const word of ["swordfish", "Swordfish-7", "swordf", "app1"])
      assert.equal(secrets.toldWord(word), undefined, word);
    secrets.learnOwn("sword-1");
    for (const word of ["fish", "running", "sword-1"]) assert.equal(secrets.toldWord(word), word);
  });

  it("is told where it is a documented type, although the file is called so", () => {
    const secrets = new Redactor();
    secrets.learnSource("importUrl", "https://h.example.com/externalDump77");
    const backup = (type: string) =>
      toldBackup({ id: "b", config: { source: { type } } }, secrets).config.source.type;
    assert.equal(backup("externalDump"), "externalDump");
    assert.equal(secrets.toldWord("externalDump"), undefined);
  });

  it("is not told where it is a word of a source that can be read in two ways", () => {
    const secrets = new Redactor();
    secrets.learnSource("connectionString", "postgres://me:ab1/Cd2@h/d");
    for (const word of ["ab1", "orders-cd2"]) assert.equal(secrets.toldWord(word), undefined, word);
    for (const word of ["ab", "cd21", "liveInstance"]) assert.equal(secrets.toldWord(word), word);
  });
});

const passwords: readonly (readonly [password: string, told: string])[] = [
  ["my horse", 'password "my horse" rejected'],
  ["two+words", 'password "two+words" rejected'],
  ["two+words", 'password "two words" rejected'],
  ["pass+word", 'wrong: "pass+word"'],
  ["12+34", "wrong: 12+34"],
  ["abc!", 'wrong: "abc!"'],
  ["!abcd", "wrong: !abcd"],
  ["it's1", "wrong: it's1"],
  ["🔑key", 'wrong: "🔑key"'],
  ["S3c!etPass", 'near "S3c!..."'],
  ["p@ssW0rd-long", 'near "p@ssW"'],
  ["swordfish", "mysqldump -pswordfish orders"],
];

describe("a password in which there are marks or blanks, or that follows a flag,", () => {
  for (const [password, told] of passwords)
    it(`is not shown: ${told}`, () => {
      const shown = knowingSource(`mysql://app1:${encodeURIComponent(password)}@h.example.com/db`)(told);
      const part = password.split(/[ +]/).at(-1) ?? "";
      assert.ok(shown === undefined || !shown.includes(part.slice(0, 5)), shown);
    });
});

show(
  "words about a signed URL are shown",
  knowingSource(
    "https://b.example.com/import-database-2026-01-15.sql.gz?X-Amz-Credential=AKIAQQQQACME7%2F20260115%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Expires=3600&X-Amz-Signature=0a1b2c3d4e5f&x-id=GetObject",
    "importUrl",
  ),
  [
    ["that services are made of", "Request expired after 3600 s", "Request expired after 3600 s"],
    ["that operations are made of", "not allowed: s3:GetObject", "not allowed: s3:GetObject"],
    ["that its file is called by", "the import of the database failed", "the import of the database failed"],
    ["without its access key", "no key AKIAQQQQACME7", "no key [secret]"],
  ],
);

show(
  "words about a URL whose user is a token",
  knowingSource("https://ghp_16C7e42F292c6912@h.example.com/a.gz?sv9Kx72LmQp0aaBB", "importUrl"),
  [
    ["are shown without the token, also cut short", "host ghp_16C7e42F...", "host [secret]"],
    ["and without what is all of its query", "no sv9Kx72LmQ here", "no [secret] here"],
  ],
);

show("a short key", knowingSource("mysql://app1:p!7@h/db"), [
  ["is known where it stands by itself", "said p!7 to app1.", "said [secret] to [secret]"],
  ["is not looked for within a word", "xp!7x of app12 and xapp1", "xp!7x of app12 and xapp1"],
  ["is known by its place", "of mysql://other:p@h", "of [secret]"],
]);

show("a key of one or two characters", knowingSource("mysql://app1:p!@h/db"), [
  ["with a mark in it is known only by its place", "p! of x://y:p!@h", "p! of [secret]"],
]);

describe("the parts of a source that is understood", () => {
  it("do not survive in a message: credentials, signature, hosts, and all of it", () => {
    fc.assert(
      fc.property(aNotation, aPlace, anAccess, (notation, place, access) => {
        const value = notation.write(place, access);
        const used = [access.user, access.password, access.signature].filter(
          (secret) =>
            /^(?=.*\d)(?=.*\p{L}).{4,}$/u.test(secret) &&
            [secret, encodeURIComponent(secret)].some((form) => value.includes(form)),
        );
        const host = place.hosts[0] ?? "";
        const shown =
          knowingSource(
            value,
            notation.kind,
          )(`refused <${value}> <${used.join("> <")}> <${host}>, <${host.toUpperCase()}>`) ?? "";
        for (const secret of [...used, host, host.toUpperCase()])
          assert(!shown.includes(secret), `${value}: ${shown}`);
      }),
    );
  });

  it("do not survive when the value is cut off anywhere", () => {
    for (let length = 0; length <= uri.length; length += 1) {
      const shown = knowingSource(uri)(`cannot reach ${uri.slice(0, length)}`) ?? "";
      assert(!/S3c|acme/.test(shown), shown);
    }
  });
});
