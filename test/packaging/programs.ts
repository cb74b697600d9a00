/** A program as a user writes it, in one of the ways in which Node.js and Pulumi take it. */
export interface Program {
  readonly entry: string;
  readonly source: string;
  readonly type: "commonjs" | "module";
  readonly typescript: boolean;
  readonly compilerOptions: object;
  /** Other options that compile it, by which Pulumi does not run it. */
  readonly otherOptions?: object;
}

export const projectAndAddon = { projectId: "shop", addonId: "orders-db" };

const typed = `import * as pulumi from "@pulumi/pulumi";
import { AddonBackupImport, parseImportDefinition, type AddonBackupImportArgs } from "pulumi-northflank";

const config = new pulumi.Config();
const { name } = parseImportDefinition("name: Example Backup\\nimportUrl: https://dumps.example.com/orders.gz");
const args: AddonBackupImportArgs = {
  projectId: "${projectAndAddon.projectId}",
  addonId: "${projectAndAddon.addonId}",
  name,
  connectionString: config.requireSecret("connectionString"),
};
const parent = new pulumi.ComponentResource("shop:index:Databases", "databases");
const orders = new AddonBackupImport("orders", args, { parent, customTimeouts: { create: "1m" } });
export const archive = new AddonBackupImport("archive", { ...args, name: "Archive" }, { parent });

export const status: pulumi.Output<string> = orders.status;
export const isOne: boolean = AddonBackupImport.isInstance(orders);
`;

const plain = `const pulumi = require("@pulumi/pulumi");
const { AddonBackupImport, parseImportDefinition } = require("pulumi-northflank");

const config = new pulumi.Config();
const { name } = parseImportDefinition("name: Example Backup\\nimportUrl: https://dumps.example.com/orders.gz");
const args = {
  projectId: "${projectAndAddon.projectId}",
  addonId: "${projectAndAddon.addonId}",
  name,
  connectionString: config.requireSecret("connectionString"),
};
const parent = new pulumi.ComponentResource("shop:index:Databases", "databases");
const orders = new AddonBackupImport("orders", args, { parent, customTimeouts: { create: "1m" } });
const archive = new AddonBackupImport("archive", { ...args, name: "Archive" }, { parent });

module.exports = { archive, status: orders.status, isOne: AddonBackupImport.isInstance(orders) };
`;

// Our declarations are checked, too: what is wrong in them is an error in every program that does not skip it.
const shared = { strict: true, noEmit: true, skipLibCheck: false, target: "es2022", types: ["node"] };

export const programs = {
  "CommonJS TypeScript": {
    entry: "index.ts",
    source: typed,
    type: "commonjs",
    typescript: true,
    compilerOptions: { ...shared, module: "node16", moduleResolution: "node16" },
    otherOptions: { ...shared, module: "commonjs" },
  },
  "ESM TypeScript": {
    entry: "index.ts",
    source: typed,
    type: "module",
    typescript: true,
    compilerOptions: { ...shared, module: "nodenext", moduleResolution: "nodenext" },
  },
  JavaScript: {
    entry: "index.js",
    source: plain,
    type: "commonjs",
    typescript: false,
    compilerOptions: { ...shared, module: "node16", allowJs: true, checkJs: true },
  },
} as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;
