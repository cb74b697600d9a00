import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { z } from "zod";
import { types } from "./pluginProperties";
import { resource, resourceType } from "./pluginResource";
import { configVariables, providerDescription, providerInputs, requiredSettings } from "./pluginSettings";

const manifest = z
  .object({
    version: z.string(),
    description: z.string(),
    homepage: z.string(),
    license: z.string(),
    repository: z.object({ url: z.string() }),
  })
  .parse(JSON.parse(readFileSync(resolve(__dirname, "../package.json"), "utf8")));

const repository = manifest.repository.url.replace(/^git\+|\.git$/g, "");
const [owner = "", name = ""] = new URL(repository).pathname.slice(1).split("/");

/** The plugin's schema, as Pulumi and its generators of SDKs read it. */
export async function pluginSchema(): Promise<string> {
  const schema = {
    name: "northflank",
    displayName: "Northflank",
    version: manifest.version,
    description: `${manifest.description}.`,
    keywords: ["pulumi", "northflank", "category/database", "kind/native"],
    homepage: manifest.homepage,
    license: manifest.license,
    repository,
    pluginDownloadURL: `github://api.github.com/${owner}/${name}`,
    publisher: owner,
    language,
    config: { variables: configVariables() },
    types: types(),
    provider: {
      description: providerDescription,
      inputProperties: providerInputs(),
      requiredInputs: requiredSettings,
    },
    resources: { [resourceType]: resource() },
  };
  const config = await resolveConfig(__filename);
  return format(JSON.stringify(schema), { ...config, parser: "json" });
}

/**
 * The names of the generated SDKs. Nobody publishes them: `pulumi package add` writes them into a project. So they are
 * in scopes of our own rather than in Pulumi's, where somebody else may publish a package of the same name one day, and
 * none is called `pulumi-northflank`, so that one program can use both this SDK and our npm package.
 */
const language = {
  nodejs: { packageName: `@${owner}/northflank`, respectSchemaVersion: true },
  python: { packageName: "pulumi_northflank", pyproject: { enabled: true }, respectSchemaVersion: true },
  go: {
    importBasePath: `${new URL(repository).host}/${owner}/${name}/sdk/go/northflank`,
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: { rootNamespace: "PulumiNorthflank", respectSchemaVersion: true },
  java: { basePackage: "io.github.pulumi_northflank" },
};
