import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { repository } from "../../repository";

/** What a fresh process has loaded after this code, of what is loaded late. */
async function loadedBy(code: string): Promise<readonly string[]> {
  const listing = `(async () => { ${code} })().then(() => {
    process.stdout.write(Object.keys(require.cache).join("\\n"), () => process.exit());
  });`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "-e", listing], {
    cwd: repository,
  });
  const paths = stdout.split("\n");
  return [
    "node_modules/axios",
    "node_modules/yaml",
    "node_modules/zod",
    "provider/lifecycle/lateSteps",
  ].filter((place) => paths.some((path) => path.startsWith(resolve(repository, place))));
}

describe("what a process loads", () => {
  it("is none of the parsers in a program, before it reads a definition", async () => {
    assert.deepEqual(await loadedBy('require("./provider/index.ts");'), []);
    const reading = 'require("./provider/index.ts").parseImportDefinition("importUrl: https://a/b.gz");';
    assert.deepEqual(await loadedBy(reading), ["node_modules/yaml", "node_modules/zod"]);
  });

  it("is nothing that sends requests in a provider process that has only checked", async () => {
    const checking = `const { provider } = require("./provider/dynamic/index.ts");
      await provider.check({}, { projectId: "shop", addonId: "orders-db", importUrl: "https://a/b.gz" });`;
    assert.deepEqual(await loadedBy(checking), ["node_modules/zod"]);
  });
});
