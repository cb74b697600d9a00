// Makes one file of the provider plugin and everything that it needs. Also run where only this folder's dependencies are
// installed, as from a Git address, so it uses nothing else.
import { build } from "esbuild";
import { chmodSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..");
const { engines } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const oldestNode = Number(/\d+/.exec(engines.node)[0]);

export const name = "pulumi-resource-northflank";
const needed = `${name} needs Node.js ${oldestNode} or newer on PATH (https://nodejs.org)`;

/** A shell runs its second line, which Node.js reads as a string and a comment: so it can say that there is no Node.js. */
const shell = [
  "#!/bin/sh",
  `':' //; command -v node >/dev/null 2>&1 || { echo "${needed}" >&2; exit 1; }; exec node "$0" "$@"`,
];
const versionCheck =
  `if (parseInt(process.versions.node, 10) < ${oldestNode}) { console.error("${needed}; this is " + process.version); ` +
  "process.exit(1); }";

/** What a Windows engine starts; it lies beside the file, which no shell there can run. */
export const windowsCommand = [
  "@echo off",
  "where node >nul 2>nul",
  `if errorlevel 1 (echo ${needed.replace(/[()]/g, "^$&")} 1>&2 & exit /b 1)`,
  `node "%~dp0${name}" %*`,
  "",
].join("\r\n");

/** Bundles to `outfile`. Returns the folders of the packages in it. */
export async function bundle(outfile) {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: ["provider/plugin/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    // So old that a Node.js too old to run it can still read it, and say so.
    target: "node14",
    minify: true,
    // An unexpected error is reported by its line.
    lineLimit: 200,
    legalComments: "none",
    metafile: true,
    // What is wrong is in the error, too.
    logLevel: "silent",
    nodePaths: [join(here, "node_modules")],
    banner: { js: [...shell, versionCheck].join("\n") },
  });
  chmodSync(outfile, 0o755);
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [],
  );
  return [...new Set(folders)].sort().map((folder) => join(repository, folder));
}
