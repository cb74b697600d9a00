import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "./repository";

const installed = (name: string): string => join(repository, "node_modules", name);

/** The SDK of this repository. */
export const pulumiSdk = { linkTo: installed("@pulumi/pulumi") };
/** The repository itself, as `npm link` has it. */
export const linkedPackage = { linkTo: repository };
/** The built package, as a package manager would put it there. */
export const installedPackage = { copyOf: repository };

/** What stands at each path of a folder: a text, a link or a package. */
export type Layout = Readonly<Record<string, string | { linkTo: string } | { copyOf: string }>>;

/** Plays in a temporary folder outside this repository. The target of a link may be relative to the link. */
export async function inLayout<Result>(
  layout: Layout,
  play: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-northflank-layout-")));
  try {
    for (const [path, what] of Object.entries(layout)) await put(what, join(folder, path));
    return await play(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(what: Layout[string], target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  if (typeof what === "string") await writeFile(target, what);
  else if ("linkTo" in what) await symlink(what.linkTo, target);
  else await install(what.copyOf, target);
}

async function install(from: string, to: string): Promise<void> {
  await mkdir(join(to, "node_modules"), { recursive: true });
  await cp(join(from, "package.json"), join(to, "package.json"));
  await cp(join(from, "dist"), join(to, "dist"), { recursive: true });
  const manifest = await readFile(join(from, "package.json"), "utf8");
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies))
    await symlink(installed(name), join(to, "node_modules", name));
}
