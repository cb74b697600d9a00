import assert from "node:assert/strict";
import fc from "fast-check";
import { doubtfulParameters } from "../../../provider/source/dumpUrl";
import { sameIdentity } from "../../../provider/source/fingerprint";
import { Source } from "../../../provider/source/identity";
import { textOf } from "./arbitraries";
import { resigned } from "./resignedUrls";
import { tellApart, type Pair } from "./pairs";

const others: readonly Pair[] = [
  ["a file beside a token", "https://h/?file=mon.sql.gz&token=a", "https://h/?file=tue.sql.gz&token=b"],
  ["a file of Google Docs", "https://docs.google.com/uc?id=A", "https://docs.google.com/uc?id=B"],
  [
    "a file of Google Drive",
    "https://drive.google.com/uc?export=download&id=1AbC",
    "https://drive.google.com/uc?export=download&id=1AbD",
  ],
  [
    "a file of OneDrive",
    "https://onedrive.live.com/download?resid=A%211",
    "https://onedrive.live.com/download?resid=A%212",
  ],
  [
    "files of Nextcloud",
    "https://h/s/t/download?path=/&files=a.gz",
    "https://h/s/t/download?path=/&files=b.gz",
  ],
  ["files in a list", "https://h/?files[]=a.gz", "https://h/?files[]=b.gz"],
  ["a name alone", "https://h/?mon.sql.gz", "https://h/?tue.sql.gz"],
  ["a name alone that holds a word for a credential", "https://h/?token.sql.gz", "https://h/?session.sql.gz"],
  ["letter case of a name alone", "https://h/?mon.gz", "https://h/?Mon.gz"],
  ["letter case of a value", "https://h/?file=a", "https://h/?file=A"],
  [
    "a file that begins with a date",
    "https://h/?backup=2026-11-25.sql.gz",
    "https://h/?backup=2026-11-26.sql.gz",
  ],
  ["a file that begins with a hash", "https://h/?f=5f2a9c4d5e6f7081.gz", "https://h/?f=5f2a9c4d5e6f7082.gz"],
  ["names that are not UTF-8", "https://h/?file=%e4.gz", "https://h/?file=%f6.gz"],
  [
    "a word that only begins like one for a credential",
    "https://h/?tokenized=mon",
    "https://h/?tokenized=tue",
  ],
  ["a timestamp that is no time", "https://h/?timestamp=mon&sig=a", "https://h/?timestamp=tue&sig=b"],
  ["a resource of Yandex's", "https://h/?public_key=https://y/AAA", "https://h/?public_key=https://y/BBB"],
  ["a day in the place of a time", "https://h/?t=mon&token=a", "https://h/?t=tue&token=b"],
  ["a word of a credential that is not the last", "https://h/?user_data=mon", "https://h/?user_data=tue"],
  ["a date of a session", "https://h/?session_table=mon", "https://h/?session_table=tue"],
  ["a signed address", "https://h/?signed_url=https://b/mon.gz", "https://h/?signed_url=https://b/tue.gz"],
  ["the hash of a commit", "https://h/?commit_hash=abc", "https://h/?commit_hash=def"],
  ["the token of a file", "https://h/?file_token=mon", "https://h/?file_token=tue"],
  ["an answer by its number", "https://h/?response_id=1", "https://h/?response_id=2"],
  ["files in another order", "https://h/?file=a&file=b", "https://h/?file=b&file=a"],
  ["a file twice and once", "https://h/?file=a&file=a", "https://h/?file=a"],
  ["short keys beside a signature", "https://h/?sig=x&se=1&sr=orders", "https://h/?sig=x&se=1&sr=users"],
  ["st and e without a time", "https://h/?st=mon&e=orders", "https://h/?st=tue&e=users"],
  ["an author", "https://h/?author=a", "https://h/?author=b"],
  ["a signal", "https://h/?signal=a", "https://h/?signal=b"],
  ["a file of sessions", "https://h/?sessionfile=a", "https://h/?sessionfile=b"],
  ["a file of sessions, in two words", "https://h/?session_file=a", "https://h/?session_file=b"],
  ["a dump of users", "https://h/?user_dump=a&session_table=b", "https://h/?user_dump=b&session_table=b"],
  ["a file of users", "https://h/?userFile=a", "https://h/?userFile=b"],
  ["a file to download", "https://h/?download=mon.sql.gz", "https://h/?download=tue.sql.gz"],
  ["a name without Swift's signature", "https://h/?filename=a.gz&sig=1", "https://h/?filename=b.gz&sig=1"],
  ["short keys without Azure's signature", "https://h/?sr=1&si=2", "https://h/?sr=2&si=2"],
  ["e without a signature", "https://h/?e=mon", "https://h/?e=tue"],
  ["e that is no time beside a token", "https://h/?e=mon&token=a", "https://h/?e=tue&token=a"],
  ["an id on any host", "https://h/a?id=1", "https://h/a?id=2"],
  ["a table", "https://h/export?table=orders&format=sql", "https://h/export?table=users&format=sql"],
  ["a parameter more", "https://h/export?table=orders", "https://h/export?table=orders&schema=eu"],
  ["two files and one", "https://h/?file=a&file=b", "https://h/?file=a"],
  // What says which bytes come back counts although it looks like a hash, a token or a time.
  ...[
    "id",
    "fileId",
    "file_id",
    "path",
    "object",
    "name",
    "versionId",
    "version-id",
    "generation",
    "snapshot",
  ].map((key): Pair => [
    `a random ${key}`,
    `https://h/?${key}=3HL4kqtJlcpXroDTDmJ9rmSp`,
    `https://h/?${key}=4HL4kqtJlcpXroDTDmJ9rmSp`,
  ]),
  [
    "Azure's version, a time",
    "https://h/?versionid=2026-01-01T00:00:00.1Z",
    "https://h/?versionid=2026-01-02T00:00:00.1Z",
  ],
];

