import assert from "node:assert/strict";
import { Source, type SourceKind } from "../../../provider/source/identity";
import { howItMoved } from "../../../provider/source/moved";

const moved = (kind: SourceKind, before: string, now: string): readonly string[] =>
  howItMoved(new Source(kind, before), new Source(kind, now));

const database = "postgresql://importer:S3cr3t@db.example.com:5432/orders";
const dump = "https://dumps.example.com/orders.sql.gz?X-Amz-Signature=abc";

const ofDatabases: readonly [what: string, now: string, words: readonly string[]][] = [
  ["the host", database.replace("db.", "db2."), ["another host"]],
  ["the port", database.replace("5432", "6432"), ["another port"]],
  ["the database", database.replace("/orders", "/archive"), ["another database"]],
  [
    "host and database",
    "postgresql://importer:S3cr3t@other.example.com/archive",
    ["another host", "another database"],
  ],
  ["the number of hosts", database.replace(":5432", ":5432,db2.example.com:5432"), ["other hosts"]],
  ["the kind of server", "mysql://importer:S3cr3t@db.example.com:5432/orders", ["another kind of server"]],
  ["what its options select", `${database}?options=endpoint%3Dep-a`, ["other options"]],
  [
    "the time at which Neon shows it",
    `${database}?options=neon_timestamp%3A2026-01-01T00%3A00%3A00Z`,
    ["another point in time"],
  ],
  ["user and password alone", "postgresql://other:Pa55word@db.example.com/orders", []],
  ["into what cannot be parsed", "postgresql://importer:p/a@ss@db.example.com/orders", []],
];

const ofDumps: readonly [what: string, now: string, words: readonly string[]][] = [
  ["the host", dump.replace("dumps.", "copies."), ["another host"]],
  ["the path", dump.replace("orders", "archive"), ["another path"]],
  ["the scheme and with it the port", dump.replace("https", "http"), ["another scheme", "another port"]],
  ["the object's version", `${dump}&versionId=3HL4`, ["another object version"]],
  ["the object's generation", `${dump}&generation=17`, ["another object version"]],
  ["another parameter", `${dump}&table=archive`, ["another query"]],
  ["the signature alone", dump.replace("abc", "def"), []],
];

describe("how a source moved", () => {
  for (const [what, now, words] of ofDatabases)
    it(`is told of a connection string that changed in ${what}`, () => {
      assert.deepEqual(moved("connectionString", database, now), words);
    });

  for (const [what, now, words] of ofDumps)
    it(`is told of a URL that changed in ${what}`, () => {
      assert.deepEqual(moved("importUrl", dump, now), words);
    });
});
