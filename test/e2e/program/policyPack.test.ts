import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { AddonBackupImport } from "../../../provider";
import { policies } from "../../../examples/policy-pack/policies";
import { describeCli } from "../../stage/forEachEngine";
import { compliant, policyParts, policyReadme, violating } from "./examples/policyPack";
import { inAnyOrder, withParts } from "./examples/readme";

const password = "correct-horse-battery";
const target = { projectId: "shop", addonId: "orders-db" };

const compliantInputs = {
  ...target,
  connectionString: `postgresql://reader:${password}@legacy.example.com/orders?sslmode=require`,
};

type Validate = Exclude<(typeof policies)[number]["validateResource"], readonly unknown[] | undefined>;

/** How the SDK's own check of the type says that it is another one. */
const notApplicable = new Error("not applicable");

/** What the policies report of a resource; the engine would hand it to them as this. */
async function reported(props: object, protect = true, type = AddonBackupImport.__pulumiType) {
  const found: string[] = [];
  const args: Parameters<Validate>[0] = {
    type,
    props,
    urn: `urn:pulumi:production::shop::${type}::orders`,
    name: "orders",
    opts: {
      protect,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    stackTags: new Map(),
    isType: (resource) => "__pulumiType" in resource && resource.__pulumiType === type,
    asType: () => undefined,
    getConfig: () => assert.fail("no policy here has a configuration"),
    notApplicable: () => {
      throw notApplicable;
    },
  };
  for (const { name, validateResource } of policies) {
    for (const validate of [validateResource ?? []].flat()) {
      try {
        await validate(args, (message) => found.push(`${name}: ${message}`));
      } catch (error) {
        assert.equal(error, notApplicable);
      }
    }
  }
  return found;
}

const firstWords = (found: readonly string[]): string[] => found.map((text) => text.split(":", 1).join(""));

describe("the policies of examples/policy-pack", () => {
  it("are three, and mandatory", () => {
    assert.equal(policies.length, 3);
    const pack = readFileSync(require.resolve("../../../examples/policy-pack/index.ts"), "utf8");
    assert.match(pack, /enforcementLevel: "mandatory"/);
  });

  it("let an import pass that is protected, waited for and encrypted", async () => {
    assert.deepEqual(await reported(compliantInputs), []);
    assert.deepEqual(await reported({ ...target, importUrl: "HTTPS://dumps.example.com/a.gz" }), []);
    assert.deepEqual(await reported({ ...target, connectionStringFromEnv: "LEGACY_DATABASE_URL" }), []);
  });

  it("report an import without protection", async () => {
    assert.deepEqual(firstWords(await reported(compliantInputs, false)), ["import-is-protected"]);
  });

  it("report an import that is not waited for", async () => {
    const found = await reported({ ...compliantInputs, waitForCompletion: false });
    assert.deepEqual(firstWords(found), ["import-is-waited-for"]);
  });

  for (const source of [
    { importUrl: `http://reader:${password}@dumps.example.com/orders.sql.gz` },
    { connectionString: `postgresql://reader:${password}@legacy.example.com/orders?sslmode=disable` },
    { connectionString: `mongodb://reader:${password}@legacy.example.com/orders?tls=false` },
    { connectionString: `host=legacy.example.com password=${password} sslmode=disable` },
  ]) {
    it(`report ${Object.values(source).join("").replace(password, "***")}, without its password`, async () => {
      const found = await reported({ ...target, ...source });
      assert.deepEqual(firstWords(found), ["import-is-encrypted-on-the-way"]);
      assert.ok(!found.join("").includes(password));
    });
  }

  it("have nothing to say of other resources", async () => {
    assert.deepEqual(await reported({ waitForCompletion: false }, false, "aws:s3/bucket:Bucket"), []);
  });

  describeCli(() => {
    it("stop the preview of an unprotected import, and let a protected one pass, as the README shows", async () => {
      const [refused, passed] = [await violating(), await compliant()];
      assert.equal(refused.result.ok, false);
      for (const rule of ["import-is-protected", "import-is-encrypted-on-the-way"])
        assert.match(refused.result.output, new RegExp(`\\[mandatory\\]\\s+${rule}`));
      assert.ok(!refused.result.output.includes(password));
      assert.equal(passed.result.ok, true, passed.result.output);
      assert.equal(
        inAnyOrder(readFileSync(policyReadme, "utf8")),
        inAnyOrder(withParts(policyReadme, policyParts(refused, passed))),
        "run `npm run docs:examples`",
      );
    });
  });
});
