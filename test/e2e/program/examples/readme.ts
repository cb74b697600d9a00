import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConfigValue } from "@test/engine";
import { withPart } from "../../../../docs/parts";
import type { Recording } from "../../../stage/stage";
import { type Example, folderOf, type Scene } from "./example";
import { shown } from "./shown";

export type Played = readonly [scene: Scene, recording: Recording];

export const readmeOf = ({ folder }: Example): string => join(folderOf(folder), "README.md");

/** The README as it has to be after this run. */
export async function updatedReadme(example: Example, played: readonly Played[]): Promise<string> {
  const parts: Record<string, string> = { run: fenced("sh", setUp(example)) };
  for (const part of new Set(played.flatMap(([scene]) => scene.part ?? []))) {
    const screens = played.filter(([scene]) => scene.part === part).map((one) => screen(...one));
    parts[part] = fenced("console", screens.join("\n\n"));
  }
  for (const [part, text] of Object.entries((await example.alsoShows?.()) ?? {}))
    parts[part] = fenced("console", text);
  return withParts(readmeOf(example), parts);
}

/** The text of this file with these parts. */
export function withParts(file: string, parts: Readonly<Record<string, string>>): string {
  const document = readFileSync(file, "utf8");
  return Object.entries(parts).reduce(
    (text, [part, generated]) =>
      withPart(text, { file, part, command: "npm run docs:examples", text: generated }),
    document,
  );
}

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** For comparing: the CLI prints what is independent of each other in any order. */
export const inAnyOrder = (text: string): string => text.split("\n").sort().join("\n");

/** What a user types before the first preview. */
const setUp = ({ install = ["npm install"], stack = "dev", config, env = {} }: Example): string =>
  [
    ...install,
    `pulumi stack init ${stack}`,
    "pulumi config set --secret northflank:apiToken # asks for it",
    ...Object.entries(config).map(setting),
    ...Object.entries(env).map(([name, value]) => `export ${name}=\'${value}\'`),
  ].join("\n");

/** What was typed, and what came. */
function screen({ sets = {}, verb }: Scene, { result }: Recording): string {
  const command = verb === "preview" ? "pulumi preview" : `pulumi ${verb} --yes --skip-preview`;
  const typed = [...Object.entries(sets).map(setting), command];
  return `${typed.map((line) => `$ ${line}`).join("\n")}\n${shown(result)}`;
}

function setting([key, value]: [string, ConfigValue]): string {
  const isSecret = typeof value !== "string";
  const text = isSecret ? value.value : value;
  return `pulumi config set ${isSecret ? "--secret " : ""}${key} ${/^[\w.-]+$/.test(text) ? text : `'${text}'`}`;
}