describe("the query of a dump URL", () => {
  tellApart("importUrl", {
    same: [
      ...resigned.map(([service, before, after]): Pair => [`signed anew by ${service}`, before, after]),
      ["the order", "https://h/?file=a&day=mon", "https://h/?day=mon&file=a"],
      ["letter case of a key", "https://h/?File=a", "https://h/?fILE=a"],
      ["a name alone as forms write it", "https://h/?mon.sql.gz", "https://h/?mon.sql.gz="],
      ["a blank", "https://h/?file=a+b", "https://h/?file=a%20b"],
      ["an empty signature and none", "https://h/o.gz?X-Amz-Security-Token=", "https://h/o.gz"],
      ["whether the file is shown or saved", "https://h/o.gz?download=1&raw=true", "https://h/o.gz?download"],
    ],
    others,
  });

  for (const [service, before, after] of resigned) {
    it(`leaves no doubt when signed by ${service}`, () => {
      assert.deepEqual([before, after].map(doubtfulParameters), [[], []]);
    });
  }
});

const one = "0c1d3b1e-0000-4000-8000-000000000001";
const opaque: readonly Pair[] = [
  ["a hash", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "0a4d55a8d778e5022fab701977c5d840bbc486d0"],
  ["half a hash", "da39a3ee5e6b4b0d", "0a4d55a8d778e502"],
  ["a hash and what made it", `sha256:${"a1".repeat(32)}`, `sha256:${"b2".repeat(32)}`],
  ["random base64", "vjbyPxybdZaNmGa%2ByT272YEAiv4%3D", "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D"],
  ["a UUID", one, one.replace("1", "2")],
  ["a UUID in capitals", one.toUpperCase(), one.toUpperCase().replace("C", "D")],
  ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJmIjoiYSJ9.aaaa", "eyJhbGciOiJIUzI1NiJ9.eyJmIjoiYiJ9.bbbb"],
  ["a day", "2026-11-25", "2026-11-26"],
  ["a day without hyphens", "20261125", "20261126"],
  ["a day, the year last", "25.11.2026", "26.11.2026"],
  ["a time", "2026-11-25T03:00:00.000Z", "2026-11-26T03:00:00%2B01:00"],
  ["a time as AWS writes it", "20261125T030000Z", "20261126T030000Z"],
  ["seconds since 1970", "1767225600", "1798761600"],
  ["milliseconds since 1970", "1767225600000", "1798761600000"],
  ["a time and a hash", `1767225600-${"c3".repeat(16)}`, `1798761600-${"d4".repeat(16)}`],
];

