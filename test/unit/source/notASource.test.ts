import assert from "node:assert/strict";
import { sourceProblem } from "../../../provider/inputs/validation";
import { Source } from "../../../provider/source/identity";

const output =
  "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value of an Output<T> as an Output<string> consider either:\n1: o.apply(v => `prefix${v}suffix`)";

const refused: Readonly<Record<string, readonly (readonly [what: string, value: string])[]>> = {
  "the text of an Output": [
    ["in the place of a password", `postgresql://u:${output}@h/d`],
    ["encoded", `postgresql://u:${encodeURIComponent(output)}@h/d`],
    ["of JSON", "mysql://u:Calling [toJSON] on an [Output<T>] is not supported.@h/d"],
    ["without brackets", "mysql://u:Calling toString on an [Output<T>] is not supported.@h/d"],
    ["as a URL", `https://h.example.com/${output}`],
    ["in a form's spelling", "https://h.example.com/?file=%5Bobject+Object%5D"],
    ["that is an object", "postgresql://u:[object Object]@h/d"],
  ],
  "undefined or null": [
    ["alone", "undefined"],
    ["as a host", "postgresql://u:pw@undefined:5432/d"],
    ["as user and password", "mysql://undefined:undefined@h/d"],
    ["as a port", "mysql://u:p@h:undefined/d"],
    ["as the host of a URL", "https://undefined/dump.gz"],
    ["as a scheme", "undefined://u:p@h/d"],
    ["as the second host", "mongodb://u:p@a:27017,undefined:27017/d"],
    ["among settings", "host=undefined dbname=undefined"],
    ["as a password in a query", "jdbc:postgresql://h/d?user=u&password=undefined"],
    ["as a token", "https://h.example.com/a.gz?token=undefined"],
    ["as a bucket", "https://undefined.s3.amazonaws.com/a.gz"],
    ["as a host at the end", "postgresql://u:pw@undefined"],
    ["as all but the scheme", "mysql://null"],
    ["as the first of two settings", "host=undefined dbname=d"],
    ["as a setting with blanks around", "host = undefined dbname = d"],
    ["as a host behind jdbc", "jdbc:mysql://undefined:3306/d"],
  ],
  "a line of an env file": [
    ["in quotes", '"postgresql://u:p@h/d"'],
    ["in single quotes", "'https://h.example.com/a.gz'"],
    ["with a quote at its end", 'postgresql://u:p@h/d"'],
    ["with its name", "DATABASE_URL=postgresql://u:p@h/d"],
    ["in capitals", "DATABASE_URL=POSTGRESQL://u:p@h/d"],
    ["with export and quotes", 'export DUMP="https://h.example.com/a.gz"'],
  ],
  "a placeholder": [
    ["alone", "${DATABASE_URL}"],
    ["of a shell", "$DATABASE_URL"],
    ["of Windows", "%DATABASE_URL%"],
    ["of a password", "postgresql://u:${PASSWORD}@h/d"],
    ["within a host", "mysql://u:p@db-${STAGE:-dev}.example.com/d"],
    ["of a template", "postgresql://u:{{ .Values.password }}@h/d"],
    ["of a command", "postgresql://u:$(cat password)@h/d"],
    ["of a documentation", "postgresql://u:<password>@h/d"],
    ["of a console", "postgresql://postgres:[YOUR-PASSWORD]@h/d"],
    ["that masks", "postgresql://u:****@h/d"],
    ["of a password manager", "op://vault/db/url"],
    ["in a URL", "https://h.example.com/a.gz?token=${TOKEN}"],
    ["of Terraform", "postgresql://u:${var.db_password}@h/d"],
    ["of Terraform, within a list", "postgresql://u:${var.dbs[0].password}@h/d"],
    ["with a default", "postgresql://u:${PASSWORD:-secret}@h/d"],
    ["of a command without arguments", "postgresql://u:$(password)@h/d"],
    ["of Terraform, by a key", 'postgresql://u:${var.passwords["orders"]}@h/d'],
    ["of a workflow", "mysql://u:${{ secrets.PASSWORD }}@h/d"],
    ["of Ruby", "postgresql://u:#{password}@h/d"],
    ["of ERB", "postgresql://u:<%= password %>@h/d"],
    ["of a documentation, among settings", "Server=h;Password={your_password};Encrypt=True"],
    ["of a documentation, in quotes", "host=h password='<password>'"],
    ["in a host", "mongodb+srv://u:p@<cluster>.mongodb.net/d"],
    ["as a part of a host", "postgresql://u:p@db-$STAGE.example.com/d"],
    ["in the host of a URL", "https://{bucket}.s3.amazonaws.com/a.gz"],
  ],
  "another text around it": [
    ["a command", "psql postgresql://u:p@h/d"],
    ["a command for a scheme of two words", "mongosh mongodb+srv://u:p@h/d"],
    ["a command in capitals", "PSQL POSTGRESQL://u:p@h/d"],
    ["a line of YAML", "DATABASE_URL: postgresql://u:p@h/d"],
    ["an option", "-e DB=postgresql://u:p@h/d"],
    ["angle brackets", "<postgresql://u:p@h/d>"],
    ["a second one", "postgresql://u:p@h/d,postgresql://u:p@i/d"],
  ],
  "what JSON escapes": [["slashes", String.raw`postgres:\/\/u:p@h\/d`]],
  "a line break or a control character": [
    ["in a connection string", "postgresql://u:p@h/\nd"],
    ["in a URL", "https://h.example.com/a\r\n.gz"],
    ["within settings", "host=h\u0000dbname=d"],
    ["that is not seen", "postgresql://u:p@h/d\u200b"],
  ],
};

