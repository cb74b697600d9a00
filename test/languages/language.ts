import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { version } from "../../provider/version";
import type { Example } from "../e2e/program/examples/example";
import { fromConnectionString } from "../e2e/program/examples/scenes/direct";
import { database } from "../e2e/program/examples/sources";

/** A language of Pulumi, with a program in `examples/` that imports by the provider plugin. */
export interface Language {
  readonly folder: string;
  /** The file that declares the resource. */
  readonly program: string;
  /** What must stand there before what `pulumi import` writes. */
  readonly preamble?: string;
  /** Its SDK is generated from the plugin's schema; YAML has none. */
  readonly hasSdk: boolean;
  /** What runs it, besides the CLI. */
  readonly tools: readonly string[];
}

export const languages: readonly Language[] = [
  {
    folder: "yaml",
    program: "Pulumi.yaml",
    preamble: "name: yaml\nruntime: yaml\n",
    hasSdk: false,
    tools: ["pulumi-language-yaml"],
  },
  {
    folder: "python",
    program: "__main__.py",
    hasSdk: true,
    tools: ["pulumi-language-python", "python3"],
  },
  { folder: "typescript", program: "index.ts", hasSdk: true, tools: ["pulumi-language-nodejs", "npm"] },
  { folder: "go", program: "main.go", hasSdk: true, tools: ["pulumi-language-go", "go"] },
];

const path = (process.env["PATH"] ?? "").split(delimiter);

/** What this machine lacks to run it. */
export const missingFor = ({ tools }: Language): string[] =>
  ["pulumi", ...tools].filter((tool) => !path.some((folder) => existsSync(join(folder, tool))));

export const archiveFor = (os: string, arch: string): string =>
  `pulumi-resource-northflank-v${version}-${os}-${arch}.tar.gz`;

/** What a user types to have the plugin, and a program's SDK. */
export const installation = ({ hasSdk }: Language, archive: string): string[] => [
  `pulumi plugin install resource northflank ${version} --file ${archive}`,
  ...(hasSdk ? [`pulumi package add northflank@${version}`] : []),
];

/** The same story in each language. */
export const exampleIn = (language: Language): Example => ({
  ...fromConnectionString,
  folder: language.folder,
  config: { connectionString: database("legacy") },
  install: installation(language, `../../bundle/${archiveFor("linux", "amd64")}`),
});
