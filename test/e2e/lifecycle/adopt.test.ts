import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Stage } from "../../stage/stage";
import { assertDid, importIn, opsOf, ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const others = "made-by-hand";

/** Ends the scenario as the invariants expect it, once it is seen that destroy has left the backup there. */
async function assertSurvives(stage: Stage, ...ids: string[]): Promise<void> {
  const destroy = await stage.run("destroy");
  assert.equal(destroy.result.ok, true, destroy.result.output);
  for (const id of ids) {
    assert.ok(
      stage.simulator.world.backups(ordersDb).some((backup) => backup.id === id),
      `${id} survives`,
    );
    stage.simulator.world.removeBackup(ordersDb, id);
  }
  await stage.run("destroy");
}

describe("adoptBackupId", function () {
  this.timeout(300_000);

  forEachEngine((engine, rule) => {
    it("tracks a backup without an import; removed without a source, it is a clear failure", async () => {
      const source = ordersProgram(`adoptBackupId: "${others}"`);
      await onStage(ordersSettings(engine, source), { imports: 0, extraRequests: 10 }, async (stage) => {
        const { uid } = stage.simulator.world.addBackup(ordersDb, { name: others });
        const up = await stage.run("up");
        assertDid(up, "create");
        const { outputs } = importIn(up);
        assert.deepEqual([outputs?.["backupId"], outputs?.["uid"]], [others, uid]);
        assert.equal(outputs?.["status"], "completed");
        assertDid(await stage.run("preview"), "same");
        assertDid(await stage.run("refresh"), "same");

        await stage.write(ordersProgram(""));
        const failed = await stage.run("preview");
        assert.equal(failed.result.ok, false);
        assert.match(failed.result.output, /connectionString/);
        await assertSurvives(stage, others);
      });
    });

    rule(
      "makes no difference of source and name while given, and none when it is removed beside a source",
      async () => {
        const beside = `connectionString, adoptBackupId: "${others}"`;
        const settings = ordersSettings(engine, ordersProgram(beside));
        await onStage(settings, { imports: 0, extraRequests: 10 }, async (stage) => {
          stage.simulator.world.addBackup(ordersDb, { name: others });
          assertDid(await stage.run("up"), "create");
          await stage.write(
            ordersProgram(
              `importUrl: "https://example.com/x.gz", name: "renamed", adoptBackupId: "${others}"`,
            ),
          );
          assertDid(await stage.run("preview"), "same");
          await stage.write(ordersProgram("connectionString"));
          assertDid(await stage.run("up"), "same");
          assertDid(await stage.run("preview"), "same");
          await assertSurvives(stage, others);
        });
      },
    );

    rule(
      "replaces for another id and leaves the first one there; a wrong id is one clear error",
      async () => {
        const source = ordersProgram(`adoptBackupId: "${others}"`);
        await onStage(ordersSettings(engine, source), { imports: 0, extraRequests: 20 }, async (stage) => {
          const { world } = stage.simulator;
          world.addBackup(ordersDb, { name: others });
          world.addBackup(ordersDb, { name: "second-one" });
          assertDid(await stage.run("up"), "create");
          await stage.write(ordersProgram(`adoptBackupId: "nowhere"`));
          const failed = await stage.run("up");
          assert.equal(failed.result.ok, false);
          assert.match(
            failed.result.output,
            /"nowhere" of addon "orders-db", named by adoptBackupId, does not exist/,
          );
          await stage.write(ordersProgram(`adoptBackupId: "second-one"`));
          const up = await stage.run("up");
          assert.equal(up.result.ok, true, up.result.output);
          assert.ok(opsOf(up).includes("replace"));
          await assertSurvives(stage, others, "second-one");
        });
      },
    );
  });
});

describe("AddonBackupImport.get", function () {
  this.timeout(300_000);

  const got = (id: string): string => `
    const { AddonBackupImport } = require("pulumi-northflank");
    const existing = AddonBackupImport.get("existing", "shop/orders-db/${id}");
    exports.status = existing.status;`;

  forEachEngine((engine, rule) => {
    rule(
      "reads a backup and never deletes it, not even one that the program has imported before",
      async () => {
        const settings = ordersSettings(engine, ordersProgram('connectionString, name: "handed-over"'));
        await onStage(settings, { imports: 1, extraRequests: 20 }, async (stage) => {
          assertDid(await stage.run("up"), "create");
          await stage.write(got("handed-over"));
          const up = await stage.run("up");
          assertDid(up, "read", "delete");
          assert.equal(importIn(up).outputs?.["status"], "completed");
          assert.match(up.result.output, /AddonBackupImport\.get\), so it is left alone/);
          assert.equal(up.requests.filter(({ method }) => method !== "GET").length, 0);

          await stage.write(got("nowhere"));
          const missing = await stage.run("up");
          assert.equal(missing.result.ok, false);
          assert.match(
            missing.result.output,
            /there is no backup "nowhere" on addon "orders-db"; check the id/,
          );
          await assertSurvives(stage, "handed-over");
        });
      },
    );
  });
});
