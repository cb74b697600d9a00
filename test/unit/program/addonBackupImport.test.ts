import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { AddonBackupImport, Provider, type AddonBackupImportArgs } from "../../../provider";
import { loaderText } from "../../../provider/program/loader";

const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const markKey = "4dabf18193072939515e22adb298388d";

interface Registration {
  readonly name: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const registered: Registration[] = [];

const shop = { projectId: "shop", addonId: "orders-db" };
const fromUrl: AddonBackupImportArgs = { ...shop, importUrl: "https://dumps.example.com/a.gz" };

describe("the resource class, under Pulumi's mocks", () => {
  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: (args) => {
          registered.push({
            name: args.name,
            type: args.type,
            inputs: args.inputs as Registration["inputs"],
          });
          return {
            id: args.id ?? `${args.name}-id`,
            state: { ...(args.inputs as object), status: "completed" },
          };
        },
        call: () => ({}),
      },
      "orders",
      "production",
      false,
      "acme",
    );
  });

  it("has no property for a source or for what only the provider needs, so that exporting it exports neither", async () => {
    const args = { ...shop, connectionString: "postgresql://reader:S3cret-77@h/orders" };
    const resources = [
      new AddonBackupImport("exported", args),
      new AddonBackupImport("exported-url", fromUrl),
      AddonBackupImport.get("exported-get", "shop/orders-db/nightly"),
    ];
    for (const resource of resources) {
      await valueOf(resource.urn);
      const names = Object.keys(resource);
      assert.ok(names.includes("backupId") && names.includes("sourceFingerprint"), names.join());
      const hidden = ["connectionString", "importUrl", "resourceContext"];
      assert.deepEqual(
        names.filter((name) => hidden.includes(name)),
        [],
      );
    }
  });

  it("makes a text of each time in the triggers, and leaves what Pulumi waits for as it is", async () => {
    const at = new Date("2026-01-15T10:00:00Z");
    const text = "2026-01-15T10:00:00.000Z";
    const triggers = {
      ...{ at, list: [at, [at]], nested: { at }, none: null, yes: true, two: 2 },
      ...{
        later: Promise.resolve("p"),
        known: pulumi.output({ x: ["o"] }),
        bare: Object.create(null) as object,
      },
    };
    await valueOf(new AddonBackupImport("timed", { ...fromUrl, triggers }).urn);
    const expected = {
      ...{ at: text, list: [text, [text]], nested: { at: text }, yes: true, two: 2 },
      ...{ later: "p", known: { x: ["o"] }, bare: {} },
    };
    const { none, ...sent } = registration("timed").inputs["triggers"] as Record<string, unknown>;
    assert.deepEqual([none ?? null, sent], [null, expected]);
  });

  it("does so within Outputs and promises, too, wherever nothing is lost yet", async () => {
    const at = new Date("2026-01-15T10:00:00Z");
    const text = "2026-01-15T10:00:00.000Z";
    for (const [nth, triggers] of [pulumi.output("x").apply(() => at), Promise.resolve(at)].entries()) {
      const list = [triggers];
      await valueOf(new AddonBackupImport(`within-${nth}`, { ...fromUrl, triggers: { list } }).urn);
      await valueOf(new AddonBackupImport(`whole-${nth}`, { ...fromUrl, triggers }).urn);
      assert.deepEqual(registration(`within-${nth}`).inputs["triggers"], { list: [text] });
      assert.equal(registration(`whole-${nth}`).inputs["triggers"], text);
    }
  });

  it("marks a time that is all of an Output, of which nothing arrives", async () => {
    for (const [nth, triggers] of [
      ...[pulumi.output(new Date()), Promise.resolve({}), pulumi.output(1).apply(() => new Map([[1, 2]]))],
      ...[pulumi.output(1).apply(() => NaN), Promise.resolve(() => 1)],
    ].entries()) {
      await valueOf(new AddonBackupImport(`later-${nth}`, { ...fromUrl, triggers }).urn);
      assert.deepEqual(registration(`later-${nth}`).inputs["triggers"], [{}]);
    }
  });

  it("registers the type that policies and states name", async () => {
    const resource = new AddonBackupImport("typed", fromUrl);
    assert.equal(
      await valueOf(resource.urn),
      "urn:pulumi:production::orders::pulumi-nodejs:dynamic/northflank:AddonBackupImport::typed",
    );
    assert.equal(registration("typed").type, "pulumi-nodejs:dynamic/northflank:AddonBackupImport");
  });

  it("stores a constant loader text, and nothing else of the provider", async () => {
    await valueOf(new AddonBackupImport("loaded", fromUrl).urn);
    assert.equal(registration("loaded").inputs["__provider"], loaderText);
    // A stored format: states of every release name it.
    assert.equal(loaderText, 'exports.handler = () => require("pulumi-northflank/lifecycle").provider;');
  });

  it("makes both sources secret, whether or not the user did", async () => {
    await valueOf(new AddonBackupImport("plain", { ...shop, connectionString: "postgresql://u:p@db/x" }).urn);
    await valueOf(new AddonBackupImport("wrapped", { ...shop, importUrl: pulumi.secret("https://a/b") }).urn);
    assert.deepEqual(registration("plain").inputs["connectionString"], secret("postgresql://u:p@db/x"));
    assert.deepEqual(registration("wrapped").inputs["importUrl"], secret("https://a/b"));
  });

  it("leaves the caller's arguments alone, so that two resources can share them", async () => {
    const args = { ...fromUrl };
    await valueOf(new AddonBackupImport("first", args).urn);
    await valueOf(new AddonBackupImport("second", args).urn);
    assert.deepEqual(args, fromUrl);
  });

  it("tells the provider what only the program knows: the URN with its parents, the organization, the timeouts", async () => {
    const parent = new pulumi.ComponentResource("pkg:index:Database", "db");
    const opts = { parent, retainOnDelete: true, customTimeouts: { create: "1h30m", delete: "90s" } };
    await valueOf(new AddonBackupImport("child", fromUrl, opts).urn);
    assert.deepEqual(registration("child").inputs["resourceContext"], {
      resourceUrn:
        "urn:pulumi:production::orders::pkg:index:Database$pulumi-nodejs:dynamic/northflank:AddonBackupImport::child",
      organization: "acme",
      retainOnDelete: true,
      timeouts: { create: 5400, delete: 90 },
    });
  });

  it("tells it of no timeout where the engine would know of none: left out, empty or zero", async () => {
    for (const [index, limit] of [undefined, null, "", "0", "0s", "-0", "0h0m"].entries()) {
      const customTimeouts = { create: limit, update: "1m", delete: limit };
      const opts = { customTimeouts } as pulumi.CustomResourceOptions;
      await valueOf(new AddonBackupImport(`limited ${index}`, fromUrl, opts).urn);
      const { timeouts } = registration(`limited ${index}`).inputs["resourceContext"] as {
        timeouts?: unknown;
      };
      assert.deepEqual(timeouts, { update: 60 });
    }
  });

  it("tells the provider which options may replace on purpose, also without asking it", async () => {
    const opts = { replacementTrigger: "monday", replaceOnChanges: ["triggers"] };
    await valueOf(new AddonBackupImport("replaced", fromUrl, opts).urn);
    const { replacementTrigger, replaceOnChanges } = registration("replaced").inputs[
      "resourceContext"
    ] as Record<string, unknown>;
    assert.deepEqual([replacementTrigger, replaceOnChanges], ["monday", ["triggers"]]);
  });

  it("tells it of a trigger that is an output, sealed where it is secret", async () => {
    const parent = new pulumi.ComponentResource("pkg:index:Database", "triggering");
    const opts = { parent, replacementTrigger: pulumi.all([parent.urn, pulumi.secret("monday")]) };
    await valueOf(new AddonBackupImport("triggered", fromUrl, opts).urn);
    const urn = "urn:pulumi:production::orders::pkg:index:Database::triggering";
    // In the mocks, one secret member makes the whole input secret.
    const { value } = registration("triggered").inputs["resourceContext"] as { value: object };
    assert.deepEqual(registration("triggered").inputs["resourceContext"], secret(value));
    assert.deepEqual((value as Record<string, unknown>)["replacementTrigger"], [urn, "monday"]);
  });

  it("refuses the option import with the ways that work, before anything is registered", () => {
    assert.throws(
      () => new AddonBackupImport("imported", fromUrl, { import: "shop/orders-db/nightly" }),
      (error) =>
        pulumi.RunError.isInstance(error) &&
        /adoptBackupId: "nightly".*AddonBackupImport\.get/.test(error.message),
    );
  });

  it("does not repeat in that what is no id of an import, and may be a secret", () => {
    for (const id of ["hunter2_PLANT", "postgres://u:hunter2_PLANT@h/d", "shop/orders-db/hunter2_PLANT@x"])
      assert.throws(
        () => new AddonBackupImport("odd", fromUrl, { import: id }),
        ({ message }: Error) => message.includes("the ID of the backup") && !message.includes("PLANT"),
      );
  });

  it("offers every output, also those that only the provider fills", async () => {
    const resource = new AddonBackupImport("outputs", fromUrl);
    assert.equal(await valueOf(resource.status), "completed");
    assert.equal(await valueOf(resource.completedAt), undefined);
    assert.equal(await valueOf(resource.projectId), "shop");
  });

  it("reads an existing backup by its id, without inputs", async () => {
    const resource = AddonBackupImport.get("existing", "shop/orders-db/nightly");
    assert.equal(await valueOf(resource.id), "shop/orders-db/nightly");
    assert.deepEqual(registration("existing").inputs, { __provider: loaderText });
  });

  it("recognises its instances, also those of another copy of the package", () => {
    assert.ok(AddonBackupImport.isInstance(new AddonBackupImport("mine", fromUrl)));
    assert.ok(AddonBackupImport.isInstance({ __pulumiType: AddonBackupImport.__pulumiType }));
    assert.ok(!AddonBackupImport.isInstance(new pulumi.ComponentResource("pkg:index:Other", "other")));
    assert.ok(!AddonBackupImport.isInstance(undefined));
  });

  it("registers an explicit provider with a secret token", async () => {
    await valueOf(new Provider("staging", { apiToken: "token-of-staging", teamId: "blue" }).urn);
    const { type, inputs } = registration("staging");
    assert.equal(type, "pulumi:providers:pulumi-nodejs");
    assert.deepEqual(inputs["northflank:apiToken"], secret("token-of-staging"));
    assert.equal(inputs["northflank:teamId"], "blue");
    assert.ok(!("northflank:allowInsecureUrl" in inputs));
  });

  it("registers with it the leave to use an address without TLS, as the configuration has it", async () => {
    const args = { apiToken: "token-of-lab", apiUrl: "http://lab.example.com", allowInsecureUrl: true };
    await valueOf(new Provider("lab", args).urn);
    assert.equal(registration("lab").inputs["northflank:allowInsecureUrl"], "true");
  });
});

const secret = (value: unknown): object => ({ [markKey]: secretMark, value });

const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

function registration(name: string): Registration {
  const found = registered.find((args) => args.name === name);
  assert.ok(found !== undefined, `nothing named ${name} was registered`);
  return found;
}
