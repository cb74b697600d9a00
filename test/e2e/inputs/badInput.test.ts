import assert from "node:assert/strict";
import type { ExportedResource, Verb } from "@test/engine";
import { forEachEngine } from "../../stage/forEachEngine";
import { defaultToken } from "@test/simulator";
import { type Recording, Stage } from "../../stage/stage";
import { assertInvariants } from "../invariants";

const password = "correct-horse-battery";
const signature = "3f1d9c0b7a5e4d2c";
const readOnlyToken = "nf-read-only-token";
const unknownToken = "nf-token-of-nobody";

const args = {
  projectId: `"shop"`,
  addonId: `"orders-db"`,
  connectionString: `config.requireSecret("source")`,
};

const program = (given: Record<string, string>): string => `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport } = require("pulumi-northflank");
const config = new pulumi.Config();
const dump = pulumi.secret("https://dumps.example.com/orders.sql.gz?X-Amz-Signature=${signature}");
new AddonBackupImport("orders", { ${Object.entries(given)
  .map(([name, value]) => `${JSON.stringify(name)}: ${value}`)
  .join(", ")} });
`;

interface Mistake {
  readonly what: string;
  readonly verb: Verb;
  /** The arguments of the program; the good ones with another name, if left out: it would have to import. */
  readonly given?: Record<string, string>;
  readonly config?: { readonly key: string; readonly value: string | undefined };
  /** What the sentence must say: the input or setting, and the way out. */
  readonly says: RegExp;
}

const renamed = { ...args, name: `"orders-again"` };

