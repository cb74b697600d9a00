import assert from "node:assert/strict";
import type { SourceKind } from "../../provider/source/identity";
import { secretsOf } from "../../provider/source/secretsOf";

/** What is looked for besides the whole value. */
function partsOf(kind: SourceKind, value: string): readonly string[] {
  const [whole, ...parts] = secretsOf(kind, value);
  assert.equal(whole, value);
  return parts;
}

type Rule = readonly [rule: string, value: string, parts: readonly string[]];

const connections: readonly Rule[] = [
  [
    "credentials as given and decoded, with and without their @, the host with and without the root's dot",
    "postgres://alice:pw%40rd@db.acme.example.:5432/orders",
    [
      ...["alice:pw%40rd", "alice:pw@rd", "alice:pw%40rd@", "alice:pw@rd@"],
      ...["alice", "pw%40rd", "pw@rd", ":pw%40rd@", ":pw@rd@"],
      ...["db.acme.example.", "db.acme.example"],
    ],
  ],
  [
    "all hosts, but not this machine",
    "mongodb://a.acme.example,[2001:db8::7]:27018,localhost,127.0.0.1,[::1]:1/crm",
    ["a.acme.example", "2001:db8::7"],
  ],
  [
    "hosts that only begin or end like this machine",
    "mongodb://localhosts,127.0.0.1.acme.example,my127.0.0.1,mylocalhost/crm",
    ["localhosts", "127.0.0.1.acme.example", "my127.0.0.1", "mylocalhost"],
  ],
  [
    "the text without the white space around it",
    "  postgres://db.acme.example/x\n",
    ["postgres://db.acme.example/x", "db.acme.example"],
  ],
  [
    "both ends that a password with a raw / and ? may have, and the host behind it",
    "postgres://al/ice:p?w@db.acme.example/x",
    [...["al/ice:p?w", "al/ice:p?w@", "al/ice", ":p?w@"], ...["db.acme.example", "w@db.acme.example/x"]],
  ],
  [
    "both ends that a password with a raw @ may have",
    "mysql://bob:one@two@db.acme.example/x",
    [
      "bob:one",
      "bob:one@",
      ":one@",
      "bob:one@two",
      "bob:one@two@",
      "one@two",
      ":one@two@",
      "db.acme.example",
    ],
  ],
  [
    "a query, its longer values as given and decoded, and a fragment",
    "postgres://h/x?a=12345&b=123456&c=%41bcdef#frag",
    [
      ...["a=12345&b=123456&c=%41bcdef", "a=12345&b=123456&c=Abcdef"],
      ...["123456", "%41bcdef", "Abcdef", "frag"],
    ],
  ],
  [
    "credentials and hosts in a query, however short the password",
    "postgres:///orders?host=db.acme.example&password=pw1&user=bo",
    ["host=db.acme.example&password=pw1&user=bo", ...["db.acme.example", "bo:pw1", "bo:pw1@", ":pw1@"]],
  ],
  [
    "hosts, user and everything secret in settings, without quotes and escapes",
    String.raw`host=db.acme.example,db2.acme.example hostaddr=10.0.0.7 user=alice password='it\'s' sslpassword=keypass passfile=/etc/pg dbname=orders`,
    [
      ...["alice:it's", "alice:it's@", "alice", "it's", ":it's@"],
      ...["db.acme.example", "db2.acme.example", "10.0.0.7", "keypass", "/etc/pg"],
    ],
  ],
  [
    "the user of settings without a password",
    "user=alice host=db.acme.example",
    ["alice", "db.acme.example"],
  ],
  ["settings within dbname", "dbname='password=inner-pw dbname=x'", ["inner-pw"]],
  [
    "a URI within dbname",
    "dbname=postgres://alice:inner-pw@inner.acme.example/orders user=robert",
    [
      ...["robert", "alice:inner-pw", "alice:inner-pw@", "alice", "inner-pw", ":inner-pw@"],
      "inner.acme.example",
    ],
  ],
  [
    "the longer values of any other notation, without quotes",
    `Server=db.acme.example;Password="sec'ret1";Pwd=short&X=sixsix Y=seventy`,
    ["db.acme.example", "secret1", "sixsix", "seventy"],
  ],
];

const urls: readonly Rule[] = [
  ["the host, but no short path", "https://h.acme.example/1234567", ["h.acme.example"]],
  ["a path of eight characters", "https://h.acme.example/12345678", ["h.acme.example", "12345678"]],
  [
    "a long segment of a path, and the access key within a credential",
    "https://h.acme.example/abc/0123456789abcdef/0123456789abcde?X-Amz-Credential=AKIAACME%2F20260115%2Feu#fragment",
    [
      "h.acme.example",
      ...["X-Amz-Credential=AKIAACME%2F20260115%2Feu", "X-Amz-Credential=AKIAACME/20260115/eu"],
      ...["AKIAACME%2F20260115%2Feu", "AKIAACME/20260115/eu", "AKIAACME", "fragment"],
      ...["abc/0123456789abcdef/0123456789abcde", "0123456789abcdef"],
    ],
  ],
  [
    "no path of a question or a fragment",
    "https://h.acme.example/a?b/12345678",
    ["h.acme.example", "b/12345678"],
  ],
];

describe("looked for in messages, besides the whole source,", () => {
  for (const [kind, rules] of [
    ["connectionString", connections],
    ["importUrl", urls],
  ] as const) {
    for (const [rule, value, parts] of rules) {
      it(`are ${rule}`, () => {
        assert.deepEqual([...partsOf(kind, value)].sort(), [...parts].sort());
      });
    }
  }

  it("is nothing of less than four characters", () => {
    assert.deepEqual(secretsOf("connectionString", "a=b"), []);
    assert.deepEqual(partsOf("connectionString", "mysql://bob:pw1@abc/x"), ["bob:pw1", "bob:pw1@", ":pw1@"]);
    assert.deepEqual(partsOf("connectionString", "mysql://abcd/x"), ["abcd"]);
  });

  it("is no path of a connection string, which names a database", () => {
    assert.deepEqual(partsOf("connectionString", "mysql://h/a-database-of-a-long-name"), []);
  });
});
