import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../repository";
import { blocksIn, fileNameIn } from "./blocks";

const run = promisify(execFile);

describe("the page on testing a program", () => {
  it("has a test that passes as it stands there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-northflank-testing-"));
    try {
      const files = blocksIn("ts").filter(({ page }) => page === "docs/testing.md");
      for (const block of files) await writeFile(join(folder, fileNameIn(block) ?? "unnamed.ts"), block.text);
      await writeFile(join(folder, "package.json"), "{}");
      await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
      const mocha = join(repository, "node_modules/mocha/bin/mocha.js");
      const options = ["--import", "tsx", mocha, "--no-config", "--no-package", "orders.test.ts"];
      const { stdout } = await run(process.execPath, options, { cwd: folder });
      assert.match(stdout, /2 passing/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