const mistakes: readonly Mistake[] = [
  {
    what: "a name that Northflank does not take",
    verb: "preview",
    given: { ...args, name: `"-orders-"` },
    says: /name must be 3 to 39 letters and digits, .*; got a string of 8 characters/,
  },
  {
    what: "two sources",
    verb: "preview",
    given: { ...args, importUrl: "dump" },
    says: /connectionString and importUrl are set together; .* keep only one of them/,
  },
  {
    what: "no source",
    verb: "preview",
    given: { projectId: args.projectId, addonId: args.addonId },
    says: /no source is set; set exactly one of connectionString, importUrl/,
  },
  {
    what: "the URL of a dump as connection string",
    verb: "preview",
    given: { ...args, connectionString: "dump" },
    says: /connectionString looks like a dump's URL; pass it as importUrl/,
  },
  {
    what: "an unknown key",
    verb: "preview",
    given: { ...args, compresionType: `"zstd"` },
    says: /"compresionType" is not an input .*; did you mean compressionType\?/,
  },
  {
    what: "an option that does not go with the source",
    verb: "preview",
    given: {
      projectId: args.projectId,
      addonId: args.addonId,
      importUrl: "dump",
      importAllDatabases: "true",
    },
    says: /importAllDatabases works only with a connection string, .*; remove importAllDatabases/,
  },
  {
    what: "a missing token",
    verb: "up",
    config: { key: "northflank:apiToken", value: undefined },
    says: /no Northflank API token is configured: run `pulumi config set --secret northflank:apiToken/,
  },
  {
    what: "a token that is not valid",
    verb: "up",
    config: { key: "northflank:apiToken", value: unknownToken },
    says: /returned 401.*the token from the config value northflank:apiToken is not valid, or its role may not read this project; /,
  },
  {
    what: "a token without the permission to import",
    verb: "up",
    config: { key: "northflank:apiToken", value: readOnlyToken },
    says: /lacks a permission \(ps_addons_general_update\); .*grant "Project > Addons > General": Update/,
  },
  {
    what: "an address that is none",
    verb: "up",
    config: { key: "northflank:apiUrl", value: "northflank" },
    says: /northflank:apiUrl must be a plain http or https URL, for example https:\/\/api\.northflank\.com/,
  },
  {
    what: "a host that cannot be reached",
    verb: "up",
    // Port 1 is reserved and nothing listens there.
    config: { key: "northflank:apiUrl", value: "http://127.0.0.1:1" },
    says: /127\.0\.0\.1:1 could not be reached \(ECONNREFUSED\); check northflank:apiUrl and the network/,
  },
  {
    what: "a project that the token does not reach",
    verb: "up",
    given: { ...args, projectId: `"shopp"` },
    says: /returned 404: Project not found; check projectId, addonId and teamId, and that the token belongs to/,
  },
  {
    what: "an addon that is not there",
    verb: "up",
    given: { ...args, addonId: `"order-db"` },
    says: /"order-db" failed: Northflank returned 404: Addon not found; check projectId, addonId and teamId/,
  },
];

/** The imports in the state; encrypted anew in every export, so without what is encrypted. */
function importsIn({ state }: Recording): ExportedResource[] {
  const all = state.deployment.resources ?? [];
  const text = JSON.stringify(all.filter(({ type }) => type.endsWith(":AddonBackupImport")));
  return JSON.parse(text.replaceAll(/"ciphertext":"[^"]*"/g, '"ciphertext":""')) as ExportedResource[];
}

/** What the user is told about the resource, once. */
function sentencesOf({ result }: Recording): string[] {
  const errors = result.diagnostics.filter(({ severity, message }) => severity === "error" && message !== "");
  const about = errors
    .map(({ message }) => message.trim())
    .filter((text) => !/^(update|preview) failed$/.test(text));
  return [...new Set(about)];
}

describe("a mistake of the user", () => {
  forEachEngine((engine, rule) => {
    describe("is told in one sentence that names it and the way out, and changes nothing:", () => {
      let stage: Stage;
      let good: Recording;

      before(async () => {
        const accounts = { account: "acme", team: "acme" };
        stage = await Stage.open({
          engine,
          program: { source: program(args) },
          config: {
            source: { value: `postgresql://reader:${password}@legacy.example.com/orders`, secret: true },
          },
          simulator: { scheduledSeconds: 0, importSeconds: 0.5 },
          secrets: [password, signature, readOnlyToken, unknownToken],
        });
        stage.simulator.settings.tokens.push({
          ...accounts,
          secret: readOnlyToken,
          label: "read-only",
          permissions: ["Project > Addons > General > Read", "Project > Projects > Manage > Read"],
        });
        good = await stage.run("up");
        assert.equal(good.result.ok, true, good.result.output);
      });

      after(async () => {
        await stage.close();
      });

      async function restore(): Promise<void> {
        await stage.write(program(args));
        await stage.setConfig("northflank:apiUrl", stage.simulator.url);
        await stage.setConfig("northflank:apiToken", { value: defaultToken, secret: true });
      }

      async function configure({ key, value }: { key: string; value: string | undefined }): Promise<void> {
        if (value === undefined) await stage.removeConfig(key);
        else await stage.setConfig(key, key === "northflank:apiToken" ? { value, secret: true } : value);
      }

      for (const { what, verb, given = renamed, config, says } of mistakes) {
        rule(what, async () => {
          await restore();
          await stage.write(program(given));
          if (config !== undefined) await configure(config);

          const bad = await stage.run(verb);

          const { ok, output } = bad.result;
          assert.equal(ok, false, output);
          const [sentence = "", ...others] = sentencesOf(bad);
          assert.match(sentence, says);
          assert.deepEqual([others, sentence.split("\n").length], [[], 1], output);
          assert.doesNotMatch(output, /^\s+at .+:\d+|node_modules|\[object Object\]|undefined/m);
          assert.deepEqual(bad.imports, []);
          assert.deepEqual(importsIn(bad), importsIn(good));
          assert.deepEqual(bad.backups, good.backups);
        });
      }

      it("and is over once it is fixed", async () => {
        await restore();
        const repaired = await stage.run("up");
        assert.deepEqual([repaired.result.ok, repaired.requests], [true, []], repaired.result.output);
        const extraRequests = stage.simulator.journal.entries.length;
        assertInvariants(await stage.conclude(), { imports: 1, extraRequests });
      });
    });
  });
});
