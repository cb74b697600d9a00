import assert from "node:assert/strict";
import { givenSources } from "../../../provider/inputs/givenSource";
import { problemsOf as problemsWith } from "../../../provider/inputs/validation";
import type { Values } from "../../../provider/inputs/values";

const problemsOf = (inputs: Values): string[] => problemsWith(inputs, givenSources(inputs, {}));

const valid = {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: "postgresql://app:s3cret-pw@db.example.com/orders",
};
const validUrl = {
  projectId: "shop",
  addonId: "orders-db",
  importUrl: "https://dumps.example.com/a.gz?sig=s3cret-pw",
};

const adopting = { projectId: "shop", addonId: "orders-db" };

describe("validation accepts", () => {
  const accepted: Record<string, Record<string, unknown>> = {
    "a name with single separators of each kind": { ...valid, name: "a-b c/d:e" },
    "a name of 3 characters": { ...valid, name: "abc" },
    "a name of 39 characters": { ...valid, name: "a".repeat(39) },
    "a custom destination of 100 characters": { ...valid, customDestinationId: "d".repeat(100) },
    "both compressions": { ...valid, compressionType: "zstd" },
    "importAllDatabases spelled out": { ...valid, importAllDatabases: false },
    "a JDBC URL": { ...valid, connectionString: "jdbc:mysql://app:s3cret-pw@db.example.com:3306/orders" },
    "a connection string in libpq's key=value form": {
      ...valid,
      connectionString: "host=db dbname=orders password=s3cret-pw",
    },
    "a signed URL": validUrl,
    "a URL without TLS, in capitals": { ...validUrl, importUrl: "HTTP://dumps.example.com/a.gz" },
    "an adopted backup instead of a source": { ...adopting, adoptBackupId: "b".repeat(200) },
    "an adopted backup beside a source, whatever its options": {
      ...validUrl,
      adoptBackupId: "nightly_1.old",
      compressionType: "gz",
    },
    "triggers of any shape": { ...valid, triggers: [1, { a: null }, "x"] },
  };
  for (const [what, inputs] of Object.entries(accepted)) {
    it(what, () => {
      assert.deepEqual(problemsOf(inputs), []);
    });
  }
});

