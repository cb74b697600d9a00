import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { repository } from "../repository";
import { copySources } from "./sources";
import { StartedPlugin } from "./startedPlugin";

const read = (path: string): unknown => JSON.parse(readFileSync(join(repository, path), "utf8"));
const { dependencies, engines } = z
  .object({ dependencies: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(read("plugin/package.json"));

/** A clone in which only plugin/'s dependencies are installed, as `pulumi package add` leaves it. */
async function cloned(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-northflank-clone-")));
  await copySources(folder);
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "plugin/node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(repository, "node_modules", name), link);
  }
  return folder;
}

describe("the plugin's sources, added as a package", () => {
  let clone: string;

  beforeEach(async () => {
    clone = await cloned();
  });
  afterEach(() => rm(clone, { recursive: true, force: true }));

  const bundled = (): string => join(clone, "plugin/build/pulumi-resource-northflank");

  /** As Pulumi's language host starts a plugin that is a folder. */
  const start = (): Promise<StartedPlugin> => {
    const runner = join(repository, "node_modules/@pulumi/pulumi/cmd/run-plugin");
    return StartedPlugin.start({ command: [process.execPath, runner, join(clone, "plugin")] });
  };

  it("have the dependencies that this repository is tested with, and its Node.js", () => {
    const { packages } = z
      .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
      .parse(read("package-lock.json"));
    for (const [name, version] of Object.entries(dependencies))
      assert.equal(version, packages[`node_modules/${name}`]?.version, name);
    assert.deepEqual(engines, z.object({ engines: z.unknown() }).parse(read("package.json")).engines);
  });

  it("bundle themselves at the first start, and tell the port before anything else, however many start at once", async () => {
    const plugins = await Promise.all([start(), start(), start()]);
    for (const plugin of plugins) {
      assert.equal(plugin.stdout, `${plugin.port}\n`);
      assert.equal(plugin.stderr, "");
      await plugin.close();
    }
    assert.deepEqual(await readdir(dirname(bundled())), ["pulumi-resource-northflank"]);
  });

  it("are bundled again once they have changed, and not before", async () => {
    const madeAt = async (): Promise<bigint> => {
      await start().then((plugin) => plugin.close());
      return (await stat(bundled(), { bigint: true })).ino;
    };
    const first = await madeAt();
    assert.equal(await madeAt(), first);
    const later = new Date(Date.now() + 1000);
    await utimes(join(clone, "provider/plugin/main.ts"), later, later);
    assert.notEqual(await madeAt(), first);
  });

  it("that cannot be bundled say why, and leave nothing half done", async () => {
    await writeFile(join(clone, "provider/plugin/main.ts"), "import './gone';\n");
    await assert.rejects(
      start(),
      /it ended with 1: pulumi-resource-northflank could not be bundled from its sources in .*gone/s,
    );
    assert.deepEqual(await readdir(dirname(bundled())).catch(() => []), []);
  });
});
