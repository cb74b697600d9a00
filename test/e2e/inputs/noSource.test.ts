import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { onStage } from "../invariants";
import { ordersSettings } from "../ordersImport";

const plant = "hunter2_PLANT";

const program = (given: string): string => `
const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, parseImportDefinition } = require("pulumi-northflank");
const password = pulumi.secret("${plant}");
const target = { projectId: "shop", addonId: "orders-db" };
const connectionString = pulumi.interpolate\`postgresql://reader:\${password}@legacy.example.com/orders\`;
new AddonBackupImport("orders", { ...target, ${given} });
`;

interface Mistake {
  readonly what: string;
  readonly given: string;
  readonly says: RegExp;
}

const noSources: readonly Mistake[] = [
  {
    what: "the text of an Output in it",
    given: "connectionString: `postgresql://reader:${password}@legacy.example.com/orders`",
    says: /connectionString contains the text of an Output .*; build it with pulumi\.interpolate/,
  },
  {
    what: "a line break in it, out of an Output",
    given: "connectionString: connectionString.apply((text) => text.replace('@', '\\n@'))",
    says: /connectionString contains a line break .*; put it on one line/,
  },
  {
    what: "no sign of a connection, out of an Output",
    given: "connectionString: password",
    says: /connectionString is not a connection string: it has neither a scheme/,
  },
  {
    what: "quotes around it, by reference",
    given: `connectionStringFromEnv: "LEGACY_DATABASE"`,
    says: /the value of the environment variable LEGACY_DATABASE is a line from an env file, .* quotes/,
  },
  {
    what: "a placeholder in it, by reference",
    given: `importUrlFromEnv: "LEGACY_DUMP"`,
    says: /the value of the environment variable LEGACY_DUMP contains a placeholder/,
  },
  {
    what: "a placeholder in it, from a definition",
    given: `...parseImportDefinition(JSON.stringify({ name: "nightly", connectionString: "postgresql://${plant}:<password>@h/d" }))`,
    says: /the import definition:1: .*connectionString contains a placeholder/,
  },
];

const misplaced: readonly Mistake[] = [
  { what: "name", given: "connectionString, name: password", says: /name must be 3 to 39 letters/ },
  {
    what: "projectId",
    given: `connectionString, projectId: password.apply((text) => text + "/" + text)`,
    says: /projectId must be/,
  },
  {
    what: "compressionType",
    given: "importUrl: 'https://h.example.com/a.gz', compressionType: password",
    says: /compressionType must be/,
  },
  {
    what: "importAllDatabases",
    given: "connectionString, importAllDatabases: password",
    says: /importAllDatabases must be/,
  },
  {
    what: "connectionStringFromEnv",
    given: `connectionStringFromEnv: password.apply((text) => text + "!")`,
    says: /connectionStringFromEnv must be the name of an environment variable/,
  },
];

describe("the preview of the first deployment", () => {
  const env = {
    LEGACY_DATABASE: `"postgresql://reader:${plant}@legacy.example.com/orders"`,
    LEGACY_DUMP: "https://h.example.com/a.gz?token=${" + plant + "}",
  };

  forEachEngine((engine, rule) => {
    const refuses = ({ given, says }: Mistake) =>
      onStage(
        { ...ordersSettings(engine, program(given)), env, secrets: [plant] },
        { imports: 0 },
        async (stage) => {
          const { result, requests } = await stage.run("preview");
          assert.deepEqual([result.ok, requests], [false, []], result.output);
          assert.match(result.output.replace(/\s+/g, " "), says);
          assert.ok(!result.output.includes(plant), result.output);
        },
      );

    for (const mistake of noSources)
      rule(`refuses a source with ${mistake.what}`, async () => {
        await refuses(mistake);
      });

    for (const mistake of misplaced)
      rule(`does not repeat a secret that is given as ${mistake.what}`, async () => {
        await refuses(mistake);
      });

    rule("does not name a variable that does not look like one", async () => {
      const settings = ordersSettings(engine, program("connectionStringFromEnv: password"));
      await onStage({ ...settings, secrets: [plant] }, { imports: 0 }, async (stage) => {
        const { result } = await stage.run("preview");
        assert.match(
          result.output.replace(/\s+/g, " "),
          /that connectionStringFromEnv names, .* is not set here/,
        );
      });
    });
  });
});
