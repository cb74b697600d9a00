import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cliEngine, embeddedEngine, writeProgram } from "..";
import { forRealProcesses } from "../../stage/forEachEngine";

const PROJECT_FILE = `name: typed
runtime: nodejs
config:
  greeting:
    default: hello
`;
const FIXTURE = require.resolve("./fixtures/thingResource.cjs");
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
const { Thing } = require(${JSON.stringify(FIXTURE)});
interface Greeting { readonly text: string }
const greeting: Greeting = { text: new pulumi.Config().require("greeting") };
const thing = new Thing("a", { label: "a", note: greeting.text });
export const note: pulumi.Output<string> = thing.note;
`;

describe("a TypeScript program", () => {
  forRealProcesses((kind) => {
    const engine = kind === "cli" ? cliEngine : embeddedEngine;
    it("runs from its Pulumi.yaml alone, and leaves nothing beside it", async () => {
      const dir = await mkdtemp(join(tmpdir(), "engine-typescript-"));
      const journal = join(dir, "journal");
      await writeFile(journal, "");
      const program = await writeProgram(PROGRAM, { projectFile: PROJECT_FILE, entry: "index.ts" });
      const before = await readdir(program.dir);
      const env = { THING_JOURNAL: journal, THING_PLAN: "/dev/null" };
      const stack = await engine.openStack({ programDir: program.dir, env });
      try {
        const { ok, output } = await stack.up();
        assert.ok(ok, output);
        assert.match(output, /note\s*: "hello"/);
        assert.deepEqual(await readdir(program.dir), before);
      } finally {
        await stack.dispose();
        await program.remove();
        await rm(dir, { recursive: true });
      }
    });
  });
});
