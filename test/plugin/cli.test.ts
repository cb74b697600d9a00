import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { isCliAvailable } from "@test/engine";
import { defaultToken, startSimulator } from "@test/simulator";
import { version } from "../../provider/version";
import { Bundle } from "./bundle";

const run = promisify(execFile);

/** The words of this machine for its system and processor. */
const system = process.platform === "win32" ? "windows" : process.platform;
const processor = process.arch === "x64" ? "amd64" : process.arch;

const path = process.env["PATH"] ?? "";
const hasYaml = path.split(delimiter).some((folder) => existsSync(join(folder, "pulumi-language-yaml")));

const program = `name: shop
runtime: yaml
resources:
  archive:
    type: northflank:AddonBackupImport
    properties:
      projectId: shop
      addonId: orders-db
      connectionString: postgresql://db.example.com/orders
    options:
      version: ${version}
`;

const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";

describe(`the archive, installed by the Pulumi CLI${title}`, () => {
  let folder: string;

  /** What it prints; warnings are on stderr. */
  const pulumi = (args: readonly string[]): Promise<{ stdout: string; stderr: string }> =>
    run("pulumi", [...args, "--non-interactive"], {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_HOME: join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: "of the tests",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // A plugin that is not found here must not come from elsewhere.
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
    });

  before(async function () {
    if (!isCliAvailable()) this.skip();
    folder = await mkdtemp(join(tmpdir(), "pulumi-northflank-plugin-"));
    const bundle = await Bundle.make();
    const archive = `pulumi-resource-northflank-v${version}-${system}-${processor}.tar.gz`;
    const file = join(bundle.folder, archive);
    await pulumi(["plugin", "install", "resource", "northflank", version, "--file", file]).finally(() =>
      bundle.remove(),
    );
  });
  after(async () => {
    if (isCliAvailable()) await rm(folder, { recursive: true, force: true });
  });

  it("is listed by its version", async () => {
    const { stdout } = await pulumi(["plugin", "ls", "--json"]);
    const plugins = JSON.parse(stdout) as { name: string; version: string }[];
    assert.deepEqual(
      plugins.map((plugin) => [plugin.name, plugin.version]),
      [["northflank", version]],
    );
  });

  it("gives its schema without a warning", async () => {
    const { stdout, stderr } = await pulumi(["package", "get-schema", `northflank@${version}`]);
    assert.deepEqual(Object.keys((JSON.parse(stdout) as { resources: object }).resources), [
      "northflank:index:AddonBackupImport",
    ]);
    assert.equal(stderr, "");
  });

  const yaml = hasYaml ? "" : " (skipped: there is no pulumi-language-yaml on the PATH)";
  it(`imports for a program in YAML without a warning${yaml}`, async function () {
    if (!hasYaml) this.skip();
    const simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0.1 });
    try {
      await writeFile(join(folder, "Pulumi.yaml"), program);
      await pulumi(["stack", "init", "dev"]);
      await pulumi(["config", "set", "northflank:apiUrl", simulator.url]);
      await pulumi(["config", "set", "--secret", "northflank:apiToken", defaultToken]);
      const { stdout, stderr } = await pulumi(["up", "--yes", "--skip-preview"]);
      assert.match(stdout, /\+ 2 created/);
      assert.doesNotMatch(stdout + stderr, /warning/i);
      const again = await pulumi(["preview", "--expect-no-changes"]);
      assert.doesNotMatch(again.stdout + again.stderr, /warning/i);
      assert.equal(simulator.journal.of("importBackup").length, 1);
    } finally {
      await simulator.close();
    }
  });
});
