import { tellApart, type Pair } from "./pairs";

const project = "abcdefghijklmnopqrst";
const supabase = (user: string) =>
  `postgres://${user}:pw@aws-0-eu-central-1.pooler.supabase.com:6543/postgres`;

const planetscale = (user: string) =>
  `postgres://${encodeURIComponent(user)}:pw@us-east-3.pg.psdb.cloud:6432/postgres`;
const tidb = (user: string) => `mysql://${user}:pw@gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/shop`;

const sameRoutes: readonly Pair[] = [
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
  [
    "Neon's endpoint that does not begin the password",
    "postgres://u:x-endpoint=a;p@h/db",
    "postgres://u:x-endpoint=b;p@h/db",
  ],
  ...["pooler.supabase.com", "pg.psdb.cloud", "tidbcloud.com"].map((host): Pair => [
    `users at a host that only begins as a.${host}`,
    `postgres://orders.one:p@a.${host}.example.com/db`,
    `postgres://users.two:p@a.${host}.example.com/db`,
  ]),
  ["users that only end like those of a TiDB cluster", tidb("x-abc.root"), tidb("y-def.root")],
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

const otherRoutes: readonly Pair[] = [
  ["projects behind a dotted user of Supabase", supabase("postgres.a.one"), supabase("postgres.a.two")],
  ["branches behind a dotted user of PlanetScale", planetscale("api.a.one"), planetscale("api.a.two")],
  [
    "Neon's endpoint option",
    "postgres://h/db?options=endpoint%3Dep-a",
    "postgres://h/db?options=endpoint%3Dep-b",
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
  [
    "an option behind a blank as forms write it",
    "postgres://h/db?options=-c+reference%3Da",
    "postgres://h/db?options=-c+reference%3Db",
  ],
  ["an option behind a comma", "host=h options=a=1,reference=a", "host=h options=a=1,reference=b"],
  ["an option with a slash", "host=h options=reference=o/a", "host=h options=reference=o/b"],
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

describe("two connection strings to a proxy in front of many databases", () => {
  tellApart("connectionString", { same: sameRoutes, others: otherRoutes });
});
