import assert from "node:assert/strict";
import { sourceProblem } from "../../../provider/inputs/validation";
import { doubtfulParameters } from "../../../provider/source/dumpUrl";
import { Source } from "../../../provider/source/identity";
import { tellApart } from "./pairs";

describe("what only resembles something else in a dump URL's query counts", () => {
  tellApart("importUrl", {
    same: [
      ["a time with a number", "https://h/?k=1767225600-12", "https://h/?k=1767225601-34"],
      ["a time between separators", "https://h/?k=_1767225600--12_", "https://h/?k=_1767225601--34_"],
      ["a token behind an acronym", "https://h/?CDNToken=mon", "https://h/?CDNToken=tue"],
      ["a word run together that saves the file", "https://h/o.gz?forcedownload=1", "https://h/o.gz"],
    ],
    others: [
      ["a time before a name", "https://h/?k=1767225600-orders", "https://h/?k=1767225600-users"],
      ["a time before a numbered name", "https://h/?k=1767225600-orders2", "https://h/?k=1767225600-users2"],
      ["a time before a name's number", "https://h/?k=1767225600-2orders", "https://h/?k=1767225600-2users"],
      ["what only ends as download", "https://h/?mydownload=1", "https://h/?mydownload=0"],
      ["what only begins as download", "https://h/?downloads=1", "https://h/?downloads=0"],
      ["e that only ends as a time", "https://h/?st=a&e=mon1767225600", "https://h/?st=a&e=tue1767225600"],
      ["e that only begins as a time", "https://h/?st=a&e=1767225600mon", "https://h/?st=a&e=1767225600tue"],
      ["t that only ends as hex", "https://h/?token=a&t=mon5f2a9c4d", "https://h/?token=a&t=tue5f2a9c4d"],
      ["t that only begins as hex", "https://h/?token=a&t=5f2a9c4dmon", "https://h/?token=a&t=5f2a9c4dtue"],
      [
        "the path of a token without an expiry",
        "https://h/?token=a&token_path=/mon",
        "https://h/?token=a&token_path=/tue",
      ],
      [
        "a date beside what only ends as a signature",
        "https://h/?my-x-a-signature=1&x-a-date=mon",
        "https://h/?my-x-a-signature=1&x-a-date=tue",
      ],
      [
        "a date beside what only begins as a signature",
        "https://h/?x-a-signature-version=1&x-a-date=mon",
        "https://h/?x-a-signature-version=1&x-a-date=tue",
      ],
      ["a word that only ends like one for a credential", "https://h/?redesign=a", "https://h/?redesign=b"],
      ["a name alone that is a word for a credential", "https://h/?token", "https://h/?session"],
    ],
  });

  for (const key of ["table", "tab", "export"])
    it(`and leaves a doubt where it is a time beside a signature: ${key}`, () => {
      const doubtful = doubtfulParameters(`https://h/?token=a&${key}=1767225600`);
      assert.deepEqual(
        doubtful.map((pair) => [pair.key, pair.position]),
        [[key, 2]],
      );
    });
});

/** What a service signs or labels with, and a parameter that is none of it. */
const services: readonly (readonly [service: string, url: string, others: readonly string[]])[] = [
  ["Azure", "https://h/?sig=a&sv=1", ["usv", "svx"]],
  ["one that signs like AWS", "https://h/?x-a-signature=1", ["my-x-a-date", "x-a-dated", "x-a-verbs"]],
  ["Swift", "https://h/?temp_url_sig=1", ["myfilename", "filenames", "my_temp_url_x"]],
  ["nginx", "https://h/?st=a&e=1767225600", ["best", "start"]],
  ["Bunny", "https://h/?token=a&expires=1", ["my_token_ver", "token_verb"]],
  ["Dropbox", "https://h/?rlkey=a", ["best", "dlx"]],
  ["Supabase", "https://h/storage/v1/object/a.gz?token=a", ["mydownload", "downloads"]],
  ["Google Drive", "https://drive.google.com/uc?id=a", ["myconfirm", "confirmed"]],
  ["another host than Google's", "https://drive.google.com.example/uc?id=a", ["confirm"]],
  ["another host before Google's", "https://mydrive.google.com/uc?id=a", ["confirm"]],
  ["SharePoint", "https://acme.sharepoint.com/a.gz?token=a", ["myweb", "webs"]],
  ["another host than SharePoint's", "https://acmesharepoint.com/a.gz?token=a", ["web"]],
  ["another host before OneDrive's", "https://onedrive.live.com.example/a.gz?token=a", ["web"]],
];

