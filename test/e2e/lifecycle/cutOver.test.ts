import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { forEachEngine } from "../../stage/forEachEngine";
import type { Recording, Stage } from "../../stage/stage";
import { onStage } from "../invariants";
import { assertDid, importIn, ordersProgram, ordersSettings } from "../ordersImport";

const at = (cutOver: string): string => ordersProgram(`connectionString, triggers: ["${cutOver}"]`);

const backupIdIn = (recording: Recording): unknown => importIn(recording).outputs?.["backupId"];

async function imported(stage: Stage): Promise<string> {
  const up = await stage.run("up");
  assertDid(up, "create");
  const id = backupIdIn(up);
  assert.ok(typeof id === "string");
  return id;
}

/** docs/move-a-database.md sets a trigger once nothing writes to the source any more. */
describe("the import at the cut-over", () => {
  forEachEngine((engine, rule) => {
    rule("an import of before is kept until a trigger asks for a new one", () =>
      onStage(ordersSettings(engine, at("rehearsal")), { imports: 2 }, async (stage) => {
        const before = await imported(stage);
        assertDid(await stage.run("up"), "same");
        await stage.write(at("22:00"));
        const up = await stage.run("up");
        assert.equal(up.imports.length, 1);
        assert.notEqual(backupIdIn(up), before);
        assert.ok(stage.simulator.world.backups(ordersDb).every(({ id }) => id !== before));
      }),
    );

    rule("what an interrupted up left before is not taken for the import of a new trigger", () =>
      onStage(ordersSettings(engine, at("rehearsal")), { imports: 2, extraRequests: 10 }, async (stage) => {
        const before = await imported(stage);
        await stage.forget("orders");
        await stage.write(at("22:00"));
        const up = await stage.run("up");
        assertDid(up, "create");
        assert.notEqual(backupIdIn(up), before);
        stage.simulator.world.removeBackup(ordersDb, before);
      }),
    );
  });
});
