import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { list, type ReadEntry } from "tar";
import { version } from "../../provider/version";
import { inLayout, type Layout } from "../layout";
import { repository } from "../repository";
import { Bundle } from "./bundle";

/** The words by which Pulumi asks for one that fits. */
const systems = ["linux", "darwin", "windows"];
const processors = ["amd64", "arm64"];

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly content: Buffer;
}

function entriesOf(archive: string): Entry[] {
  const entries: Entry[] = [];
  const onReadEntry = (entry: ReadEntry): void => {
    const chunks: Buffer[] = [];
    entry.on("data", (chunk: Buffer) => chunks.push(chunk));
    entry.on("end", () => {
      entries.push({
        path: entry.path,
        mode: entry.mode?.toString(8) ?? "",
        content: Buffer.concat(chunks),
      });
    });
  };
  list({ file: archive, sync: true, onReadEntry });
  return entries;
}

describe("the archives of a release", () => {
  let bundle: Bundle;
  let archives: string[];
  const read = (file: string): Buffer => readFileSync(join(bundle.folder, file));

  before(async () => {
    bundle = await Bundle.make();
    archives = (await readdir(bundle.folder)).filter((file) => file.endsWith(".tar.gz"));
  });
  after(() => bundle.remove());

  it("have the names by which Pulumi looks among the files of a release", () => {
    const names = systems.flatMap((system) =>
      processors.map((processor) => `pulumi-resource-northflank-v${version}-${system}-${processor}.tar.gz`),
    );
    assert.deepEqual([...archives].sort(), names.sort());
  });

  it("hold the plugin, the licences, and for Windows what starts it there", () => {
    for (const archive of archives) {
      const entries = entriesOf(join(bundle.folder, archive));
      assert.deepEqual(
        entries.map(({ path, mode }) => [path, mode]),
        [
          ["LICENSE", "644"],
          ["THIRD-PARTY-LICENSES", "644"],
          ["pulumi-resource-northflank", "755"],
          ...(archive.includes("windows") ? [["pulumi-resource-northflank.cmd", "644"]] : []),
        ],
      );
      for (const { path, content } of entries) assert.ok(content.equals(read(path)), `${archive}: ${path}`);
    }
  });

  it("are small", () => {
    for (const archive of archives) assert.ok(statSync(join(bundle.folder, archive)).size < 500_000, archive);
  });

  it("have their sums beside them, as sha256sum writes them", () => {
    const sums = archives.map(
      (archive) => `${createHash("sha256").update(read(archive)).digest("hex")}  ${archive}\n`,
    );
    assert.deepEqual(
      String(read("SHA256SUMS"))
        .split(/(?<=\n)/)
        .sort(),
      sums.sort(),
    );
  });

  it("have the same bytes whoever makes them, wherever, in whatever time zone", async () => {
    const umask = process.umask(0o077);
    const again = await Bundle.make({ TZ: "Asia/Kathmandu" }).finally(() => process.umask(umask));
    assert.ok(read("SHA256SUMS").equals(readFileSync(join(again.folder, "SHA256SUMS"))));
    await again.remove();
  });

  it("name each package inside with its version and its licence's text", () => {
    const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string }>;
    };
    const [, ...told] = String(read("THIRD-PARTY-LICENSES")).split(/\n-{80}\n/);
    const names = told.map((text) => {
      const [, name = "", itsVersion] = /^(\S+) (\S+)/.exec(text) ?? [];
      assert.equal(packages[`node_modules/${name}`]?.version, itsVersion, name);
      assert.match(text, /Copyright|Apache License/i, name);
      return name;
    });
    for (const name of [
      "@grpc/grpc-js",
      "@pulumi/pulumi",
      "axios",
      "google-protobuf",
      "https-proxy-agent",
      "zod",
    ])
      assert.ok(names.includes(name), name);
  });

  it("start the plugin on Windows by what stands beside it", () => {
    const lines = String(read("pulumi-resource-northflank.cmd")).split("\r\n");
    assert.deepEqual(
      [lines.length, lines.at(-2), lines.at(-1)],
      [5, 'node "%~dp0pulumi-resource-northflank" %*', ""],
    );
    assert.match(lines[2] ?? "", /^if errorlevel 1 \(echo .*Node\.js 20 .* 1>&2 & exit \/b 1\)$/);
  });
});

describe("a package in the bundle", () => {
  /** What is handed on of a package with these files, or why none is made. */
  const toldOf = (layout: Layout): Promise<string> =>
    inLayout(layout, (folder) => {
      const licenses = pathToFileURL(join(repository, "plugin/licenses.mjs")).href;
      const script = `import { thirdPartyLicenses } from ${JSON.stringify(licenses)};
        try { console.log(thirdPartyLicenses([process.cwd()])) } catch (error) { console.log(error.message) }`;
      const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
        cwd: folder,
        encoding: "utf8",
      });
      return Promise.resolve(stdout);
    });
  const manifest = { name: "left-pad", version: "1.3.0" };

  it("comes with its licence and its notices", async () => {
    const told = await toldOf({
      "package.json": JSON.stringify({ ...manifest, license: "MIT" }),
      "licence.md": "Copyright 2015",
      NOTICE: "contains more",
    });
    assert.match(told, /-\nleft-pad 1\.3\.0 \(MIT\)\n\ncontains more\n\nCopyright 2015\n/);
  });

  it("may have its licence in its README", async () => {
    const told = await toldOf({
      "package.json": JSON.stringify(manifest),
      "README.md": "# Pad\n\nPads.\n\nLicense\n-------\n\nCopyright 2015\n",
    });
    assert.match(told, /-\nleft-pad 1\.3\.0\n\nCopyright 2015\n/);
  });

  it("is refused if it says nothing of its licence", async () => {
    assert.equal(
      await toldOf({ "package.json": JSON.stringify(manifest), "README.md": "# Pad\n" }),
      "left-pad 1.3.0 says nothing of its licence, so it cannot be handed on\n",
    );
  });
});
