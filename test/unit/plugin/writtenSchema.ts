import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { repository } from "../../repository";

export const schemaFile = resolve(repository, "provider/plugin/schema.json");
export const schemaText = readFileSync(schemaFile, "utf8");

const property = z.object({
  type: z.enum(["string", "number", "boolean"]).optional(),
  $ref: z.string().optional(),
  description: z.string(),
  secret: z.literal(true).optional(),
  willReplaceOnChanges: z.literal(true).optional(),
});
const properties = z.record(z.string(), property);
const names = z.array(z.string());

type Properties = z.infer<typeof properties>;

const schema = z.object({
  name: z.string(),
  version: z.string(),
  repository: z.string(),
  pluginDownloadURL: z.string(),
  language: z.object({ nodejs: z.object({ packageName: z.string() }) }),
  config: z.object({ variables: properties }),
  types: z.record(z.string(), z.object({ type: z.string(), enum: z.array(z.object({ value: z.string() })) })),
  provider: z.object({
    description: z.string(),
    inputProperties: properties,
    requiredInputs: names,
  }),
  resources: z.object({
    "northflank:index:AddonBackupImport": z.object({
      description: z.string(),
      properties,
      required: names,
      inputProperties: properties,
      requiredInputs: names,
      aliases: z.array(z.object({ type: z.string() })),
    }),
  }),
});

export const writtenSchema = schema.parse(JSON.parse(schemaText));
export const resource = writtenSchema.resources["northflank:index:AddonBackupImport"];

export const namesIn = (
  properties: Properties,
  wanted: (property: Properties[string]) => boolean,
): string[] =>
  Object.entries(properties)
    .filter(([, property]) => wanted(property))
    .map(([name]) => name);

export const said = (properties: Properties, name: string): string => {
  const property = properties[name];
  assert.ok(property, name);
  return property.description;
};
