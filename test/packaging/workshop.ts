import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command, npmInstall } from "./command";
import { matrix, tooOld } from "./matrix";

/** Tools that only these tests need; installed for one run. */
const tools = {
  pnpm: "10.34.9",
  "@yarnpkg/cli-dist": "4.18.1",
  publint: "0.3.25",
  "@arethetypeswrong/cli": "0.18.5",
  "npm-10": "npm:npm@10",
  "npm-12": "npm:npm@12",
};

/** Node.js comes as a package for these. */
const platforms = ["linux-x64", "linux-arm64", "darwin-x64"];
const platform = `${process.platform}-${process.arch}`;

const ownLine = Number(process.versions.node.split(".", 1).join(""));
const otherLines = [...new Set([...matrix.map(({ node }) => node), ...tooOld])].filter(
  (line) => line !== ownLine,
);

/** Whether this line of Node.js can be had here. */
export const hasNode = (line: number): boolean => line === ownLine || platforms.includes(platform);

/** A temporary folder with the tools, the tarball and the programs. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const workshop = new Workshop(await mkdtemp(join(tmpdir(), "pulumi-northflank-packaging-")));
    const lines = platforms.includes(platform) ? otherLines : [];
    const nodes = lines.map((line) => [`node-${line}`, `npm:node-${platform}@${line}`] as const);
    await workshop.newFolder("tools", {
      private: true,
      dependencies: { ...tools, ...Object.fromEntries(nodes) },
    });
    await npmInstall(join(workshop.folder, "tools"));
    return workshop;
  }

  async newFolder(name: string, manifest: object): Promise<string> {
    const folder = join(this.folder, name);
    await mkdir(folder);
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
    return folder;
  }

  /** The PATH on which `node` is of this line. */
  pathFor(line: number): string {
    const node =
      line === ownLine
        ? dirname(process.execPath)
        : join(this.folder, "tools/node_modules", `node-${line}`, "bin");
    return `${node}:${process.env["PATH"] ?? ""}`;
  }

  /** Runs the JavaScript of a tool. */
  tool(
    script: string,
    args: readonly string[],
    cwd: string,
    env: Record<string, string> = {},
  ): Promise<string> {
    const path = join(this.folder, "tools/node_modules", script);
    return command(process.execPath, [path, ...args], { cwd, env });
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
