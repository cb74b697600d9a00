import assert from "node:assert/strict";
import { compile } from "./compiler";

const target = `projectId: "shop", addonId: "orders-db"`;
const importing = (args: string): string =>
  `import { AddonBackupImport } from "pulumi-northflank";\nnew AddonBackupImport("orders", ${args});\n`;
const argsOf = (args: string): string =>
  `import type { AddonBackupImportArgs } from "pulumi-northflank";\nexport const args: AddonBackupImportArgs = ${args};\n`;

const mistakes = {
  noSource: importing(`{ ${target} }`),
  onlyOptions: importing(`{ ${target}, compressionType: "gz" }`),
  connectionStringOrUndefined: importing(`{ ${target}, connectionString: process.env.ORDERS }`),
  optionsAndUndefined: importing(
    `{ ${target}, name: "Orders", compressionType: "gz", connectionString: process.env.ORDERS }`,
  ),
  urlOrUndefined: importing(`{ ${target}, importUrl: process.env.ORDERS }`),
  argsOrUndefined: argsOf(`{ ${target}, importUrlFromEnv: process.env.ORDERS }`),
  adoptedOrUndefined: importing(`{ ${target}, adoptBackupId: process.env.ORDERS }`),
  twoSources: importing(
    `{ ${target}, connectionString: "postgresql://db/orders", importUrl: "https://a/b.gz" }`,
  ),
  adoptedAndTwoSources: importing(
    `{ ${target}, adoptBackupId: "1", connectionString: "x", importUrlFromEnv: "Y" }`,
  ),
  compressedUrl: importing(`{ ${target}, importUrl: "https://a/b.gz", compressionType: "gz" }`),
  wholeUrl: importing(`{ ${target}, importUrlFromEnv: "DUMP", importAllDatabases: true }`),
  compressedAdopted: importing(`{ ${target}, adoptBackupId: "1", compressionType: "gz" }`),
  otherCompression: importing(
    `{ ${target}, connectionString: "postgresql://db/orders", compressionType: "gzip" }`,
  ),
  noProject: importing(`{ addonId: "orders-db", importUrl: "https://a/b.gz" }`),
  misspelt: importing(`{ ${target}, conectionString: "postgresql://db/orders" }`),
};

/** Programs as users write them. */
const sound = {
  adoptedAlone: importing(`{ ${target}, adoptBackupId: "1" }`),
  adoptedBesideSource: importing(
    `{ ${target}, adoptBackupId: process.env.ADOPTED, connectionString: "postgresql://db/orders", compressionType: "gz" }`,
  ),
  definition: `
    import { AddonBackupImport, loadImportDefinition } from "pulumi-northflank";
    new AddonBackupImport("orders", { ${target}, ...loadImportDefinition("import.yaml") });
    new AddonBackupImport("named", { ${target}, ...loadImportDefinition("import.yaml"), name: "Orders" });`,
  component: `
    import * as pulumi from "@pulumi/pulumi";
    import { AddonBackupImport, type ImportFromConnectionString } from "pulumi-northflank";
    interface OrdersArgs extends Omit<ImportFromConnectionString, "projectId" | "connectionString"> {
      password: pulumi.Input<string>;
    }
    export class Orders extends pulumi.ComponentResource {
      constructor(name: string, { password, ...args }: OrdersArgs, opts?: pulumi.ComponentResourceOptions) {
        super("shop:index:Orders", name, {}, opts);
        const connectionString = pulumi.interpolate\`postgresql://reader:\${password}@db/orders\`;
        new AddonBackupImport(name, { ...args, projectId: "shop", connectionString }, { parent: this });
      }
    }
    new Orders("orders", { addonId: "orders-db", password: "pw", compressionType: "zstd" });`,
  ownBase: `
    import { AddonBackupImport, type AddonBackupImportArgs, type AddonBackupImportBase } from "pulumi-northflank";
    interface NightlyArgs extends Omit<AddonBackupImportBase, "adoptBackupId"> { day: string }
    const nightly = ({ day, ...args }: NightlyArgs): AddonBackupImportArgs =>
      ({ ...args, importUrl: \`https://dumps.example.com/\${day}.gz\` });
    export const orders = new AddonBackupImport("orders", nightly({ ${target}, day: "monday" }));`,
  choosing: `
    import { AddonBackupImport, type AddonBackupImportArgs } from "pulumi-northflank";
    const url = process.env.ORDERS;
    const args: AddonBackupImportArgs =
      url === undefined ? { ${target}, connectionStringFromEnv: "ORDERS_DB" } : { ${target}, importUrl: url };
    const given: AddonBackupImportArgs["importUrl"] = args.importUrl;
    export const orders = [new AddonBackupImport("orders", args), given];`,
};

describe("what the compiler says of a program", () => {
  let said: Record<keyof typeof mistakes | keyof typeof sound, string>;

  before(() => {
    said = compile({ ...mistakes, ...sound });
  });

  const noSource =
    /^  Property '\[oneSourceThatIsNeverUndefined\]' is missing in type '.*' but required in type 'NoSource'\.$/m;
  const tooMuch = (name: string): readonly RegExp[] => [
    new RegExp(`^  Types of property '${name}' are incompatible\\.$`, "m"),
    /^ {4}Type 'string' is not assignable to type 'undefined'\.$/m,
  ];

  const expected: Readonly<Record<keyof typeof mistakes, readonly RegExp[]>> = {
    noSource: [noSource],
    onlyOptions: [noSource],
    optionsAndUndefined: [noSource, /connectionString: string \| undefined/],
    connectionStringOrUndefined: [noSource, /connectionString: string \| undefined/],
    urlOrUndefined: [noSource, /importUrl: string \| undefined/],
    argsOrUndefined: [noSource, /importUrlFromEnv: string \| undefined/],
    adoptedOrUndefined: [noSource, /adoptBackupId: string \| undefined/],
    twoSources: tooMuch("importUrl"),
    adoptedAndTwoSources: tooMuch("importUrlFromEnv"),
    compressedUrl: [
      /^  Types of property 'compressionType' are incompatible\.$/m,
      /^ {4}Type '"gz"' is not assignable to type 'OnlyWithConnectionString<"gz">'\.$/m,
    ],
    wholeUrl: [/property 'importAllDatabases'/, /OnlyWithConnectionString<boolean>/],
    compressedAdopted: [noSource],
    otherCompression: [
      /^compressionType$/m,
      /Type '"gzip"' is not assignable to type '.*Input<"gz" \| "zstd" \| undefined>'/,
    ],
    noProject: [/Property 'projectId' is missing in type '.*' but required in type 'ImportFromUrl'/],
    misspelt: [/'conectionString' does not exist .* Did you mean to write 'connectionString'\?/],
  };

  for (const [mistake, patterns] of Object.entries(expected))
    it(`names the mistake, whatever it is: ${mistake}`, () => {
      const message = said[mistake as keyof typeof mistakes];
      for (const pattern of patterns) assert.match(message, pattern);
      assert.doesNotMatch(message, /Pick<|Given/);
      if (mistake !== "adoptedOrUndefined") assert.doesNotMatch(message, /'adoptBackupId'/);
    });

  for (const program of Object.keys(sound))
    it(`is nothing where it is sound: ${program}`, () => {
      assert.equal(said[program as keyof typeof sound], "");
    });
});
