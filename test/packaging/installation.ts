import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { command, npmInstall } from "./command";
import { titleOf, type Environment } from "./matrix";
import { programs, type Program } from "./programs";
import type { Workshop } from "./workshop";

export interface Installation {
  readonly folder: string;
  readonly path: string;
  /** Versions, as they were found. */
  readonly found: Readonly<Record<"pulumi" | "typescript" | "node", string>>;
}

/** A user's folder: the program, and what it needs, installed by the user's package manager. */
export async function install(
  workshop: Workshop,
  tarball: string,
  environment: Environment,
): Promise<Installation> {
  const program: Program = programs[environment.program];
  const folder = await workshop.newFolder(titleOf(environment).replace(/[^\w.]+/g, "-"), {
    name: "orders",
    private: true,
    type: program.type,
    main: program.entry,
    dependencies: dependenciesOf(environment, program, tarball),
  });
  await writeProgram(folder, program);
  // npm refuses TypeScript 7 beside Pulumi, whose optional peer it is below 7, unless the user says this.
  if (environment.typescript === "7") await writeFile(join(folder, ".npmrc"), "legacy-peer-deps=true\n");
  await installers[environment.manager](workshop, folder);
  const path = workshop.pathFor(environment.node);
  return {
    folder,
    path,
    found: {
      pulumi: await versionOf(folder, "@pulumi/pulumi"),
      typescript: await versionOf(folder, "typescript"),
      node: (
        await command("node", ["-p", "process.versions.node"], { cwd: folder, env: { PATH: path } })
      ).trim(),
    },
  };
}

function dependenciesOf(
  { pulumi, typescript, node }: Environment,
  program: Program,
  tarball: string,
): object {
  return {
    "pulumi-northflank": `file:${tarball}`,
    "@pulumi/pulumi": pulumi,
    "@types/node": String(node),
    typescript,
    // Pulumi runs ESM written in TypeScript by it.
    ...(program.typescript && program.type === "module" ? { "ts-node": "10.9.2" } : {}),
  };
}

async function writeProgram(folder: string, program: Program): Promise<void> {
  const { entry, source, typescript, compilerOptions, otherOptions = compilerOptions } = program;
  await writeFile(join(folder, entry), source);
  for (const [file, options] of [
    ["tsconfig.json", compilerOptions],
    ["tsconfig.other.json", otherOptions],
  ] as const)
    await writeFile(join(folder, file), JSON.stringify({ compilerOptions: options, include: [entry] }));
  await writeFile(
    join(folder, "Pulumi.yaml"),
    `name: orders\nruntime:\n  name: nodejs\n  options:\n    typescript: ${typescript}\n`,
  );
}

const installers: Record<Environment["manager"], (workshop: Workshop, folder: string) => Promise<unknown>> = {
  npm: (_, folder) => npmInstall(folder),

  pnpm: async (workshop, folder) =>
    workshop.tool("pnpm/bin/pnpm.cjs", ["install", "--ignore-scripts"], folder, {
      npm_config_registry: await registry(folder),
    }),

  Yarn: async (workshop, folder) => {
    await writeFile(
      join(folder, ".yarnrc.yml"),
      "nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\n",
    );
    // Without a lock file of its own, Yarn would look for a project in the folders above.
    await writeFile(join(folder, "yarn.lock"), "");
    const server = await registry(folder);
    return workshop.tool("@yarnpkg/cli-dist/bin/yarn.js", ["install", "--no-immutable"], folder, {
      YARN_NPM_REGISTRY_SERVER: server,
      ...(server.startsWith("http:") ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(server).hostname } : {}),
    });
  },
};

/** The registry that npm uses here; the others read other files. */
const registry = async (cwd: string): Promise<string> =>
  (await command("npm", ["config", "get", "registry"], { cwd })).trim();

const manifest = z.object({ version: z.string() });

async function versionOf(folder: string, name: string): Promise<string> {
  const path = join(folder, "node_modules", name, "package.json");
  return manifest.parse(JSON.parse(await readFile(await realpath(path), "utf8"))).version;
}
