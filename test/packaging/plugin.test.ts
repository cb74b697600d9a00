import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator } from "@test/simulator";
import { isCliAvailable } from "@test/engine";
import { Bundle } from "../plugin/bundle";
import { playLife } from "../plugin/life";
import { StartedPlugin } from "../plugin/startedPlugin";
import { repository } from "../repository";
import { commandWithWarnings } from "./command";
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

  const title = "its sources are a package that `pulumi package add` installs and asks for its schema";
  if (isCliAvailable())
    it(title, async () => {
      const program = await workshop.newFolder("added", {});
      const sources = join(workshop.folder, "sources");
      await mkdir(sources);
      for (const path of ["package.json", "provider", "plugin"])
        await cp(join(repository, path), join(sources, path), {
          recursive: true,
          filter: (file) => !/^plugin\/(?:build|node_modules)/.test(file.slice(repository.length + 1)),
        });
      await writeFile(join(program, "Pulumi.yaml"), "name: orders\nruntime: yaml\n");
      const { stdout, stderr } = await commandWithWarnings(
        "pulumi",
        ["package", "get-schema", join(sources, "plugin")],
        {
          cwd: program,
          env: { PULUMI_HOME: join(workshop.folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" },
        },
      );
      assert.equal((JSON.parse(stdout) as { name: string }).name, "northflank");
      assert.doesNotMatch(stderr, /warning|deprecated/i);
    });
  else it(`${title} (skipped: there is no pulumi on the PATH)`);
});
