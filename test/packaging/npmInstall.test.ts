import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../repository";
import { command, commandWithWarnings } from "./command";
import { packTarball } from "./tarball";
import { hasNode, Workshop } from "./workshop";

const releasesOfNpm = [
  { npm: 10, node: 20 },
  { npm: 12, node: 22 },
];

/** The other tests of this folder install without scripts and warnings; these install as users do. */
describe("npm install, with what it runs and prints", function () {
  this.timeout(600_000);
  let workshop: Workshop;

  before(async () => {
    workshop = await Workshop.open();
  });
  after(() => workshop.close());

  for (const { npm, node } of releasesOfNpm) {
    const install = async (folder: string, origin: string): Promise<void> => {
      const script = join(workshop.folder, `tools/node_modules/npm-${npm}/bin/npm-cli.js`);
      const options = { cwd: folder, env: { PATH: workshop.pathFor(node) } };
      const args = ["install", "--no-audit", "--no-fund", "@pulumi/pulumi@3.248.0", origin];
      const { stderr } = await commandWithWarnings("node", [script, ...args], options);
      assert.doesNotMatch(stderr, /pulumi-northflank|allow-git/);
      const loaded =
        "console.log(typeof require('pulumi-northflank').AddonBackupImport, typeof require('pulumi-northflank/lifecycle'))";
      assert.equal(await command("node", ["-e", loaded], options), "function object\n");
    };

    const rules = {
      [`by npm ${npm} from the tarball gives a package that loads, and warns of nothing of ours`]:
        async () => {
          const folder = await workshop.newFolder(`tarball-by-npm-${npm}`, { private: true });
          await install(folder, (await packTarball(workshop.folder)).path);
        },
      // From Git comes what was committed last, built by the installation.
      [`by npm ${npm} from Git does so, too, with the template's .npmrc`]: async () => {
        const folder = await workshop.newFolder(`git-by-npm-${npm}`, { private: true });
        await copyFile(join(repository, "templates/typescript/.npmrc"), join(folder, ".npmrc"));
        await install(folder, `git+${pathToFileURL(repository).href}`);
      },
    };
    for (const [title, rule] of Object.entries(rules))
      if (hasNode(node)) it(title, rule);
      else it(`${title} (pending: there is no package of that Node.js for this platform)`);
  }
});
