import assert from "node:assert/strict";
import { parse } from "yaml";
import { z } from "zod";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeCli } from "../../stage/forEachEngine";
import { Stage } from "../../stage/stage";
import { folderOf, settingsOf, tell } from "./examples/example";
import { judged, recordedPreview } from "./examples/gate";
import { githubActions } from "./examples/scenes/around";
import { database } from "./examples/sources";

const previewSchema = z.object({
  steps: z.array(
    z.object({
      op: z.string(),
      urn: z.string(),
      replaceReasons: z.array(z.string()).optional(),
      oldState: z.object({ type: z.string() }).optional(),
    }),
  ),
});

/** All that the gate reads. */
const read = (preview: string) => previewSchema.parse(JSON.parse(preview));

/** The recorded preview, as if the engine wanted to do this to the import. */
function previewThat(changes: { op?: string; replaceReasons?: string[] }): string {
  const { steps } = read(recordedPreview());
  return JSON.stringify({
    steps: steps.map((step) => (step.op === "replace" ? { ...step, ...changes } : step)),
  });
}

describe("the gate of examples/github-actions", () => {
  it("stops a preview that replaces a backup, and says why", async () => {
    const verdict = await judged(recordedPreview());
    assert.equal(verdict.passes, false);
    assert.match(verdict.output, /legacy-orders: imports again .*, because of sourceFingerprint/);
  });

  it("lets it pass with the label", async () => {
    const verdict = await judged(recordedPreview(), true);
    assert.deepEqual([verdict.passes, verdict.output.includes("because of sourceFingerprint")], [true, true]);
  });

  it("stops a preview that deletes a backup", async () => {
    const verdict = await judged(previewThat({ op: "delete" }));
    assert.equal(verdict.passes, false);
    assert.match(verdict.output, /legacy-orders: deletes its backup/);
  });

  it("lets pass what neither replaces nor deletes, and says nothing of it", async () => {
    for (const op of ["same", "update", "create"])
      assert.deepEqual(await judged(previewThat({ op })), { passes: true, output: "" });
  });

  it("lets a failed import be imported again", async () => {
    const failed = await judged(previewThat({ replaceReasons: ["status"] }));
    assert.deepEqual(failed, { passes: true, output: "" });
    const alsoMoved = await judged(previewThat({ replaceReasons: ["sourceFingerprint", "status"] }));
    assert.equal(alsoMoved.passes, false);
    const withoutReason = await judged(previewThat({ replaceReasons: [] }));
    assert.match(withoutReason.output, /deletes the old backup$/m);
  });

  it("fails on what is no preview", async () => {
    assert.equal((await judged("error: no stack selected")).passes, false);
  });

  it("gets from the workflow what it reads: the preview, and the label", () => {
    const file = join(folderOf(githubActions.folder), ".github/workflows/pulumi.yml");
    const steps = z
      .object({
        jobs: z.object({ preview: z.object({ steps: z.array(z.record(z.string(), z.unknown())) }) }),
      })
      .parse(parse(readFileSync(file, "utf8"))).jobs.preview.steps;
    const gate = steps.find(({ name }) => name === "Gate") ?? {};
    assert.match(String(gate["run"]), /^pulumi preview --json .*\| node gate\.mjs$/);
    // Only with it, a failed preview fails the pipe.
    assert.equal(gate["shell"], "bash");
    assert.ok(JSON.stringify(gate["env"]).includes("IMPORT_AGAIN"));
    assert.ok(steps.some((step) => JSON.stringify(step).includes('"comment-on-pr":true')));
  });

  describeCli(() => {
    it("reads what the CLI prints today", async () => {
      const stage = await Stage.open(settingsOf(githubActions, "cli"));
      try {
        await tell(stage, githubActions);
        const json = { cliFlags: ["--json"] };
        const moved = (await stage.run("preview", json)).result.output;
        assert.deepEqual(read(moved), read(recordedPreview()));
        assert.deepEqual(await judged(moved), await judged(recordedPreview()));
        await stage.setConfig("connectionString", database("legacy", "reader", "rotated-horse"));
        const rotated = (await stage.run("preview", json)).result.output;
        assert.deepEqual(await judged(rotated), { passes: true, output: "" });
      } finally {
        await stage.run("destroy");
        await stage.close();
      }
    });
  });
});