const said: Readonly<Record<string, RegExp>> = {
  "the text of an Output": /pulumi\.interpolate/,
  "undefined or null": /a variable that it is built from is not set/,
  "a line of an env file": /is a line from an env file/,
  "a placeholder": /contains a placeholder/,
  "another text around it": /contains other text around a connection string/,
  "what JSON escapes": /remove the backslashes/,
  "a line break or a control character": /put it on one line/,
};

const problemOf = (value: string): string =>
  sourceProblem(new Source(/https?:\/\//.test(value) ? "importUrl" : "connectionString", value.trim())) ?? "";

for (const [kind, values] of Object.entries(refused))
  describe(`${kind} is refused as a source`, () => {
    for (const [what, value] of values)
      it(what, () => {
        assert.match(problemOf(value), said[kind] ?? /never/);
      });
  });

describe("a text without any sign of a connection is refused as a connection string", () => {
  for (const value of [
    "hello",
    "orders-db",
    "localhost",
    "db.example.com:5432/orders",
    "/tmp/a.sql",
    '{"host":"h"}',
  ])
    it(value, () => {
      assert.match(problemOf(value), /is not a connection string/);
    });
  for (const value of ["s3://bucket/a.gz", "file:///tmp/a.sql", "gs://bucket/a", "ftp://h/a.gz"])
    it(`${value}, which is an address of files`, () => {
      assert.match(problemOf(value), /pass the dump's http:\/\/ or https:\/\/ URL as importUrl/);
    });
});

describe("a source is taken", () => {
  for (const value of [
    "postgresql://u:p@h/d\n",
    "  mysql://u:p@h/d",
    "https://h.example.com/a.gz\r\n",
    "postgresql://u:pa$$w0rd@h/d",
    "postgresql://u:$ecret@h/d",
    "postgresql://u:a{b}c@h/d",
    "postgresql://u:a<b>c@h/d",
    "host=undefined1 dbname=d",
    "https://h.example.com/x://undefined",
    "https://h.example.com/arn:aws/a.gz",
    "https://h.example.com/a.gz?x-host=undefined",
    "postgresql://u:a%24%7Bb@h/d",
    "postgresql://u:p@[2001:db8::7]/d",
    "postgresql://u:p@h/null",
    "mysql://nullable:undefined1@h/d",
    "host=h dbname=d password='it is'",
    "host=h\ndbname=d\nuser=u",
    "dbname=postgres://u:p@h/d",
    "Server=h;Database=d;User Id=u",
    "sqlserver://h:1433;database=d",
    "jdbc:oracle:thin:@//h:1521/x",
    "u:p@tcp(h:3306)/d",
    "https://h.example.com/a.gz?sig=a%2Fb%3D&se=2026-01-01T00%3A00%3A00Z",
    "https://h.example.com/undefined/a.gz",
    "https://b.s3.amazonaws.com/a.gz?response-content-disposition=attachment%3B%20filename%3D%22d.gz%22",
    "https://h.example.com/x'",
    "https://h.example.com/[prod]/%7Bbackup%7D/a.gz",
    "https://h.example.com/a%09b.gz",
    "postgresql://u:a%24%7Bb%7D%26%24DB%3A%0A@h/d",
    "host=h dbname='postgres://u:p@h/d'",
    "password=foo://bar host=h",
    "Endpoint=tcp://a.example.com;AccountKey=b",
    "jdbc:sqlserver://h;password={abc}",
    "postgresql://u:p@h/d?application_name='x'",
    "postgresql://u:p@[fe80::1%25eth0]/d",
    "postgresql://u:a$/x@h/d",
    "https://h.example.com/@undefined/a.gz?of=b:null",
    "postgresql://u:p@h/d?application_name=a:null",
  ])
    it(JSON.stringify(value), () => {
      assert.equal(problemOf(value), "");
    });
});
