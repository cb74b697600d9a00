import assert from "node:assert/strict";
import { describeSource } from "../../provider/source/describe";
import { sameIdentity } from "../../provider/source/fingerprint";
import { identityOf, type SourceKind } from "../../provider/source/identity";
import { tellApart, type Pair } from "./sourcePairs";

const project = "abcdefghijklmnopqrst";
const supabase = (user: string) =>
  `postgres://${user}:pw@aws-0-eu-central-1.pooler.supabase.com:6543/postgres`;

const planetscale = (user: string) =>
  `postgres://${encodeURIComponent(user)}:pw@us-east-3.pg.psdb.cloud:6432/postgres`;
const tidb = (user: string) => `mysql://${user}:pw@gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/shop`;

const sameConnections: readonly Pair[] = [
  [
    "Supabase's project in the user, or as the reference option",
    supabase(`postgres.${project}`),
    `${supabase("postgres")}?options=reference%3D${project}`,
  ],
  ["postgres and postgresql", "postgres://h/db", "postgresql://h/db"],
  ["a URI and settings", "postgres://u:p@h:5433/my%20db", "host=h port=5433 dbname='my db' user=x"],
  [
    "the query wins over the authority",
    "postgres://ignored:1/no?host=h&port=2&dbname=db",
    "postgres://h:2/db",
  ],
  ["a URI within dbname", "dbname=postgres://u:p@h:1/db", "postgres://h:1/db"],
  ["settings within dbname", "host=ignored dbname='host=h dbname=db'", "host=h dbname=db"],
  ["settings after dbname win", "dbname=postgres://ignored/db host=h", "host=h dbname=db"],
  ["settings without blanks between quotes", "host='h'dbname='db'", "host=h dbname=db"],
  [
    "escapes in settings",
    String.raw`host=h dbname=o\'\\x password='it\'s'`,
    String.raw`dbname='o\'\\x' host=h`,
  ],
  ["the last of two equal settings", "host=ignored host=h dbname=db", "host=h dbname=db"],
  ["hostaddr, because host beside it is not dialled", "host=a hostaddr=10.0.0.1", "host=b hostaddr=10.0.0.1"],
  ["an address alone and as a host", "hostaddr=10.0.0.1", "host=10.0.0.1"],
  ["one port for all hosts", "host=a,b port=1", "postgres://b:1,a:1"],
  ["spellings of an IPv6 address", "postgres://[2001:DB8:0::1]/db", "host=2001:db8::1 dbname=db"],
  ["socket directories", "postgresql://%2Ftmp%2Fpg/db", "host=/tmp/pg/ dbname=db"],
  ["empty pieces of a URI", "postgres://@h:/db?#", "postgres://h/db"],
  ["no path and an empty one", "mongodb://h", "mongodb://h/"],
  ["a query without a slash", "mongodb://h?tlsCAFile=/etc/ca", "mongodb://h/"],
  ["a name with the dot of the root", "mysql://h.example.com./db", "mysql://h.example.com/db"],
  ["mysql and jdbc:mysql and mariadb", "mysql://h/db", "jdbc:mysql://h/db?user=u&password=p"],
  ["MariaDB", "mysql://h/db", "mariadb://h/db"],
  ["MariaDB by JDBC", "jdbc:mariadb://h/db", "mariadb://h/db"],
  ["a host given twice", "mongodb://h,h:27017/db", "mongodb://h/db"],
  [
    "replicaSet, authSource, readPreference",
    "mongodb://h/db?replicaSet=a&authSource=b&readPreference=c",
    "mongodb://h/db",
  ],
  ["a password with @ and :", "postgres://u:p@s:s@w@h/db", "postgres://h/db"],
  ["a password with ? as libpq takes it", "postgres://u:p?w@h/db", "postgres://h/db"],
  ["a password with = and ? as libpq takes it", "postgres://u:a=b?c@h/db", "postgres://h/db"],
  ["white space around", " postgres://h/db\n", "postgres://h/db"],
  ["a pair that cannot be decoded and none", "postgres://h/db?dbname=%ff&host=%ff", "postgres://h/db"],
  ["no database and an empty one", "host=h", "host=h dbname=''"],
  ["settings without a database within dbname", "dbname='host=h'", "host=h"],
  ["slashes after a socket directory", "host=/tmp/pg// dbname=db", "host=/tmp/pg dbname=db"],
  ["a port of blanks", "host=h port=' '", "postgres://h"],
  ["blanks around a port", "host=h port=' 5433 '", "postgres://h:5433"],
  [
    "a MongoDB socket and its credentials",
    "mongodb://u:p@%2Ftmp%2Fm.sock/db",
    "mongodb://%2Ftmp%2Fm.sock/db",
  ],
  [
    "users that look like those of a pooler, at another host",
    `postgres://a.${project}@h/db`,
    "postgres://b.tsrqponmlkjihgfedcba@h/db",
  ],
  [
    "an option that only ends like Neon's",
    "postgres://h/db?options=my-endpoint%3Da",
    "postgres://h/db?options=my-endpoint%3Db",
  ],
  ["users where no database is named", "postgres://a:p@h", "postgres://b:q@h"],
  ["users of one Supabase project", supabase(`postgres.${project}`), supabase(`backup.${project}`)],
  [
    "a Supabase project in the user name and in the options",
    supabase(`postgres.${project}`),
    `${supabase("postgres")}?options=reference%3D${project}`,
  ],
  [
    "a Supabase project in the options, which win over the user name",
    `${supabase("postgres.other")}?options=reference=${project}`,
    `host=aws-0-eu-central-1.pooler.supabase.com port=6543 dbname=postgres user=a options='--reference=${project}'`,
  ],
  [
    "spellings of an option",
    "host=h dbname=db options='-c statement_timeout=0 -creference=abc'",
    "postgres://h/db?options=-c%20reference%3Dabc",
  ],
  [
    "Neon's endpoint in the options and in the password",
    "postgres://u:p@h/db?options=endpoint%3Dep-a-1",
    "postgres://u:endpoint=ep-a-1;p@h/db",
  ],
  [
    "Neon's endpoint under its former name",
    "host=h password='project=ep-a$p'",
    "host=h password='endpoint=ep-a;q'",
  ],
  [
    "passwords behind Neon's endpoint",
    "postgres://u:endpoint%3Dep-a%3Bp@h/db",
    "postgres://u:endpoint=ep-a$q@h/db",
  ],
  [
    "Neon's endpoint in the name of the host and once more in the options",
    "postgres://ep-a-1-pooler.eu.aws.neon.tech/db?options=endpoint%3Dep-a-1",
    "postgres://ep-a-1-pooler.eu.aws.neon.tech/db",
  ],
  [
    "CockroachDB's cluster in the options and before the database",
    "postgres://free-tier.gcp.cockroachlabs.cloud:26257/defaultdb?options=--cluster%3Dfish-12",
    "postgres://free-tier.gcp.cockroachlabs.cloud:26257/fish-12.defaultdb",
  ],
  [
    "users of one PlanetScale branch",
    planetscale("postgres.xhjhjl0nh1cp"),
    planetscale("pscale_api_a.xhjhjl0nh1cp|replica"),
  ],
  ["users of one TiDB cluster", tidb("2LTxkZMyA6PKrZW.root"), tidb("2LTxkZMyA6PKrZW.backup")],
  [
    "a TiDB user in a URI and in JDBC's query",
    tidb("2LTxkZMyA6PKrZW.root"),
    "jdbc:mysql://gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/shop?user=2LTxkZMyA6PKrZW.root&password=x",
  ],
  ["users with a dot, at a host of one's own", "mysql://a.root:p@h/db", "mysql://b.root:q@h/db"],
  [
    "a password that only resembles Neon's",
    "postgres://u:endpoints=a;p@h/db",
    "postgres://u:endpoints=b;p@h/db",
  ],
];

