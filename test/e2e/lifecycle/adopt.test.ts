import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Stage } from "../../stage/stage";
import { assertDid, assertSurvives, importIn, opsOf, ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const others = "made-by-hand";
const another = "second-one";

const adopting = (id: string): string => ordersProgram(`adoptBackupId: "${id}"`);

describe("adoptBackupId", () => {
  forEachEngine((engine, rule) => {
    /** Plays where somebody's backups are, of which one is adopted by the program's first up. */
    const onceAdopted = (source: string, play: (stage: Stage) => Promise<void>) =>
      onStage(ordersSettings(engine, source), { imports: 0, extraRequests: 20 }, async (stage) => {
        for (const name of [others, another]) stage.simulator.world.addBackup(ordersDb, { name });
        assertDid(await stage.run("up"), "create");
        await play(stage);
        await assertSurvives(stage, others, another);
      });

    async function assertWrongIdFails(stage: Stage): Promise<void> {
      await stage.write(adopting("nowhere"));
      const failed = await stage.run("up");
      assert.equal(failed.result.ok, false);
      assert.match(
        failed.result.output,
        /"nowhere" of addon "orders-db", named by adoptBackupId, does not exist/,
      );
    }

    async function assertAdoptsAnother(stage: Stage): Promise<void> {
      await stage.write(adopting(another));
      const up = await stage.run("up");
      assert.equal(up.result.ok, true, up.result.output);
      assert.ok(opsOf(up).includes("replace"));
    }

    it("tracks a backup without an import", async () => {
      await onStage(
        ordersSettings(engine, adopting(others)),
        { imports: 0, extraRequests: 10 },
        async (stage) => {
          const { uid } = stage.simulator.world.addBackup(ordersDb, { name: others });
          const up = await stage.run("up");
          assertDid(up, "create");
          const { outputs } = importIn(up);
          assert.deepEqual([outputs?.["backupId"], outputs?.["uid"]], [others, uid]);
          assert.equal(outputs?.["status"], "completed");
          assertDid(await stage.run("preview"), "same");
          assertDid(await stage.run("refresh"), "same");
          await assertSurvives(stage, others);
        },
      );
    });

    rule("is a clear error when it is removed without a source", () =>
      onceAdopted(adopting(others), async (stage) => {
        await stage.write(ordersProgram(""));
        const failed = await stage.run("preview");
        assert.equal(failed.result.ok, false);
        assert.match(failed.result.output, /connectionString/);
      }),
    );

    rule("makes no difference of source and name", () =>
      onceAdopted(ordersProgram(`connectionString, adoptBackupId: "${others}"`), async (stage) => {
        const elsewhere = 'importUrl: "https://example.com/x.gz", name: "renamed"';
        await stage.write(ordersProgram(`${elsewhere}, adoptBackupId: "${others}"`));
        assertDid(await stage.run("preview"), "same");
      }),
    );

    rule("changes nothing when it is removed beside a source", () =>
      onceAdopted(ordersProgram(`connectionString, adoptBackupId: "${others}"`), async (stage) => {
        await stage.write(ordersProgram("connectionString"));
        assertDid(await stage.run("up"), "same");
        assertDid(await stage.run("preview"), "same");
      }),
    );

    rule("leaves the first backup there when another id is adopted", () =>
      onceAdopted(adopting(others), assertAdoptsAnother),
    );

    rule("is one clear error when no backup has the id", () =>
      onceAdopted(adopting(others), assertWrongIdFails),
    );

    rule("adopts another id after a wrong one", () =>
      onceAdopted(adopting(others), async (stage) => {
        await assertWrongIdFails(stage);
        await assertAdoptsAnother(stage);
      }),
    );
  });
});

describe("AddonBackupImport.get", () => {
  const got = (id: string): string => `
    const { AddonBackupImport } = require("pulumi-northflank");
    const existing = AddonBackupImport.get("existing", "shop/orders-db/${id}");
    exports.status = existing.status;`;

  forEachEngine((engine, rule) => {
    rule("never deletes a backup, not even one that the program has imported before", async () => {
      const settings = ordersSettings(engine, ordersProgram('connectionString, name: "handed-over"'));
      await onStage(settings, { imports: 1, extraRequests: 20 }, async (stage) => {
        assertDid(await stage.run("up"), "create");
        await stage.write(got("handed-over"));
        const up = await stage.run("up");
        assertDid(up, "read", "delete");
        assert.equal(importIn(up).outputs?.["status"], "completed");
        assert.match(up.result.output, /AddonBackupImport\.get\), so it is left alone/);
        assert.equal(up.requests.filter(({ method }) => method !== "GET").length, 0);
        await assertSurvives(stage, "handed-over");
      });
    });

    rule("is one clear error where there is no such backup", () =>
      onStage(ordersSettings(engine, got("nowhere")), { imports: 0, extraRequests: 10 }, async (stage) => {
        const missing = await stage.run("up");
        assert.equal(missing.result.ok, false);
        assert.match(
          missing.result.output,
          /there is no backup "nowhere" on addon "orders-db"; check the id/,
        );
      }),
    );
  });
});