describe("what only resembles a service's parameter counts", () => {
  tellApart("importUrl", {
    same: [
      ["signed headers in one word", "https://h/?x-a-signature=1&x-a-signedheaders=mon", "https://h/"],
      ["further headers in one word", "https://h/?x-a-signature=1&x-a-additionalheaders=mon", "https://h/"],
    ],
    others: services.flatMap(([service, url, others]) =>
      others.map((key) => [`${service}: ${key}`, `${url}&${key}=mon`, `${url}&${key}=tue`] as const),
    ),
  });
});

describe("connection strings through a proxy", () => {
  const neon = "postgres://ep-a-1.eu.aws.neon.tech/db";
  const cockroach = "postgres://free-tier.gcp.cockroachlabs.cloud:26257";
  const tidb = "gateway01.eu-central-1.prod.aws.tidbcloud.com:4000/shop";
  const two = "ep-a-1.eu.aws.neon.tech,other.example.com";

  tellApart("connectionString", {
    same: [
      ["Neon's endpoint in the host and in the options", `${neon}?options=endpoint%3Dep-a-1`, neon],
      ["Neon's endpoint in capitals", `${neon}?options=endpoint%3DEP-A-1`, neon],
      [
        "Neon's endpoint in one of two hosts",
        `postgres://${two}/db?options=endpoint%3Dep-a-1`,
        `postgres://${two}/db`,
      ],
      [
        "Supabase's project at one of two hosts",
        "postgres://postgres.abcdefgh:pw@a.pooler.supabase.com,b.example.com/db?options=reference%3Dabcdefgh",
        "postgres://postgres.abcdefgh:pw@a.pooler.supabase.com,b.example.com/db",
      ],
      [
        "CockroachDB's cluster at one of two hosts",
        `${cockroach},b.example.com/fish-12.defaultdb`,
        `${cockroach},b.example.com/defaultdb?options=--cluster%3Dfish-12`,
      ],
      [
        "the default port of a host that is not named",
        "host=,b.example.com port=5432 dbname=o",
        "host=,b.example.com dbname=o",
      ],
      [
        "an empty host beside two addresses",
        "host='' hostaddr=192.0.2.1,192.0.2.2 dbname=o",
        "hostaddr=192.0.2.1,192.0.2.2 dbname=o",
      ],
      [
        "a TiDB user behind another option of JDBC",
        `mysql://2LTxkZMyA6PKrZW.root:pw@${tidb}`,
        `jdbc:mysql://${tidb}?useSSL=true&user=2LTxkZMyA6PKrZW.root`,
      ],
    ],
    others: [
      [
        "Neon's endpoint at the end of the host",
        "postgres://h.ep-a-1./db?options=endpoint%3Dep-a-1",
        "postgres://h.ep-a-1./db",
      ],
      [
        "a database with a dot, at another host than CockroachDB's",
        "postgres://h/fish-12.defaultdb",
        "postgres://h/defaultdb?options=--cluster%3Dfish-12",
      ],
      [
        "Neon's log position behind another option",
        "postgres://h/db?options=-c%20a%3Db%20neon_lsn:1",
        "postgres://h/db?options=-c%20a%3Db%20neon_lsn:2",
      ],
      [
        "databases whose names only contain a cluster",
        `${cockroach}/a.fish-12.defaultdb`,
        `${cockroach}/b.fish-12.defaultdb`,
      ],
    ],
  });
});

const problemOf = (value: string): string => sourceProblem(new Source("connectionString", value)) ?? "";

describe("a connection string is taken", () => {
  for (const value of [
    "host=/tmp dbname=orders password=p://q<r",
    "dbname = postgres://u:p@h/d",
    "dbname= 'postgres://u:p@h/d'",
    "redis://metadata:pw@cache.example.com",
    "redis://cache",
    "Server = h; Database = d",
  ])
    it(`although it resembles a mistake: ${value}`, () => {
      assert.equal(problemOf(value), "");
    });

  for (const value of ["abfs://c/a.gz", "abfss://c/a.gz", "wasb://c/a.gz", "wasbs://c/a.gz", "ftps://h/a.gz"])
    it(`but not the address of a file: ${value}`, () => {
      assert.match(problemOf(value), /pass the dump's http:\/\/ or https:\/\/ URL as importUrl/);
    });

  for (const value of ["see jdbc:oracle", "redis://", "[u@h]"])
    it(`but not a text around nothing: ${value}`, () => {
      assert.match(problemOf(value), /is not a connection string/);
    });
});