const otherConnections: readonly Pair[] = [
  ["another family", "postgres://h:1/db", "mysql://h:1/db"],
  ["a server and an SRV record", "mongodb://h/db", "mongodb+srv://h/db"],
  ["no database and one", "mysql://h/", "mysql://h/db"],
  ["letter case of a database", "postgres://h/db", "postgres://h/DB"],
  ["letter case of a socket directory", "host=/tmp/a dbname=db", "host=/tmp/A dbname=db"],
  ["the host that has the port", "postgres://a:1,b:2/db", "postgres://a:2,b:1/db"],
  ["one host more", "mongodb://a/db", "mongodb://a,b/db"],
  ["another address behind a name", "host=a hostaddr=10.0.0.1", "host=a hostaddr=10.0.0.2"],
  ["another name where no address is given", "host=a,b hostaddr=1.1.1.1,", "host=a,c hostaddr=1.1.1.1,"],
  ["another MongoDB socket", "mongodb://%2Ftmp%2Fa.sock/db", "mongodb://%2Ftmp%2Fb.sock/db"],
  ["another service file entry", "service=a", "service=b"],
  ["another SRV service name", "mongodb+srv://h/?srvServiceName=a", "mongodb+srv://h/"],
  [
    "Neon's endpoint option",
    "postgres://h/db?options=endpoint%3Dep-a",
    "postgres://h/db?options=endpoint%3Dep-b",
  ],
  [
    "Supabase's reference option",
    "postgres://postgres:pw@h.pooler.supabase.com/postgres?options=reference%3Dabc",
    "postgres://postgres:pw@h.pooler.supabase.com/postgres?options=reference%3Dabd",
  ],
  [
    "Supabase's reference option among settings",
    "host=h dbname=postgres options='-c a=b reference=abc'",
    "host=h dbname=postgres options='-c a=b reference=abd'",
  ],
  [
    "Neon's endpoint option after another one",
    "postgres://h/db?options=-c%20a%3Db%20endpoint%3Dep-a",
    "postgres://h/db?options=-c%20a%3Db%20endpoint%3Dep-b",
  ],
  [
    "CockroachDB's cluster option",
    "postgres://h/db?options=--cluster%3Da-1",
    "postgres://h/db?options=--cluster%3Db-2",
  ],
  ["another Supabase project", supabase(`postgres.${project}`), supabase("postgres.tsrqponmlkjihgfedcba")],
  [
    "another Supabase project in the options",
    `${supabase("postgres")}?options=reference%3Dabc`,
    `${supabase("postgres")}?options=reference%3Dabd`,
  ],
  ["another tenant of a Supavisor", "host=h options=reference=a", "host=h options=reference=b"],
  [
    "another endpoint in the password",
    "postgres://u:endpoint=ep-a;p@h/db",
    "postgres://u:endpoint=ep-b;p@h/db",
  ],
  [
    "another endpoint than the host's",
    "postgres://ep-a.eu.aws.neon.tech/db?options=endpoint%3Dep-b",
    "postgres://ep-a.eu.aws.neon.tech/db",
  ],
  [
    "Neon's database at another time",
    "postgres://h/db?options=neon_timestamp:2026-01-01T00:00:00Z",
    "postgres://h/db?options=neon_timestamp:2026-01-02T00:00:00Z",
  ],
  ["CockroachDB's option run together", "host=h options=-ccluster=a-1", "host=h options=-ccluster=b-2"],
  [
    "CockroachDB's cluster before the database",
    "postgres://h.cockroachlabs.cloud/fish-12.defaultdb",
    "postgres://h.cockroachlabs.cloud/bird-34.defaultdb",
  ],
  ["another PlanetScale branch", planetscale("postgres.xhjhjl0nh1cp"), planetscale("postgres.l8mhyb0fxy54")],
  ["another TiDB cluster", tidb("2LTxkZMyA6PKrZW.root"), tidb("43yxnpPZ3zo884a.root")],
  [
    "another instance for Google's JDBC driver",
    "jdbc:postgresql:///db?cloudSqlInstance=p:eu:a&socketFactory=x",
    "jdbc:postgresql:///db?cloudSqlInstance=p:eu:b&socketFactory=x",
  ],
];

