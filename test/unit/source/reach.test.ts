import assert from "node:assert/strict";
import { locateSource, type SourceKind } from "../../../provider/source/identity";
import { isOnlyLocal } from "../../../provider/source/reach";

function isLocal(kind: SourceKind, value: string): boolean {
  const location = locateSource(kind, value);
  assert.ok(location, `${value} can be parsed`);
  return isOnlyLocal(location);
}

const localHosts = [
  ...["localhost", "LOCALHOST.", "db.localhost", "orders.local", "host.docker.internal"],
  ...["127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.7", "172.16.0.1", "172.31.255.255", "192.168.1.2"],
  ...["169.254.169.254", "100.64.0.1", "[::1]", "[::]", "[fd12:3456::1]", "[fe80::1]", "[::ffff:10.0.0.7]"],
];

const publicHosts = [
  ...["db.example.com", "localhost.example.com", "local.example.com", "10.example.com", "orders-db"],
  ...["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.128.0.1", "[2001:db8::1]"],
];

describe("what only a source's own network reaches", () => {
  for (const host of localHosts)
    it(`includes ${host}`, () => {
      assert.ok(isLocal("connectionString", `postgresql://u:p@${host}/orders`));
      assert.ok(isLocal("importUrl", `https://${host}/orders.sql.gz`));
    });

  for (const host of publicHosts)
    it(`does not include ${host}`, () => {
      assert.ok(!isLocal("connectionString", `postgresql://u:p@${host}/orders`));
      assert.ok(!isLocal("importUrl", `https://${host}/orders.sql.gz`));
    });

  for (const socket of [
    "postgresql:///orders",
    "host=/var/run/postgresql dbname=orders",
    "dbname=orders user=importer",
    "mongodb://%2Ftmp%2Fmongodb-27017.sock/orders",
  ])
    it(`includes a socket, as in ${socket}`, () => {
      assert.ok(isLocal("connectionString", socket));
    });

  it("does not include a source with one host that others reach", () => {
    assert.ok(!isLocal("connectionString", "mongodb://10.0.0.7,db.example.com/orders"));
    assert.ok(isLocal("connectionString", "mongodb://10.0.0.7,10.0.0.8/orders"));
  });
});
