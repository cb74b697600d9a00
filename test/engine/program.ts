import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../..");

/** Plain JavaScript: the SDK need not load TypeScript for it, which takes about as long as everything else. */
const PROJECT_FILE = `name: engine-test
runtime:
  name: nodejs
  options:
    typescript: false
    packagemanager: npm
`;

export interface ProgramFolder {
  dir: string;
  /** Another version of the program, for the next operation. */
  write(source: string): Promise<void>;
  remove(): Promise<void>;
}

export interface ProgramFolderOptions {
  projectFile?: string;
  /** The file that holds the source: `index.ts` for a TypeScript program. */
  entry?: string;
}

/** A project outside this repository, whose `node_modules` is the repository's. */
export async function writeProgram(
  source: string,
  options: ProgramFolderOptions = {},
): Promise<ProgramFolder> {
  const dir = await mkdtemp(join(tmpdir(), "pulumi-program-"));
  const write = (text: string): Promise<void> => writeFile(join(dir, options.entry ?? "index.js"), text);
  await writeFile(join(dir, "Pulumi.yaml"), options.projectFile ?? PROJECT_FILE);
  await writeFile(join(dir, "package.json"), JSON.stringify({ name: "engine-test", private: true }));
  await symlink(join(REPOSITORY, "node_modules"), join(dir, "node_modules"));
  await write(source);
  return { dir, write, remove: () => rm(dir, { recursive: true, force: true }) };
}
