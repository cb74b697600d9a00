import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { command, npmInstall } from "./command";
import { repository } from "../repository";

const packed = z.tuple([
  z.object({
    filename: z.string(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);

export interface Tarball {
  readonly path: string;
  readonly files: readonly string[];
  readonly unpackedBytes: number;
}

/** What `npm publish` would send, from the dist/ that is there. */
export async function packTarball(folder: string): Promise<Tarball> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [{ filename, files, unpackedSize }] = packed.parse(
    JSON.parse(await command("npm", args, { cwd: repository })),
  );
  return {
    path: join(folder, filename),
    files: files.map(({ path }) => path),
    unpackedBytes: unpackedSize,
  };
}

const lock = z.object({ packages: z.record(z.string(), z.unknown()) });

/** The packages that come along at run time, itself included; the peer is the user's own. */
export async function runtimePackages(tarball: Tarball, folder: string): Promise<string[]> {
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  await npmInstall(folder, [tarball.path, "--legacy-peer-deps"]);
  const installed: unknown = JSON.parse(
    await readFile(join(folder, "node_modules/.package-lock.json"), "utf8"),
  );
  return Object.keys(lock.parse(installed).packages);
}