describe("validation refuses, in one sentence with the name of the input and the fix,", () => {
  const refused: Record<string, { inputs: Record<string, unknown>; says: RegExp }> = {
    "a name that is too short": {
      inputs: { ...valid, name: "ab" },
      says: /^name must be 3 to 39 .*got a string of 2 characters/,
    },
    "a name that is too long": {
      inputs: { ...valid, name: "a".repeat(40) },
      says: /^name must be 3 to 39 .*a string of 40 characters/,
    },
    "a name with two separators in a row": { inputs: { ...valid, name: "a--b" }, says: /^name must be/ },
    "a name that ends with a separator": { inputs: { ...valid, name: "abc-" }, says: /^name must be/ },
    "a name with a dot": { inputs: { ...valid, name: "a.b" }, says: /^name must be/ },
    "a path for a name": { inputs: { ...valid, name: "../x" }, says: /^name must be/ },
    "a destination that is too short": {
      inputs: { ...valid, customDestinationId: "ab" },
      says: /^customDestinationId must be 3 to 100/,
    },
    "another compression": {
      inputs: { ...valid, compressionType: "none" },
      says: /^compressionType must be "gz" or "zstd"; got "none"/,
    },
    "a text for a boolean": {
      inputs: { ...valid, importAllDatabases: "yes" },
      says: /^importAllDatabases must be true or false; got "yes"/,
    },
    "an id that is a path": {
      inputs: { ...valid, addonId: "../other" },
      says: /^addonId must be a Northflank ID/,
    },
    "a missing project": { inputs: { ...valid, projectId: undefined }, says: /^projectId is missing/ },
    "no source": {
      inputs: { projectId: "shop", addonId: "orders-db" },
      says: /^no source is set; set exactly one of connectionString, importUrl, .*, or adoptBackupId to track an existing backup$/,
    },
    "both sources": {
      inputs: { ...valid, ...validUrl },
      says: /connectionString and importUrl are set together/,
    },
    "an option without its source": {
      inputs: { ...validUrl, compressionType: "gz" },
      says: /compressionType works only with a connection string/,
    },
    "an unknown key, with the nearest known one": {
      inputs: { ...valid, conectionString: 1 },
      says: /did you mean connectionString\?/,
    },
    "an unknown key that is near to none, with all of them": {
      inputs: { ...valid, schedule: 1 },
      says: /"schedule" is not an input.*the inputs are projectId, addonId, name/,
    },
    "an unknown key, shown whole up to 40 letters": {
      inputs: { ...valid, ["k".repeat(40)]: 1 },
      says: /^"k{40}" is not an input/,
    },
    "an unknown key with a digit, not shown because it may be a secret": {
      inputs: { ...valid, hunter2_PLANT: 1 },
      says: /^a name of 13 characters, not shown because it may be a secret, is not an input/,
    },
    "an unknown key that is longer, not shown because it may be a secret": {
      inputs: { ...valid, ["s3cret-pw".repeat(7)]: 1 },
      says: /^a name of 63 characters, not shown because it may be a secret, is not an input.*the inputs are projectId/,
    },
    "nothing for a text": { inputs: { ...valid, name: null }, says: /; got null$/ },
    "a list for a text": { inputs: { ...valid, name: ["a-b"] }, says: /; got a list$/ },
    "an object for a text": {
      inputs: { ...valid, name: { first: "s3cret-pw" } },
      says: /^name must be .*; got an object$/,
    },
    "a number for a boolean": {
      inputs: { ...valid, waitForCompletion: 5 },
      says: /^waitForCompletion must be true or false; got a number$/,
    },
    "the path of a backup to adopt": {
      inputs: { ...adopting, adoptBackupId: "shop/nightly" },
      says: /^adoptBackupId must be the ID of a backup, as Northflank shows it; got/,
    },
    "an endless id of a backup to adopt": {
      inputs: { ...adopting, adoptBackupId: "b".repeat(201) },
      says: /^adoptBackupId must be/,
    },
    "importAllDatabases without its source": {
      inputs: { ...validUrl, importAllDatabases: true },
      says: /^importAllDatabases works only with a connection string, but the source is importUrl; remove importAllDatabases$/,
    },
    "an option beside the URL of a variable": {
      inputs: { ...adopting, importUrlFromEnv: "DUMP", compressionType: "gz" },
      says: /^compressionType works only with a connection string, but the source is importUrlFromEnv/,
    },
    "the URL of a dump as a connection string": {
      inputs: { ...valid, connectionString: "https://dumps/s3cret-pw" },
      says: /pass it as importUrl/,
    },
    "a connection string as the URL of a dump": {
      inputs: { ...validUrl, importUrl: "postgresql://a:s3cret-pw@b/c" },
      says: /postgresql connection string; pass it as connectionString/,
    },
    "a URL that is neither http nor https": {
      inputs: { ...validUrl, importUrl: "file:///etc/s3cret-pw" },
      says: /^importUrl must be a complete http/,
    },
    "an empty connection string": {
      inputs: { ...valid, connectionString: "" },
      says: /^connectionString must be a connection string/,
    },
    "a number as a source": {
      inputs: { ...valid, connectionString: 5 },
      says: /^connectionString must be .*a number/,
    },
    "the name of a variable that is none": {
      inputs: { projectId: "a", addonId: "b", importUrlFromEnv: "MY VAR" },
      says: /^importUrlFromEnv must be the name of an environment variable/,
    },
  };
  for (const [what, { inputs, says }] of Object.entries(refused)) {
    it(what, () => {
      const problems = problemsOf(inputs);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(String(problems[0]), says);
      assert.ok(!String(problems[0]).includes("s3cret-pw"), "the sentence shows a secret");
    });
  }

  for (const wrong of ["-shop", "shop-", "sh--op", "shöp", "sh_op", ""]) {
    it(`the project ID ${JSON.stringify(wrong)}`, () => {
      assert.match(
        problemsOf({ ...valid, projectId: wrong }).join("\n"),
        /^projectId must be a Northflank ID/,
      );
    });
  }

  for (const wrong of ["/nightly", "nightly/", " nightly", "nightly ", ""]) {
    it(`the backup to adopt ${JSON.stringify(wrong)}`, () => {
      assert.match(problemsOf({ ...adopting, adoptBackupId: wrong }).join("\n"), /^adoptBackupId must be/);
    });
  }

  for (const wrong of ["shttp://h/a", "httpx://h/a", "//h/a", "h/a"]) {
    it(`the URL ${wrong}`, () => {
      assert.match(
        problemsOf({ ...validUrl, importUrl: wrong }).join("\n"),
        /^importUrl must be a complete http/,
      );
    });
  }

  for (const secret of [
    "s3cret-pw!",
    "hunter2_PLANT",
    "swordfish",
    "https://s3cret-pw",
    "s3cret-pw".repeat(7),
  ]) {
    it(`without showing what may be a secret in the wrong place: ${secret}`, () => {
      const shown = `got a string of ${secret.length} characters, not shown because it may be a secret`;
      const [problem = ""] = problemsOf({ ...valid, compressionType: secret });
      assert.ok(problem.endsWith(shown), problem);
    });
  }

  for (const harmless of ["gzip", "none", "", true])
    it(`showing what is no secret for certain: ${JSON.stringify(harmless)}`, () => {
      const [problem = ""] = problemsOf({ ...valid, compressionType: harmless });
      assert.ok(problem.endsWith(`got ${JSON.stringify(harmless)}`), problem);
    });

  it("every mistake at once", () => {
    assert.equal(problemsOf({ ...valid, name: "!", compressionType: "none", color: 1 }).length, 3);
  });

  it("hostile names in linear time", () => {
    assert.equal(problemsOf({ ...valid, name: "a-".repeat(50_000) + "!" }).length, 1);
  });
});
