import assert from "node:assert/strict";
import type { InputName, Inputs } from "../../../provider/inputs/table";
import { combinationProblems, nearest, refusal, shownName } from "../../../provider/inputs/validation";
import { unknownValue } from "../../../provider/inputs/values";

const url = "postgresql://app:s3cret-pw@db.example.com/orders";
const dump = "https://dumps.example.com/a.gz?sig=s3cret-pw";

describe("a single value", () => {
  const accepted: readonly (readonly [InputName, unknown])[] = [
    ["connectionString", url],
    ["connectionString", ` ${url}\n`],
    ["connectionString", "host=db.example.com dbname=orders password=http://pw"],
    ["connectionString", "redis://:s3cret-pw@cache.example.com"],
    ["connectionString", "postgresql://u:p@h/d?application_name=mysql://x"],
    ["connectionString", unknownValue],
    ["importUrl", dump],
    ["importUrl", `\n${dump} `],
    ["importUrl", `https://dumps.example.com/${url}`],
    ["importUrl", `https://dumps.example.com/a?from= ${url}`],
    ["name", undefined],
    ["name", "nightly"],
    ["triggers", [unknownValue]],
  ];
  for (const [name, value] of accepted)
    it(`is accepted as ${name}: ${JSON.stringify(value)}`, () => {
      assert.equal(refusal(name, value), undefined);
    });

  const refused: readonly (readonly [InputName, unknown, RegExp])[] = [
    ["connectionString", "http://dumps/s3cret-pw", /^connectionString looks like a dump's URL.*importUrl/],
    ["connectionString", " \n", /^connectionString must be a connection string, not an empty string/],
    ["connectionString", `psql ${url}`, /^connectionString contains other text around a connection string/],
    ["connectionString", "s3cret-pw", /^connectionString is not a connection string/],
    ["connectionString", "s3://bucket/s3cret-pw", /^connectionString is an address .* cannot read/],
    ["connectionString", 5, /^connectionString must be a connection string.*got a number/],
    ["importUrl", url, /^importUrl looks like a postgresql connection string; pass it as connectionString/],
    ["importUrl", `jdbc:${url}`, /^importUrl looks like a postgresql connection string/],
    ["importUrl", "ftp://s3cret-pw", /^importUrl must be a complete http/],
    ["importUrl", "s3cret-pw", /^importUrl must be a complete http/],
    ["importUrl", null, /^importUrl must be a complete http.*got null/],
    ["name", "!", /^name must be .* got a string of 1 character, not/],
    ["name", "", /^name must be .* got ""/],
  ];
  for (const scheme of ["postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv"])
    it(`is refused as importUrl, with what it is: ${scheme}`, () => {
      const text = refusal("importUrl", `${scheme}://db.example.com/orders`) ?? "";
      assert.ok(
        text.startsWith(`importUrl looks like a ${scheme} connection string; pass it as connectionString`),
      );
    });

  for (const [name, value, says] of refused)
    it(`is refused as ${name}, without showing it: ${JSON.stringify(value)}`, () => {
      const text = refusal(name, value) ?? "";
      assert.match(text, says);
      assert.doesNotMatch(text, /s3cret-pw/);
    });
});

describe("a refused value", () => {
  for (const value of ["true", "false", "yes", "no", "gz", "gzip", "zst", "zstd", "none", ""])
    it(`is shown when it cannot be a secret: ${JSON.stringify(value)}`, () => {
      assert.ok(refusal("importAllDatabases", value)?.endsWith(`got ${JSON.stringify(value)}`));
    });

  for (const value of [true, false])
    it(`is shown when it cannot be a secret: ${value}`, () => {
      assert.ok(refusal("compressionType", value)?.endsWith(`got ${value}`));
    });
});

describe("the name of an unknown input", () => {
  for (const name of ["schedule", "my_key", "my-long.name", "importURL", "k".repeat(40)])
    it(`is shown when it is a plain name: ${name}`, () => {
      assert.equal(shownName(name), `"${name}"`);
    });

  for (const name of ["k".repeat(41), "key2", "a__b", "_a", "a-", "my key", "a:b", "", "a.2"])
    it(`is not shown when it may be a secret: ${JSON.stringify(name)}`, () => {
      const shown = shownName(name);
      assert.match(shown, new RegExp(`^a name of ${name.length} characters, not shown`));
    });
});

describe("the candidate that a typo meant", () => {
  const candidates = ["name", "connectionString", "importUrl"];
  for (const [word, meant] of [
    ["nmae", "name"],
    ["NAME", "name"],
    ["nam", "name"],
    ["nmea1", undefined],
    ["conectionstrng", "connectionString"],
    ["connection_strg!", "connectionString"],
    ["conn", undefined],
    ["importUri", "importUrl"],
    ["importURLxxx", "importUrl"],
    ["importURLxxxx", undefined],
  ] as const)
    it(`of ${word} is ${meant ?? "none"}`, () => {
      assert.equal(nearest(word, candidates), meant);
    });

  it("is none among none", () => {
    assert.equal(nearest("name", []), undefined);
  });
});

describe("a combination of inputs", () => {
  const about = (values: Inputs) => combinationProblems(values).map((problem) => problem.about);

  it("lacks a source, unless a backup is adopted", () => {
    assert.deepEqual(about({ compressionType: "gz" }), [undefined]);
    assert.deepEqual(about({ adoptBackupId: "nightly" }), []);
  });

  it("has one source too many, which is the second", () => {
    assert.deepEqual(about({ importUrl: dump, connectionString: url }), ["importUrl"]);
    assert.deepEqual(about({ importUrlFromEnv: "DUMP", importUrl: dump }), ["importUrlFromEnv"]);
    assert.deepEqual(about({ adoptBackupId: "a", importUrl: dump, connectionString: url }), ["importUrl"]);
  });

  it("has options that only a live database takes", () => {
    const options = { importAllDatabases: false, compressionType: "gz" };
    assert.deepEqual(about({ importUrl: dump, ...options }), ["importAllDatabases", "compressionType"]);
    assert.deepEqual(about({ importUrl: dump, ...options, adoptBackupId: "nightly" }), []);
    for (const source of [{ connectionString: url }, { connectionStringFromEnv: "LEGACY" }])
      assert.deepEqual(about({ ...source, ...options }), []);
  });
});
