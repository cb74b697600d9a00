import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../repository";
import { type Chapter, chapters } from "./chapters";
import { endingLines } from "./ending";
import { plain } from "./layout";
import { programFile, storySettings } from "./settings";
import { tell } from "./tell";
import { forRealProcesses } from "../stage/forEachEngine";
import { survivors } from "../stage/survivors";

const main = join(__dirname, "main.ts");

const tooWide = (lines: readonly string[], width: number): string[] =>
  lines.filter((line) => line.length > width);

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
    [["--engine", "embeded"], /^"embeded" is no engine; the nearest is embedded\n$/],
    [["--engine"], /^--engine needs a value: cli or embedded\n$/],
    [["--engin", "cli"], /^--engin is no flag of the demo; the nearest is --engine\n$/],
    [["cli"], /^the demo takes flags only, not "cli"; --engine cli is one\n$/],
  ];
  for (const [flags, sentence] of mistakes) {
    it(`takes ${flags.join(" ")} for a mistake, in one sentence`, async () => {
      assert.equal(await codeOf(run(flags)), 2);
      assert.match(output, sentence);
    });
  }

  for (const flag of ["--help", "-h"]) {
    it(`says with ${flag} which flags there are, and their defaults, at 80 columns`, async () => {
      assert.equal(await codeOf(run([flag])), 0);
      assert.match(output, /^Usage: npm run demo/);
      assert.match(
        output,
        /--engine cli\|embedded .*\(default: cli if pulumi is on the PATH, else embedded\)/s,
      );
      assert.deepEqual(tooWide(output.split("\n"), 80), []);
    });
  }

  it("says in one sentence that --engine cli needs the CLI, where there is none", async () => {
    assert.equal(await codeOf(run(["--engine", "cli"], { PATH: temporary })), 2);
    assert.equal(output, "--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH\n");
  });

  /** What the demo would write of these steps, on a screen of this width. */
  async function told(steps: readonly Chapter[], width: number) {
    const lines: string[] = [];
    const asExpected = await tell({
      // It prints what the others print, and takes milliseconds.
      engine: "in-process",
      settings: storySettings,
      chapters: steps,
      write: (line) => lines.push(line),
      width,
      paint: plain,
      signal: new AbortController().signal,
    });
    return { asExpected, lines, text: lines.join("\n") };
  }

  it("says of each step whether it came out as expected", async () => {
    const [first, second] = chapters;
    assert.ok(first !== undefined && second !== undefined);
    const wrong = { ...second, expected: { ...second.expected, imports: 2 } };
    const { asExpected, text } = await told([first, wrong], 200);
    assert.deepEqual(asExpected, [true, false]);
    assert.match(text, /1 of 2: previews .*\n\$ pulumi preview\n│ Previewing update \(demo\):\n/);
    assert.match(
      text,
      /✓ creates, as expected; simulator: 0 imports started, no backup there \(0 requests\)/,
    );
    assert.match(
      text,
      /✗ Expected: creates; 2 imports started, 1 completed\. But: creates; 1 import started, /,
    );
  });

  it("shows the program that runs before step 1, and its configuration without secrets", async () => {
    const { lines, text } = await told([], 200);
    const program = await readFile(join(repository, programFile), "utf8");
    const shown = lines.map((line) => line.replace(/^ {2}/, "")).join("\n");
    assert.ok(shown.includes(program.trimEnd()), text);
    assert.match(
      text,
      /connectionString: postgresql:\/\/reader:\[old password\]@legacy\.example\.com\/orders\n/,
    );
    for (const secret of storySettings.secrets) assert.ok(!text.includes(secret));
  });

  for (const width of [60, 80, 100, 140]) {
    describe(`at ${width} columns`, () => {
      let lines: readonly string[];

      before(async () => {
        ({ lines } = await told(chapters, width));
      });

      it("lets no line be torn by the terminal, but for one word that is wider than it", () => {
        const widestWord = (line: string): number => Math.max(...line.split(" ").map((word) => word.length));
        const torn = tooWide(lines, width).filter(
          (line) => (/^│? */.exec(line)?.[0] ?? "").length + widestWord(line) < width,
        );
        assert.deepEqual(torn, []);
      });

      it("keeps the name of a resource on the line of its type, where there is room for both", () => {
        const alone = lines.filter((line) => /^│ .*northflank:AddonBackupImport$/.test(line));
        assert.equal(alone.length > 0, width < 70, alone.join("\n"));
      });

      it("shows the changed lines at a change", () => {
        const text = lines.join(" ").replaceAll(/\s+/g, " ");
        assert.match(text, /\+ backupName: before-the-move \$ pulumi preview --diff/);
        assert.match(
          text,
          /- connectionString: .*old password\]@legacy.* \+ connectionString: .*new password\]@legacy/,
        );
      });

      it("prints nothing as Pulumi's that Pulumi never prints", () => {
        const printed = lines.filter((line) => line.startsWith("│"));
        const never =
          /replaces because of|\(delete-replaced\)|\*\*create-replacement|^│ *@ |folded|\bStatus {2}/;
        assert.ok(printed.length > 50);
        assert.deepEqual(
          printed.filter((line) => never.test(line)),
          [],
        );
      });

      it("ends with the rules on one screen", () => {
        const ending = endingLines({ chapters, asExpected: chapters.map(() => true), seconds: 61 });
        assert.ok(ending.length <= 22);
        assert.deepEqual(tooWide(ending, width), []);
        for (const [index, { rule }] of chapters.entries()) {
          assert.equal(
            ending.filter((line) => line.endsWith(`✓ ${String(index + 1).padStart(2)} ${rule}`)).length,
            1,
          );
        }
        assert.equal(ending.at(-1), "14 of 14 steps came out as expected, in 61 s.");
      });
    });
  }

  it("marks in the end what did not come out as expected, or was not played", () => {
    const ending = endingLines({ chapters, asExpected: [true, false], seconds: 9 }).join("\n");
    assert.match(ending, /✓ {2}1 .*\n✗ {2}2 .*\n✗ {2}3 /);
    assert.match(ending, /\n1 of 14 steps came out as expected, in 9 s\.$/);
  });

  it("explains a generated name, and the number at the end of an id, where it is seen first, once", async () => {
    const { text } = await told(chapters.slice(0, 11), 200);
    const explained = text.match(
      /\(before-the-move-2 is named before-the-move, as the one before it\..*: hence -2\.\)/g,
    );
    assert.equal(explained?.length, 1, text);
    assert.equal(text.match(/\(legacy-orders-[0-9a-f]{7} is a name made of the resource's name/g)?.length, 1);
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
