import assert from "node:assert/strict";
import { fingerprintOf, fingerprintUnder } from "../../../provider/source/fingerprint";
import { Source, type SourceKind } from "../../../provider/source/identity";

/** Fingerprints are in the states of users: a line that changes here would import again for somebody. */
const golden: readonly (readonly [SourceKind, value: string, fingerprint: string])[] = [
  [
    "connectionString",
    "postgresql://orders:pa55@db.example.com:5432/orders?sslmode=require",
    "1-430af3c293e001fc",
  ],
  ["connectionString", "postgres://orders@DB.example.com/orders", "1-430af3c293e001fc"],
  [
    "connectionString",
    "postgresql://u:p@primary.example.com:5432,standby.example.com:5433/app?target_session_attrs=primary",
    "1-618b0a43e3601666",
  ],
  ["connectionString", "postgresql://u:p@[2001:db8::12]:6432/app", "1-2e3f0042ee8bd5f5"],
  ["connectionString", "postgresql://u:p@/app?host=/cloudsql/acme:europe-west3:main", "1-71fae63c7c8a9517"],
  [
    "connectionString",
    "host=10.0.0.7 port=5433 dbname='web shop' user=web password='it\\'s'",
    "1-1b5cfcb383a0c85d",
  ],
  [
    "connectionString",
    "host=db.example.com hostaddr=192.0.2.7 dbname=app sslmode=verify-full",
    "1-6f6af9c812812f49",
  ],
  [
    "connectionString",
    "postgres://u:p@eu.pg.example.com/app?options=endpoint%3Dep-cool-fog-123456",
    "1-024024008d3dfa2e",
  ],
  [
    "connectionString",
    "postgres://postgres.abcdefghijklmnopqrst:p@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
    "1-73ed3c92ac86185f",
  ],
  ["connectionString", "postgresql:///app", "1-fd8d5d864c8cba13"],
  ["connectionString", "jdbc:postgresql://pg.example.com/app?user=u&password=p", "1-44a63a3284735c21"],
  ["connectionString", "mysql://shop:p%40ss@mysql.example.com/shop", "1-a8d8351345a7f922"],
  ["connectionString", "jdbc:mysql://u:p@mysql.example.com:3307/shop?useSSL=true", "1-fad478b9658b3281"],
  ["connectionString", "jdbc:mysql://a.example.com,b.example.com:3307/shop", "1-4432591496a13310"],
  ["connectionString", "mariadb://u:p@maria.example.com/", "1-61ad5ab4fdc0e5fd"],
  ["connectionString", "mongodb://mongodb0.example.com:27017", "1-0825b6f7639b3482"],
  [
    "connectionString",
    "mongodb://u:p@a.example.com,b.example.com:27018/crm?replicaSet=rs0&authSource=admin",
    "1-777c5ed024896c8f",
  ],
  [
    "connectionString",
    "mongodb+srv://u:p@cluster0.ab12c.mongodb.net/crm?retryWrites=true&w=majority",
    "1-1751320d46dbd85f",
  ],
  [
    "connectionString",
    "mongodb+srv://u:p@cluster0.ab12c.mongodb.net/?srvServiceName=db",
    "1-22d5970f9820d580",
  ],
  ["importUrl", "https://example.com/backup.db.gz", "1-2a69bd8f8115da8c"],
  ["importUrl", "http://192.0.2.10:8080/dumps/My%20Dump%2Bfull.gz", "1-b389c90294905997"],
  [
    "importUrl",
    "https://acme-dumps.s3.eu-central-1.amazonaws.com/2026/orders.sql.gz?versionId=3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20260101&X-Amz-Signature=abc",
    "1-f609e20363eedaab",
  ],
  [
    "importUrl",
    "https://acme-dumps.s3.amazonaws.com/orders.sql.gz?AWSAccessKeyId=AKIA&Expires=1767225600&Signature=abc%3D",
    "1-07c6d46c69a5b5a7",
  ],
  [
    "importUrl",
    "https://storage.googleapis.com/acme-dumps/orders.sql.gz?generation=1767225600123456&X-Goog-Signature=abc",
    "1-b0a0d1e5d6e24944",
  ],
  [
    "importUrl",
    "https://acme.blob.core.windows.net/dumps/orders.sql.gz?versionid=2026-01-01T00%3A00%3A00.0000000Z&sv=2025-01-05&sig=abc",
    "1-c9ec5334abb25a1a",
  ],
  [
    "importUrl",
    "https://0123456789abcdef.r2.cloudflarestorage.com/dumps/orders.gz?X-Amz-Signature=abc",
    "1-e9656a3f1cf563e5",
  ],
  ["importUrl", "https://drive.google.com/uc?export=download&id=1AbCdEfG", "1-b85ac6d7e0c88553"],
  ["importUrl", "https://dumps.example.com/get?file=mon.sql.gz&token=abc", "1-b94d62246a43dd43"],
  ["importUrl", "https://dumps.example.com/?Mon.sql.gz", "1-17f4de81d5339339"],
  [
    "importUrl",
    "https://dumps.example.com/get?table=orders&day=2026-11-25&k=da39a3ee5e6b4b0d3255",
    "1-3eeff7f9800a7166",
  ],
  [
    "connectionString",
    "postgres://postgres:p@aws-0-eu-central-1.pooler.supabase.com:6543/postgres?options=reference%3Dabcdefghijklmnopqrst",
    "1-73ed3c92ac86185f",
  ],
  [
    "connectionString",
    "postgres://u:p@free.gcp.cockroachlabs.cloud:26257/fish-12.defaultdb",
    "1-8b100f7ec5e9a344",
  ],
  [
    "connectionString",
    "mysql://2LTxkZMyA6PKrZW.root:p@gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/shop",
    "1-ac2f90f518de05b5",
  ],
  ["connectionString", "redis://:p@cache.example.com:6379/0", "1-aa3640917fe94228"],
  ["connectionString", "Server=sql.example.com;Database=app;User Id=u;Password=p", "1-77eea1117cc18208"],
  ["importUrl", "s3://acme-dumps/orders.sql.gz", "1-8daad868374f8d91"],
];

describe("the fingerprint of an earlier release", () => {
  for (const [source, value, fingerprint] of golden) {
    it(`is still ${fingerprint} for ${value.slice(0, 60)}`, () => {
      assert.equal(fingerprintOf(new Source(source, value)), fingerprint);
      assert.equal(fingerprintUnder(1, new Source(source, value)), fingerprint);
    });
  }
});
