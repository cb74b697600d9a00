// `npm run bundle`: the plugin as one file, and the archives that Pulumi installs it from, in bundle/ or in the folder
// that is named. Equal sources make equal bytes.
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "tar";
import { bundle, name, windowsCommand } from "./bundle.mjs";
import { thirdPartyLicenses } from "./licenses.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");
const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const folder = resolve(process.argv[2] ?? join(repository, "bundle"));
const command = `${name}.cmd`;

const everywhere = ["LICENSE", "THIRD-PARTY-LICENSES", name];
const filesFor = { linux: everywhere, darwin: everywhere, windows: [...everywhere, command] };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const packages = await bundle(join(folder, name));
writeFileSync(join(folder, command), windowsCommand);
copyFileSync(join(repository, "LICENSE"), join(folder, "LICENSE"));
writeFileSync(join(folder, "THIRD-PARTY-LICENSES"), thirdPartyLicenses(packages));

// Whatever the user's umask is.
for (const file of filesFor.windows) chmodSync(join(folder, file), file === name ? 0o755 : 0o644);

/** Git knows no time of a file, so all get the same one. */
const mtime = new Date("2000-01-01T00:00:00Z");

const archives = [];
for (const [os, files] of Object.entries(filesFor))
  for (const arch of ["amd64", "arm64"]) {
    // The name by which Pulumi looks among the files of a release.
    const file = `${name}-v${version}-${os}-${arch}.tar.gz`;
    await create(
      { cwd: folder, file: join(folder, file), gzip: { level: 9 }, portable: true, mtime, noPax: true },
      files,
    );
    archives.push(file);
  }

const sums = archives.map((file) => {
  const sum = createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("hex");
  return `${sum}  ${file}\n`;
});
writeFileSync(join(folder, "SHA256SUMS"), sums.join(""));

for (const file of [name, ...archives])
  console.log(`${statSync(join(folder, file)).size.toLocaleString("en").padStart(9)} bytes  ${file}`);
