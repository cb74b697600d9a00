import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording, Stage } from "../../stage/stage";
import { onStage } from "../invariants";
import {
  assertDid,
  assertOk,
  assertSurvives,
  importIn,
  importsIn,
  ordersProgram,
  ordersSettings,
} from "../ordersImport";

const program = ordersProgram("connectionString");
const retained = ordersProgram("connectionString", "{ retainOnDelete: true }");
const isProtected = ordersProgram("connectionString", "{ protect: true }");
const withoutImport = "exports.done = true;";

const backupIdIn = (recording: Recording): string => {
  const id = importIn(recording).outputs?.["backupId"];
  assert.ok(typeof id === "string");
  return id;
};

async function imported(stage: Stage): Promise<string> {
  const up = await stage.run("up");
  assertDid(up, "create");
  return backupIdIn(up);
}

/** By hand on Northflank, or because it has expired. */
const loseBackup = (stage: Stage, id: string): void => {
  stage.simulator.world.removeBackup(ordersDb, id);
};

const exists = (stage: Stage, id: string): boolean =>
  stage.simulator.world.backups(ordersDb).some((backup) => backup.id === id);

/** docs/after-the-move.md says each of these rules to somebody who has moved a database. */
describe("after the move", () => {
  forEachEngine((engine, rule) => {
    const settings = ordersSettings(engine, program);

    describe("when the backup is gone", () => {
      rule("up does not notice without a refresh", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          loseBackup(stage, await imported(stage));
          const up = await stage.run("up");
          assertDid(up, "same");
          assert.deepEqual(up.requests, []);
        }),
      );

      for (const [what, source] of [
        ["refresh forgets it and the next up imports again", program],
        ["protect does not hinder either", isProtected],
      ] as const) {
        rule(what, () =>
          onStage(ordersSettings(engine, source), { imports: 2 }, async (stage) => {
            loseBackup(stage, await imported(stage));
            assertDid(await stage.run("refresh"), "delete");
            const up = await stage.run("up");
            assertDid(up, "create");
            assert.equal(up.imports.length, 1);
            await stage.unprotect();
          }),
        );
      }

      rule("destroy succeeds", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          loseBackup(stage, await imported(stage));
          const destroy = await stage.run("destroy");
          assertDid(destroy, "delete");
          assert.deepEqual(importsIn(destroy), []);
        }),
      );

      rule("up succeeds once the import is no longer in the program", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          loseBackup(stage, await imported(stage));
          await stage.write(withoutImport);
          assertDid(await stage.run("up"), "delete");
        }),
      );

      rule("up fails instead of importing again if the backup was adopted", () =>
        onStage(settings, { imports: 1, extraRequests: 10 }, async (stage) => {
          const id = await imported(stage);
          await stage.write(ordersProgram(`adoptBackupId: "${id}"`));
          assertOk(await stage.run("up"));
          loseBackup(stage, id);
          assertDid(await stage.run("refresh"), "delete");
          const up = await stage.run("up");
          assert.equal(up.result.ok, false);
          assert.match(up.result.output, /named by adoptBackupId, does not exist/);
          assert.deepEqual(up.imports, []);
        }),
      );
    });

    describe("when the source is gone", () => {
      rule("up and refresh need it no more than its value in the program", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          await imported(stage);
          assertDid(await stage.run("refresh"), "same");
          const up = await stage.run("up");
          assertDid(up, "same");
          assert.deepEqual(up.requests, []);
        }),
      );

      rule("up fails once its value is removed from the configuration", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          const id = await imported(stage);
          await stage.removeConfig("source");
          assert.equal((await stage.run("up")).result.ok, false);
          assert.ok(exists(stage, id));
        }),
      );

      rule("neither refresh nor destroy needs its value", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          await imported(stage);
          await stage.removeConfig("source");
          assertDid(await stage.run("refresh"), "same");
          assertOk(await stage.run("destroy"));
        }),
      );

      rule("adoptBackupId in place of the source keeps the backup, without an import or a deletion", () =>
        onStage(settings, { imports: 1, extraRequests: 10 }, async (stage) => {
          const id = await imported(stage);
          await stage.write(ordersProgram(`adoptBackupId: "${id}"`).replace(/requireSecret/, "getSecret"));
          await stage.removeConfig("source");
          const up = await stage.run("up");
          assertOk(up);
          assert.deepEqual(up.requests, []);
          assert.equal(backupIdIn(up), id);
          await assertSurvives(stage, id);
        }),
      );
    });

    describe("an import that is removed from the program", () => {
      rule("is deleted by the next up, with its backup", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          const id = await imported(stage);
          await stage.write(withoutImport);
          assertDid(await stage.run("up"), "delete");
          assert.equal(exists(stage, id), false);
        }),
      );

      rule("leaves its backup there if an earlier up has recorded retainOnDelete", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          const id = await imported(stage);
          await stage.write(retained);
          const recorded = await stage.run("up");
          assertDid(recorded, "same");
          assert.deepEqual(recorded.requests, []);
          await stage.write(withoutImport);
          const up = await stage.run("up");
          assertOk(up);
          assert.deepEqual([importsIn(up), up.requests], [[], []]);
          assert.ok(exists(stage, id));
          loseBackup(stage, id);
        }),
      );

      rule("is imported again if only the state has forgotten it, under a name of one's own", () =>
        onStage(
          ordersSettings(engine, ordersProgram('connectionString, name: "before-the-move"')),
          { imports: 2, extraRequests: 10 },
          async (stage) => {
            const id = await imported(stage);
            await stage.forget("orders");
            const up = await stage.run("up");
            assertDid(up, "create");
            assert.equal(up.imports.length, 1);
            assert.notEqual(backupIdIn(up), id);
            loseBackup(stage, id);
          },
        ),
      );

      rule("is found again if only the state has forgotten it, by a recent backup's automatic name", () =>
        onStage(settings, { imports: 1, extraRequests: 10 }, async (stage) => {
          const id = await imported(stage);
          await stage.forget("orders");
          const up = await stage.run("up");
          assertDid(up, "create");
          assert.equal(backupIdIn(up), id);
        }),
      );

      rule("leaves its backup there if the state has forgotten it as well", () =>
        onStage(settings, { imports: 1 }, async (stage) => {
          const id = await imported(stage);
          await stage.write(withoutImport);
          await stage.forget("orders");
          const up = await stage.run("up");
          assertDid(up);
          assert.deepEqual(up.requests, []);
          assert.ok(exists(stage, id));
          loseBackup(stage, id);
        }),
      );
    });
  });
});