const opaque: readonly (readonly [SourceKind, rule: string, value: string])[] = [
  ["connectionString", "an unknown scheme", "redis://h/0"],
  ["connectionString", "a URL", "https://h/a"],
  ["connectionString", "plain words", "the production database"],
  ["connectionString", "nothing that says where", "user=me password=pw"],
  ["connectionString", "another notation", "Server=h;Database=db;Password=pw"],
  ["connectionString", "another notation in small letters", "host=h;database=db;password=pw"],
  ["connectionString", "no host", "mysql:///db"],
  ["connectionString", "a port that is none", "postgres://h:99999/db"],
  ["connectionString", "port 0", "postgres://h:0/db"],
  ["connectionString", "a port with an exponent", "postgres://h:1e3/db"],
  ["connectionString", "no host and a port that is none", "dbname=db port=99999"],
  ["connectionString", "two ports of a MongoDB socket", "mongodb://%2Ftmp%2Fm.sock:1:2/db"],
  ["connectionString", "a bracket that is not closed", "mongodb://[::1/db"],
  ["connectionString", "a bracket that is not closed, in MySQL", "mysql://[::1/db"],
  ["connectionString", "a host that cannot be decoded", "mongodb://%ff/db"],
  ["connectionString", "a host that cannot be decoded, in MySQL", "mysql://%ff/db"],
  ["connectionString", "a host that cannot be decoded, in PostgreSQL", "postgres://%ff/db"],
  ["connectionString", "a database that cannot be decoded", "mongodb://h/%ff"],
  ["connectionString", "a database that cannot be decoded, in PostgreSQL", "postgres://h/%ff"],
  ["connectionString", "a database that cannot be decoded, in MySQL", "mysql://h/%ff"],
  ["connectionString", "two SRV names", "mongodb+srv://a,b/"],
  ["connectionString", "a setting without =", "host db.example.com"],
  ["connectionString", "settings in a dbname that are none", "host=h dbname='a b=c'"],
  ["connectionString", "more ports than hosts", "host=h port=1,2 dbname=db"],
  ["connectionString", "more hosts than addresses", "host=a,b hostaddr=10.0.0.1 dbname=db"],
  ["connectionString", "a quote that never ends", "host=h dbname='db"],
  [
    "connectionString",
    "a URI in a URI's dbname in a dbname",
    "dbname=postgres://h/?dbname=postgres%3A%2F%2Fu%3Ap%40h%2Fdb",
  ],
  ["connectionString", "a raw / in the password", "postgres://u:1/p@h/db"],
  ["connectionString", "a raw / and # in the password", "postgres://u:1/p#w@h/db"],
  ["connectionString", "a raw / and ? in the password", "postgres://u:1/p?x=w@h/db"],
  ["connectionString", "an @ before and after a raw ? in the password", "postgres://u:p@s?w@h/db"],
  ["connectionString", "a query that may be a password", "postgres://h?user=a@b"],
  ["connectionString", "a query that begins like a password", "mysql://h/db?pass@w"],
  ["connectionString", "a value that may be a password and a host", "mysql://h/db?user=a@bcd/e"],
  ["connectionString", "a password after the database", "mysql://h/db&password=pw"],
  ["connectionString", "credentials for each host", "jdbc:mysql://u:p@host-a,u:p@host-b/db"],
  ["connectionString", "MySQL's address blocks", "jdbc:mysql://address=(host=h)(password=pw)/db"],
  ["connectionString", "a name before a bracket", "mongodb://x[::1]/db"],
  ["connectionString", "a name behind a bracket", "mongodb://[::1]x/db"],
  ["connectionString", "nested brackets", "postgres://[[::1]]/db"],
  ["connectionString", "an SRV name with a port", "mongodb+srv://h:27017/db"],
  ["importUrl", "no URL", "dump.sql.gz"],
  ["importUrl", "a scheme that is not of the web", "ftp://h/a"],
  ["importUrl", "a connection string", "postgres://h/db"],
];

describe("two connection strings", () => {
  tellApart("connectionString", { same: sameConnections, others: otherConnections });
});

describe("a source that is not understood", () => {
  for (const [kind, rule, value] of opaque) {
    it(`as ${kind}: ${rule}`, () => {
      assert.equal(identityOf(kind, value), undefined);
      assert.equal(describeSource(kind, value), `${kind} of a form that is not understood`);
    });
  }

  it("is the same only when nothing of it changes", () => {
    assert(sameIdentity("connectionString", "redis://:a@h", "redis://:a@h"));
    assert(!sameIdentity("connectionString", "redis://:a@h", "redis://:b@h"));
  });
});

describe("the description of a source", () => {
  it("says what it is, and nothing that it says", () => {
    const live = "postgres://me:pw@a.example.com,b.example.com/orders";
    assert.equal(describeSource("connectionString", live), "postgresql source, 2 hosts, database given");
    assert.equal(
      describeSource("connectionString", "mongodb://h"),
      "mongodb source, 1 host, no database given",
    );
    assert.equal(describeSource("importUrl", "https://h/a?sig=x"), "https URL");
  });
});
