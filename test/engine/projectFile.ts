import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const runtimeSchema = z.union([
  z.string(),
  z.object({
    name: z.string(),
    options: z.object({ typescript: z.boolean().optional() }).optional(),
  }),
]);

const configSchema = z.union([
  z.object({ value: z.unknown().optional(), default: z.unknown().optional() }),
  z.string(),
  z.number(),
  z.boolean(),
]);

const projectSchema = z.object({
  name: z.string(),
  main: z.string().optional(),
  runtime: runtimeSchema,
  config: z.record(z.string(), configSchema).optional(),
});

export interface Project {
  name: string;
  /** Where the program is; program and provider run there. */
  programDir: string;
  typescript: boolean;
  /** Values that the project gives to its stacks. */
  config: Record<string, string>;
}

function asText(setting: z.infer<typeof configSchema>): string | undefined {
  const value: unknown = typeof setting === "object" ? (setting.value ?? setting.default) : setting;
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function readProject(directory: string): Project {
  const file = ["Pulumi.yaml", "Pulumi.yml"]
    .map((name) => join(directory, name))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`no Pulumi.yaml in ${directory}`);
  const project = projectSchema.parse(parse(readFileSync(file, "utf8")));
  const config: Record<string, string> = {};
  for (const [key, setting] of Object.entries(project.config ?? {})) {
    const text = asText(setting);
    if (text !== undefined) config[key] = text;
  }
  const options = typeof project.runtime === "string" ? undefined : project.runtime.options;
  return {
    name: project.name,
    programDir: join(directory, project.main ?? "."),
    typescript: options?.typescript ?? true,
    config,
  };
}
