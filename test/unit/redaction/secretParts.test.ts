import assert from "node:assert/strict";
import { secretParts } from "../../../provider/redaction/secretParts";
import type { SourceKind } from "../../../provider/source/identity";

const settings = "host=db.acme.example dbname=orders";
const uri = "postgres://db.acme.example/orders";
const dump = "https://dumps.acme.example";

type Case = readonly [what: string, kind: SourceKind, value: string, part: string];

function parts(kind: SourceKind, value: string) {
  const found = secretParts(kind, value);
  assert.ok(found);
  return found;
}

const keys: readonly Case[] = [
  ["a password that is like a URI", "connectionString", `${settings} password=a://b@c`, "a://b@c"],
  [
    "an access key, without what it is signed for",
    "importUrl",
    `${dump}/d?X-Amz-Credential=AKIAACME7%2F20260115%2Feu%2Fs3%2Faws4_request&X-Amz-Signature=a`,
    "AKIAACME7",
  ],
  [
    "an access key beside which more is named than a signature's",
    "importUrl",
    `${dump}/d?X-Amz-Credential=AKIA/20260115/a_requested`,
    "AKIA/20260115/a_requested",
  ],
  ["what authorises a user", "connectionString", `${uri}?user_auth=abc`, "abc"],
  ["sixteen letters in the path of a dump", "importUrl", `${dump}/ordersordersorde/d.gz`, "ordersordersorde"],
  ["eight letters and digits in the path of a dump", "importUrl", `${dump}/1234567a/d.gz`, "1234567a"],
  ["a random value of any parameter of a dump's URL", "importUrl", `${dump}/d.gz?state=1234567a`, "1234567a"],
];

const names: readonly Case[] = [
  [
    "a random value of a connection string",
    "connectionString",
    `${uri}?application_name=1234567a`,
    "1234567a",
  ],
  ["the host before a random database", "connectionString", "postgres://h/Qx7Qx7Qx7Qx7Qx7Q", "h"],
  ["a list that is not of hosts", "connectionString", `${uri}?ghost=a,b`, "a,b"],
  ["a host with localhost in it", "connectionString", "postgres://db.localhost/orders", "db.localhost"],
  [
    "a host that begins as localhost",
    "connectionString",
    "postgres://localhost.example/o",
    "localhost.example",
  ],
  ["a host that begins as a number", "connectionString", "postgres://127.a/o", "127.a"],
  ["a host without its root dot and port", "connectionString", "postgres://db.example.:5432/o", "db.example"],
];

const neither: readonly Case[] = [
  ["fifteen letters in the path of a dump", "importUrl", `${dump}/ordersordersord/d.gz`, "ordersordersord"],
  ["digits in the path of a dump", "importUrl", `${dump}/12345678/d.gz`, "12345678"],
  ["seven letters and digits in the path of a dump", "importUrl", `${dump}/123456a/d.gz`, "123456a"],
  ["a database", "connectionString", "postgres://h/Qx7Qx7Qx7Qx7Qx7Q", "Qx7Qx7Qx7Qx7Qx7Q"],
  ["localhost", "connectionString", "postgres://localhost/orders", "localhost"],
  ["127.0.0.1", "connectionString", "postgres://127.0.0.1:5432/orders", "127.0.0.1"],
];

describe("of a source", () => {
  for (const [what, kind, value, part] of keys)
    it(`${what} is a key`, () => {
      assert.ok(parts(kind, value).keys.includes(part));
      assert.ok(!parts(kind, value).names.includes(part));
    });

  for (const [what, kind, value, part] of names)
    it(`${what} is a name`, () => {
      assert.ok(parts(kind, value).names.includes(part));
      assert.ok(!parts(kind, value).keys.includes(part));
    });

  for (const [what, kind, value, part] of neither)
    it(`${what} is no secret`, () => {
      const { keys, names } = parts(kind, value);
      assert.deepEqual(
        [...keys, ...names].filter((one) => one.includes(part)),
        [],
      );
    });

  it("nothing is known where it is not understood", () => {
    assert.equal(secretParts("connectionString", "host=h dbname='orders"), undefined);
  });
});
