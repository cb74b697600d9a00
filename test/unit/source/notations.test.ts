import assert from "node:assert/strict";
import { sameIdentity } from "../../../provider/source/fingerprint";
import { Source, identityOf, type SourceKind } from "../../../provider/source/identity";
import { tellApart, type Pair } from "./pairs";

const sameConnections: readonly Pair[] = [
  ["postgres and postgresql", "postgres://h/db", "postgresql://h/db"],
  ["a URI and settings", "postgres://u:p@h:5433/my%20db", "host=h port=5433 dbname='my db' user=x"],
  [
    "the query wins over the authority",
    "postgres://ignored:1/no?host=h&port=2&dbname=db",
    "postgres://h:2/db",
  ],
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
  ["a password of settings that is like a URI", "host=h dbname=o password=mysql://x@y/z", "host=h dbname=o"],
  ["a password with @ and :", "postgres://u:p@s:s@w@h/db", "postgres://h/db"],
  ["a password with ? as libpq takes it", "postgres://u:p?w@h/db", "postgres://h/db"],
  ["a password with = and ? as libpq takes it", "postgres://u:a=b?c@h/db", "postgres://h/db"],
  ["white space around", " postgres://h/db\n", "postgres://h/db"],
  ["a pair that cannot be decoded and none", "postgres://h/db?dbname=%ff&host=%ff", "postgres://h/db"],
  ["no database and an empty one", "host=h", "host=h dbname=''"],
  ["slashes after a socket directory", "host=/tmp/pg// dbname=db", "host=/tmp/pg dbname=db"],
  ["a port of blanks", "host=h port=' '", "postgres://h"],
  ["blanks around a port", "host=h port=' 5433 '", "postgres://h:5433"],
  [
    "a MongoDB socket and its credentials",
    "mongodb://u:p@%2Ftmp%2Fm.sock/db",
    "mongodb://%2Ftmp%2Fm.sock/db",
  ],
  ["users where no database is named", "postgres://a:p@h", "postgres://b:q@h"],
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
  ["connectionString", "a URI as dbname", "dbname=postgres://u:p@h:1/db"],
  ["connectionString", "a URI as dbname, with a host beside it", "dbname=postgres://ignored/db host=h"],
  ["connectionString", "a URI as dbname of a URI", "postgres://h/?dbname=postgres%3A%2F%2Fu%3Ap%40h%2Fdb"],
  ["connectionString", "settings as dbname", "host=ignored dbname='host=h dbname=db'"],
  ["connectionString", "settings as dbname, without a database", "dbname='host=h'"],
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
  ["connectionString", "an address with a number too large", "postgres://1.2.3.999/db"],
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
    });
  }

  it("is the same only when nothing of it changes", () => {
    assert(
      sameIdentity(
        new Source("connectionString", "redis://:a@h"),
        new Source("connectionString", "redis://:a@h"),
      ),
    );
    assert(
      !sameIdentity(
        new Source("connectionString", "redis://:a@h"),
        new Source("connectionString", "redis://:b@h"),
      ),
    );
  });
});
