import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chapters, storySettings } from "./chapters";
import { plain } from "./layout";
import { tell } from "./tell";
import { forRealProcesses } from "../stage/forEachEngine";
import { survivors } from "../stage/survivors";

const main = join(__dirname, "main.ts");

describe("npm run demo", () => {
  let temporary: string;
  let output: string;

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), "demo-test-"));
    output = "";
  });

  afterEach(async () => {
    await rm(temporary, { recursive: true, force: true });
  });

  function run(flags: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ["--import", "tsx", main, ...flags], {
      env: { ...process.env, TMPDIR: temporary, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    return child;
  }

  async function codeOf(child: ReturnType<typeof run>): Promise<number | null> {
    const [code] = (await once(child, "close")) as [number | null];
    return code;
  }

  const mistakes: [string[], RegExp][] = [
    [["--engine", "go"], /^"go" is no engine; the only flag is --engine, with cli or embedded\n$/],
    [["--motor"], /^Unknown option '--motor'; the only flag is --engine, with cli or embedded\n$/],
    [["cli"], /^Unexpected argument 'cli'.*; the only flag is --engine, with cli or embedded\n$/],
  ];
  for (const [flags, sentence] of mistakes) {
    it(`takes ${flags.join(" ")} for a mistake, in one sentence`, async () => {
      assert.equal(await codeOf(run(flags)), 2);
      assert.match(output, sentence);
    });
  }

  it("says in one sentence that --engine cli needs the CLI, where there is none", async () => {
    assert.equal(await codeOf(run(["--engine", "cli"], { PATH: temporary })), 2);
    assert.equal(output, "--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH\n");
  });

  it("says of each step whether it came out as expected, and counts those that did", async () => {
    const [first, second] = chapters;
    assert.ok(first !== undefined && second !== undefined);
    const wrong = { ...second, expected: { ...second.expected, imports: 2 } };
    const lines: string[] = [];
    const asExpected = await tell({
      engine: "embedded",
      settings: storySettings,
      chapters: [first, wrong],
      write: (line) => lines.push(line),
      width: 200,
      paint: plain,
      signal: new AbortController().signal,
    });
    assert.equal(asExpected, 1);
    const text = lines.join("\n");
    assert.match(text, /1 of 2: previews .*\n {3}\$ pulumi preview\n {3}Previewing update \(demo\):\n/);
    assert.match(
      text,
      /✓ creates, as expected; simulator: 0 imports started, no backup there \(0 requests\)/,
    );
    assert.match(
      text,
      /✗ Expected: creates; 2 imports started, 1 completed\. But: creates; 1 import started, /,
    );
  });

  forRealProcesses((kind) => {
    it("says which engine it uses, ends after the running step on Ctrl-C, and leaves nothing behind", async () => {
      const id = randomUUID();
      const child = run(["--engine", kind], { DEMO_TEST_RUN: id });
      while (!output.includes("2 of ")) await once(child.stdout, "data");
      child.kill("SIGINT");
      assert.equal(await codeOf(child), 130);
      const [first] = output.split("\n");
      assert.match(first ?? "", kind === "cli" ? /runs on the Pulumi CLI/ : /runs on the embedded engine/);
      assert.doesNotMatch(output, /3 of /);
      assert.deepEqual(await survivors(`DEMO_TEST_RUN=${id}`), []);
      const left = await readdir(temporary);
      // tsx, and the ts-node of the SDK, keep what they have compiled for the next time.
      assert.deepEqual(
        left.filter((name) => !/^(tsx|ts-node)-/.test(name)),
        [],
      );
    });
  });
});
