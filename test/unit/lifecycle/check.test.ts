import assert from "node:assert/strict";
import type { Checked } from "../../../provider/lifecycle/check";
import { checkProgram } from "../../model/checkProgram";
import { unknownValue } from "../../../provider/inputs/values";

const resourceUrn =
  "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/northflank:AddonBackupImport::legacy-orders";
const context = { resourceUrn, organization: "acme" };
const source = "postgresql://app:s3cret-pw@db.example.com:5432/orders";
const program = {
  projectId: "shop",
  addonId: "orders-db",
  connectionString: source,
  resourceContext: context,
};

describe("check", () => {
  it("adds the fingerprint of the source and an automatic name", () => {
    const { name, nameOrigin, sourceFingerprint } = first(program);
    assert.match(String(name), /^legacy-orders-[0-9a-f]{7}$/);
    assert.equal(nameOrigin, "automatic");
    assert.match(String(sourceFingerprint), /^1-/);
  });

  it("takes the hidden context out, so that it is never stored", () => {
    assert.equal(first(program)["resourceContext"], undefined);
  });

  it("changes nothing in what it has checked already", () => {
    const once = first(program);
    assert.deepEqual(again(once, program), once);
    assert.deepEqual(again(once, { ...once, resourceContext: context }), once);
  });

  it("gives back what it refuses as it came, without warnings", () => {
    const wrong = { projectId: "shop", addonId: "orders-db", connectionString: source, color: 1 };
    const { inputs, problems, warnings } = checkProgram(
      {},
      { ...wrong, resourceContext: context },
      { env: {} },
    );
    assert.equal(problems.length, 1);
    assert.deepEqual([inputs, warnings], [wrong, []]);
  });

  it("takes no notice of what Pulumi adds, and of what is null", () => {
    const { inputs, problems } = checkProgram(
      {},
      { ...program, __provider: "text", name: null },
      { env: {} },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(inputs, first(program));
  });

  for (const none of [undefined, null, "text"]) {
    it(`does without a context: ${String(none)}`, () => {
      assert.match(String(first({ ...program, resourceContext: none })["name"]), /^import-[0-9a-f]{7}$/);
    });
  }

  it("keeps the timeouts that ignoreChanges brings back, and drops those that the program dropped", () => {
    const timeouts = { create: 60 };
    const limited = first({ ...program, resourceContext: { ...context, timeouts } });
    assert.deepEqual(limited["timeouts"], timeouts);
    assert.deepEqual(again(limited, limited)["timeouts"], timeouts);
    assert.equal(again(limited, { ...limited, resourceContext: context })["timeouts"], undefined);
  });

  it("names nothing that is adopted, and names the import that follows", () => {
    const adopted = first({ ...program, adoptBackupId: "nightly" });
    assert.deepEqual([adopted["name"], adopted["nameOrigin"]], [undefined, undefined]);
    assert.equal(again(adopted, program)["name"], first(program)["name"]);
  });

  it("keeps the fingerprint while a backup is adopted without a source", () => {
    const old = first(program);
    const adopted = { ...program, connectionString: undefined, adoptBackupId: "nightly" };
    assert.equal(again(old, adopted)["sourceFingerprint"], old["sourceFingerprint"]);
  });

  it("gives the same name to the same import, run after run", () => {
    assert.equal(
      first(program)["name"],
      first({ ...program, connectionString: source.replace("s3cret-pw", "rotated") })["name"],
    );
  });

  it("gives another name to another import, resource, stack or organization", () => {
    const others = [
      { ...program, connectionString: source.replace("/orders", "/users") },
      { ...program, triggers: ["again"] },
      { ...program, compressionType: "zstd" },
      { ...program, resourceContext: { ...context, resourceUrn: resourceUrn.replace("prod", "staging") } },
      { ...program, resourceContext: { ...context, organization: "other" } },
      { ...program, resourceContext: { ...context, replacementTrigger: 2 } },
    ].map((inputs) => first(inputs)["name"]);
    assert.equal(new Set([...others, first(program)["name"]]).size, others.length + 1);
  });

  it("gives the same name wherever it imports to, for the path is no part of what is imported", () => {
    for (const elsewhere of [{ projectId: "other" }, { addonId: "other" }, { teamId: "other" }]) {
      assert.equal(first({ ...program, ...elsewhere })["name"], first(program)["name"]);
    }
  });

  it("gives another name when the same resource asks for another import", () => {
    const old = first(program);
    const news = { ...program, triggers: ["again"] };
    assert.equal(again(old, news)["name"], first(news)["name"]);
  });

  it("keeps the name when the resource is renamed or moved, as long as it imports the same", () => {
    const old = first(program);
    const moved = { ...context, resourceUrn: resourceUrn.replace("::legacy-orders", "::orders") };
    assert.equal(again(old, { ...program, resourceContext: moved })["name"], old["name"]);
  });

  it("keeps a name that was given when it is left out later", () => {
    const old = first({ ...program, name: "nightly" });
    const { name, nameOrigin } = again(old, program);
    assert.deepEqual([name, nameOrigin], ["nightly", "given"]);
    assert.deepEqual(again(old, { ...program, name: "nightly" }), old);
  });

  it("keeps an automatic name automatic when ignoreChanges brings it back", () => {
    const old = first(program);
    assert.equal(again(old, { ...program, name: old["name"] })["nameOrigin"], "automatic");
  });

  it("fits any resource name into Northflank's pattern and 36 characters", () => {
    for (const name of ["a", "_._", "Größe 2", "x".repeat(90), "legacy--orders__2026.backup-of-everything"]) {
      const urn = resourceUrn.replace("legacy-orders", name);
      const made = String(first({ ...program, resourceContext: { ...context, resourceUrn: urn } })["name"]);
      assert.match(made, /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/);
      assert.ok(made.length <= 36, made);
    }
  });

  it("keeps the fingerprint when only credentials change, and drops nothing the user gave", () => {
    const old = first(program);
    const rotated = source.replace("s3cret-pw", "n3w");
    const checked = again(old, { ...program, connectionString: rotated });
    assert.equal(checked["sourceFingerprint"], old["sourceFingerprint"]);
    assert.equal(checked["connectionString"], rotated);
  });

  it("judges nothing that a preview does not know yet", () => {
    const unknown = {
      projectId: unknownValue,
      addonId: unknownValue,
      importUrl: unknownValue,
      triggers: [{ deep: unknownValue }],
    };
    const { inputs, problems } = checkProgram({}, { ...unknown, resourceContext: context }, { env: {} });
    assert.deepEqual(problems, []);
    assert.equal(inputs["sourceFingerprint"], unknownValue);
    assert.equal(inputs["name"], unknownValue);
  });

  it("takes the team of the configuration for resources that name none", () => {
    assert.equal(checkProgram({}, program, { env: {}, teamId: "blue" }).inputs["teamId"], "blue");
    assert.equal(
      checkProgram({}, { ...program, teamId: "red" }, { env: {}, teamId: "blue" }).inputs["teamId"],
      "red",
    );
  });
});

describe("check, of a source by reference", () => {
  const byReference = {
    projectId: "shop",
    addonId: "orders-db",
    connectionStringFromEnv: "LEGACY_ORDERS",
    resourceContext: context,
  };

  it("reads the variable and stores only its name", () => {
    const { inputs } = checkProgram({}, byReference, { env: { LEGACY_ORDERS: source } });
    assert.equal(inputs["sourceFingerprint"], first(program)["sourceFingerprint"]);
    assert.ok(!JSON.stringify(inputs).includes("s3cret-pw"));
  });

  it("has the same fingerprint and name as the direct source, so that moving over replaces nothing", () => {
    const old = first(program);
    const { inputs } = checkProgram(old, byReference, { env: { LEGACY_ORDERS: source } });
    assert.deepEqual([inputs["sourceFingerprint"], inputs["name"]], [old["sourceFingerprint"], old["name"]]);
  });

  it("keeps the old fingerprint and name while the variable is missing", () => {
    const old = checkProgram({}, byReference, { env: { LEGACY_ORDERS: source } }).inputs;
    assert.deepEqual(checkProgram(old, byReference, { env: {} }).inputs, old);
  });

  it("leaves the name open for a new resource whose variable is missing", () => {
    const { inputs, problems } = checkProgram({}, byReference, { env: {} });
    assert.deepEqual(problems, []);
    assert.deepEqual([inputs["name"], inputs["nameOrigin"]], [undefined, "automatic"]);
  });

  it("checks what the variable holds, without showing it", () => {
    const { problems } = checkProgram({}, byReference, {
      env: { LEGACY_ORDERS: "https://dumps.example.com/s3cret-pw" },
    });
    assert.equal(problems.length, 1);
    assert.match(String(problems[0]), /LEGACY_ORDERS.*importUrl/);
    assert.doesNotMatch(String(problems[0]), /s3cret-pw/);
  });
});

const succeeded = ({ inputs, problems }: Checked): Record<string, unknown> => {
  assert.deepEqual(problems, []);
  return inputs;
};
const first = (news: Record<string, unknown>): Record<string, unknown> =>
  succeeded(checkProgram({}, news, { env: {} }));
const again = (olds: Record<string, unknown>, news: Record<string, unknown>): Record<string, unknown> =>
  succeeded(checkProgram(olds, news, { env: {} }));
