import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator } from "@test/simulator";
import { isCliAvailable } from "@test/engine";
import { Bundle } from "../plugin/bundle";
import { playLife } from "../plugin/life";
import { copySources } from "../plugin/sources";
import { StartedPlugin } from "../plugin/startedPlugin";
import { commandWithWarnings } from "./command";
import { serveRepository } from "./gitServer";
import { matrix, tooOld } from "./matrix";
import { hasNode, Workshop } from "./workshop";

describe("the bundled plugin, on every Node.js", function () {
  this.timeout(600_000);
  let workshop: Workshop;
  let bundle: Bundle;

  before(async () => {
    [workshop, bundle] = await Promise.all([Workshop.open(), Bundle.make()]);
  });
  after(() => Promise.all([workshop.close(), bundle.remove()]));

  const onNode = (line: number, title: string, rule: () => Promise<void> | void): void => {
    if (hasNode(line)) it(title, rule);
    else it(`${title} (pending: there is no package of that Node.js for this platform)`);
  };

  for (const line of new Set(matrix.map(({ node }) => node)))
    onNode(line, `serves a whole life on ${line}, and warns of nothing`, async () => {
      const simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 0.1 });
      const env = { PATH: workshop.pathFor(line) };
      const plugin = await StartedPlugin.start({ command: [bundle.plugin], env });
      try {
        await playLife(plugin, simulator);
        assert.equal(plugin.stderr, "");
      } finally {
        await plugin.close();
        await simulator.close();
      }
    });

  for (const line of tooOld)
    onNode(line, `says in one sentence that ${line} is too old`, () => {
      const env = { PATH: workshop.pathFor(line) };
      const { status, stdout, stderr } = spawnSync(bundle.plugin, ["127.0.0.1:1"], { encoding: "utf8", env });
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(
        stderr,
        new RegExp(`^pulumi-resource-northflank needs Node\\.js 20 or newer .*; this is v${line}\\.\\S+\\n$`),
      );
    });

  /** What `pulumi package add` installs of this source, and then asks for its schema. */
  async function assertPackage(
    name: string,
    source: string,
    env: Record<string, string> = {},
  ): Promise<void> {
    const program = await workshop.newFolder(name, {});
    await writeFile(join(program, "Pulumi.yaml"), "name: orders\nruntime: yaml\n");
    const home = { PULUMI_HOME: join(program, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout, stderr } = await commandWithWarnings("pulumi", ["package", "get-schema", source], {
      cwd: program,
      env: { ...home, ...env },
    });
    assert.equal((JSON.parse(stdout) as { name: string }).name, "northflank");
    assert.doesNotMatch(stderr, /warn|deprecated/i);
  }

  const packages = {
    "is a package that Pulumi adds from a checkout": async () => {
      const sources = join(workshop.folder, "sources");
      await copySources(sources);
      await assertPackage("from-folder", join(sources, "plugin"));
    },
    // What was committed last.
    "is a package that Pulumi adds from Git": async () => {
      const git = await serveRepository(workshop.folder, "v9.9.9");
      try {
        const source = `https://${git.address}/plugin@v9.9.9`;
        await assertPackage("from-git", source, { SSL_CERT_FILE: git.certificateFile });
      } finally {
        git.close();
      }
    },
  };
  for (const [title, rule] of Object.entries(packages))
    if (isCliAvailable()) it(title, rule);
    else it(`${title} (skipped: there is no pulumi on the PATH)`);
});