const dated: readonly Pair[] = [
  ["in the place of a time", "t=20261125&token=a", "t=20261126&token=a"],
  ["of an unsigned backup", "X-Backup-Date=2026-11-25", "X-Backup-Date=2026-11-26"],
  ["of a session", "session_date=2026-11-25", "session_date=2026-11-26"],
];

describe("a day under a name that means something else in other company", () => {
  for (const [what, ...queries] of dated)
    it(`does not count, but is doubtful: ${what}`, () => {
      const [before = "", after = ""] = queries.map((query) => `https://h/o.gz?${query}`);
      assert.ok(sameIdentity(new Source("importUrl", before), new Source("importUrl", after)));
      assert.deepEqual(
        doubtfulParameters(after).map(({ position }) => position),
        [1],
      );
    });
});

describe("a parameter of unknown purpose that looks like a credential or a time", () => {
  for (const [what, before, after] of opaque) {
    it(`does not count, but is doubtful: ${what}`, () => {
      const [first, second] = [before, after].map((value) => `https://h/o.gz?file=a&k=${value}`);
      assert.ok(sameIdentity(new Source("importUrl", first ?? ""), new Source("importUrl", second ?? "")));
      for (const url of [first, second])
        assert.deepEqual(
          doubtfulParameters(url ?? "").map(({ position }) => position),
          [2],
        );
    });

    it(`is doubtful without a key, too: ${what}`, () => {
      const alone = before.replace(/%3D$/, "");
      assert.ok(
        sameIdentity(
          new Source("importUrl", `https://h/o.gz?${alone}`),
          new Source("importUrl", "https://h/o.gz"),
        ),
      );
      assert.equal(doubtfulParameters(`https://h/o.gz?${alone}`).length, 1);
    });
  }

  for (const name of [
    "orders",
    "orders-2026-11-25-full",
    "MonthlyFullBackup2026",
    "prod_eu_central_1_orders_20261125",
    "2026-11",
    "backups/2026/11/orders",
    "v1.2.3",
    "20269999",
    "12345678",
    "shop-v2-eu1-2026",
    "eyJ.txt",
    "25",
  ]) {
    it(`counts when it is a name: ${name}`, () => {
      assert.ok(
        !sameIdentity(
          new Source("importUrl", `https://h/?k=${name}`),
          new Source("importUrl", `https://h/?k=${name}x`),
        ),
      );
      assert.deepEqual(doubtfulParameters(`https://h/?k=${name}`), []);
    });
  }

  it("is nothing that a connection string or a plain text has", () => {
    for (const text of ["postgres://u:p@h/db?k", "no URL"]) assert.deepEqual(doubtfulParameters(text), []);
  });

  it("is never a file's name, whatever stands before its ending", () => {
    const stem = textOf("abcdefABCDEF0123456789-_", 1, 40);
    fc.assert(
      fc.property(stem, stem, fc.constantFrom("sql", "gz", "dump", "zst"), (before, after, ending) => {
        const urls = [before, after].map((name) => `https://h/?k=${name}.${ending}`);
        assert.equal(
          sameIdentity(new Source("importUrl", urls[0] ?? ""), new Source("importUrl", urls[1] ?? "")),
          before === after,
        );
      }),
    );
  });
});
