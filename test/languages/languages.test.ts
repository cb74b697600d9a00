import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { ordersDb } from "@test/simulator";
import type { Stage, StageSettings } from "../stage/stage";
import { assertImports, assertInvariants, assertNothingLeft, assertSecretsKept } from "../e2e/invariants";
import { stepsOf, tell } from "../e2e/program/examples/example";
import { inAnyOrder, readmeOf, updatedReadme } from "../e2e/program/examples/readme";
import { addon, database, exportsTheBackup } from "../e2e/program/examples/sources";
import { exampleIn, languages, missingFor } from "./language";
import { LanguageProject } from "./project";

/** By the clock of the test, and long enough for a Ctrl-C on a busy machine. */
const longImport = { scheduledSeconds: 0, importSeconds: 100 };

for (const language of languages) {
  const missing = missingFor(language);
  const title = missing.length === 0 ? "" : ` (skipped: there is no ${missing.join(" and no ")} on the PATH)`;

  describe(`examples/${language.folder}, on the Pulumi CLI${title}`, function () {
    // Installs packages, and Go compiles Pulumi's SDK.
    this.timeout("15m");

    let project: LanguageProject;
    before(async function () {
      if (missing.length > 0) this.skip();
      project = await LanguageProject.install(language);
    });
    after(async () => {
      if (missing.length === 0) await project.remove();
    });

    const onStack = async (
      stack: string,
      play: (stage: Stage) => Promise<void>,
      settings: Partial<StageSettings> = {},
    ): Promise<void> => {
      const stage = await project.open(stack, settings);
      try {
        await play(stage);
      } finally {
        await stage.close();
      }
    };

    it("does what its README shows, and then has nothing to do", () =>
      onStack("dev", async (stage) => {
        const example = exampleIn(language);
        const played = await tell(stage, example);
        assert.equal(
          inAnyOrder(readFileSync(readmeOf(example), "utf8")),
          inAnyOrder(await updatedReadme(example, played)),
          "run `npm run docs:examples`",
        );
        const { result, requests } = await stage.run("preview", { expectNoChanges: true });
        assert.ok(result.ok, result.output);
        assert.deepEqual(requests, []);
        assertInvariants(await stage.conclude(), example);
      }));

    it("resumes an import whose wait a Ctrl-C has ended, and says why another database replaces it", () =>
      onStack(
        "interrupted",
        async (stage) => {
          const interrupt = new AbortController();
          const up = stage.run("up", { signal: interrupt.signal });
          while (stage.simulator.journal.of("importBackup").length === 0) await pause(20);
          interrupt.abort();
          const { result: stopped, backups } = await up;
          assert.deepEqual([stopped.ok, backups.map(({ status }) => status)], [false, ["in-progress"]]);
          const resumed = await stage.run("up");
          assert.ok(resumed.result.ok, resumed.result.output);
          exportsTheBackup(resumed);
          assert.equal(stage.simulator.journal.of("importBackup").length, 1);

          await stage.setConfig("connectionString", database("db-2"));
          const { result } = await stage.run("preview", { cliFlags: ["--json"] });
          const { steps } = JSON.parse(result.output) as {
            steps: { op: string; replaceReasons?: string[] }[];
          };
          assert.deepEqual(
            steps.flatMap(({ op, replaceReasons }) => (op === "replace" ? [replaceReasons] : [])),
            [["sourceFingerprint"]],
          );
          const evidence = await stage.conclude();
          assertImports(evidence, { imports: 1 });
          assertSecretsKept(evidence);
          assertNothingLeft(evidence);
          assert.deepEqual(evidence.survivors, []);
        },
        { simulator: longImport },
      ));

    it("runs what `pulumi import` writes of a backup, and has nothing to do", () =>
      onStack("adopted", async (stage) => {
        const { world } = stage.simulator;
        const { id } = world.addBackup(ordersDb, { name: "before-the-move" });
        await project.withImported("adopted", `${addon.projectId}/${addon.addonId}/${id}`, async () => {
          const { result, requests } = await stage.run("preview", { expectNoChanges: true });
          assert.ok(result.ok, result.output);
          assert.deepEqual(stepsOf({ result }), ["same legacy-orders"]);
          assert.deepEqual(requests, []);
          const { backups } = await stage.run("destroy");
          assert.deepEqual(
            backups.map((backup) => backup.id),
            [id],
            "what was only adopted stays",
          );
        });
        assertImports(await stage.conclude(), { imports: 0 });
      }));

    it("takes over what a program of the npm package has imported, without a request", async function () {
      const npm = languages.find(({ folder }) => folder === "typescript");
      if (npm === undefined || missingFor(npm).length > 0) this.skip();
      const config = { ...addon, connectionString: database("legacy") };
      await onStack(
        "moved",
        async (stage) => {
          await project.withNpmPackage(async () => {
            const { result } = await stage.run("up");
            assert.deepEqual(stepsOf({ result }), ["create legacy-orders"], result.output);
          });
          for (const verb of ["preview", "up"] as const) {
            const { result, requests } = await stage.run(verb, { expectNoChanges: true });
            assert.ok(result.ok, result.output);
            assert.deepEqual([stepsOf({ result }), requests], [["same legacy-orders"], []]);
          }
          const { deployment } = await stage.plainState();
          assert.ok(deployment.resources?.some(({ type }) => type === "northflank:index:AddonBackupImport"));
          assertInvariants(await stage.conclude(), { imports: 1 });
        },
        { config },
      );
    });
  });
}
