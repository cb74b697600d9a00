import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { EngineKind } from "@test/engine";
import { forEachEngine, forRealProcesses } from "../../stage/forEachEngine";
import { repository } from "../../repository";
import { type Evidence, Stage } from "../../stage/stage";
import { assertImports, assertNothingLeft, assertSecretsKept, onStage } from "../invariants";
import { examples } from "./examples";
import { exampleIn, languages } from "../../languages/language";
import { type Example, folderOf, settingsOf, stepsOf, tell } from "./examples/example";
import { inAnyOrder, type Played, readmeOf, updatedReadme } from "./examples/readme";
import { fromConnectionString } from "./examples/scenes/direct";

/** A program that reads backups asks for them in every preview; others ask for nothing. */
function assertPreviewsAskNothing({ recordings }: Evidence): void {
  for (const { verb, result, requests } of recordings) {
    const reads = result.steps.some(({ op }) => op === "read");
    if (verb === "preview" && !reads) assert.deepEqual(requests, [], "requests of a preview");
  }
}

/** Rows come in the order in which the program's processes get to them, which is another one now and then. */
async function assertReadmeShows(example: Example, played: readonly Played[]) {
  const current = readFileSync(readmeOf(example), "utf8");
  const wanted = await updatedReadme(example, played);
  assert.equal(inAnyOrder(current), inAnyOrder(wanted), "run `npm run docs:examples`");
}

const folders = readdirSync(join(repository, "examples"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe("an example", () => {
  it("is in the list that this test plays, or has a test of its own", () => {
    assert.deepEqual(
      folders.sort(),
      [...[...examples, ...languages].map(({ folder }) => folder), "policy-pack"].sort(),
    );
  });

  for (const { folder } of examples) {
    it(`${folder} is a program of less than 40 lines`, () => {
      const lines = readFileSync(join(folderOf(folder), "index.ts"), "utf8")
        .trimEnd()
        .split("\n");
      assert.ok(lines.length < 40, `${lines.length} lines`);
    });
  }

  const doesWhatItShows = (example: Example, engine: EngineKind) => async (): Promise<void> => {
    const stage = await Stage.open(settingsOf(example, engine));
    try {
      const played = await tell(stage, example);
      await assertReadmeShows(example, played);
      const evidence = await stage.conclude();
      assertImports(evidence, example);
      assertSecretsKept(evidence);
      assertPreviewsAskNothing(evidence);
      assertNothingLeft(evidence);
      assert.deepEqual(evidence.survivors, []);
    } finally {
      await stage.close();
    }
  };

  for (const language of languages) {
    it(`${language.folder} shows what a user types for this version`, async () => {
      const example = exampleIn(language);
      const current = readFileSync(readmeOf(example), "utf8");
      assert.equal(current, await updatedReadme(example, []), "run `npm run docs:examples`");
    });
  }

  it("compiles as the check of all examples compiles it", () => {
    const optionsIn = (file: string): unknown =>
      (JSON.parse(readFileSync(file, "utf8")) as { compilerOptions: unknown }).compilerOptions;
    const all = optionsIn(join(repository, "examples/tsconfig.json"));
    for (const folder of folders.filter((name) => existsSync(join(folderOf(name), "package.json"))))
      assert.deepEqual(optionsIn(join(folderOf(folder), "tsconfig.json")), all);
  });

  forRealProcesses((engine) => {
    for (const example of examples.filter(({ hasFiles }) => hasFiles === true)) {
      it(`${example.folder} does what its README shows`, doesWhatItShows(example, engine));
    }
  });

  forEachEngine((engine, rule) => {
    for (const example of examples.filter(({ hasFiles }) => hasFiles !== true)) {
      const define = example === fromConnectionString ? it : rule;
      define(`${example.folder} does what its README shows`, doesWhatItShows(example, engine));
    }

    rule("runs from the root of the repository, too", async () => {
      const root = { ...settingsOf(fromConnectionString, engine), program: { folder: repository } };
      await onStage(root, { imports: 0 }, async (stage) => {
        assert.deepEqual(stepsOf(await stage.run("preview")), ["create legacy-orders"]);
      });
    });

    rule(
      "from-connection-string keeps the backup of a production stack until it is unprotected",
      async () => {
        const production = { ...settingsOf(fromConnectionString, engine), stack: "production" };
        await onStage(production, { imports: 1 }, async (stage) => {
          await stage.run("up");
          const refused = await stage.run("destroy");
          assert.deepEqual([refused.result.ok, refused.backups.length], [false, 1]);
          assert.match(refused.result.output, /protect/);
          await stage.unprotect();
        });
      },
    );
  });
});
