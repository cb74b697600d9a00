import assert from "node:assert/strict";
import { forEachEngine } from "../../stage/forEachEngine";
import { ordersDb } from "@test/simulator";
import type { Stage } from "../../stage/stage";
import { assertDid, importIn, importsIn, opsOf, ordersProgram, ordersSettings } from "../ordersImport";
import { onStage } from "../invariants";

const program = ordersProgram("connectionString");

async function imported(stage: Stage): Promise<string> {
  const up = await stage.run("up");
  assertDid(up, "create");
  const backupId = importIn(up).outputs?.["backupId"];
  assert.ok(typeof backupId === "string");
  return backupId;
}

describe("refresh", () => {
  forEachEngine((engine, rule) => {
    it("finds a completed import as it was", async () => {
      await onStage(ordersSettings(engine, program), { imports: 1 }, async (stage) => {
        await imported(stage);
        assertDid(await stage.run("refresh"), "same");
        assertDid(await stage.run("preview"), "same");
      });
    });

    rule("finds gone what somebody has deleted", async () => {
      await onStage(ordersSettings(engine, program), { imports: 1 }, async (stage) => {
        stage.simulator.world.removeBackup(ordersDb, await imported(stage));
        const refresh = await stage.run("refresh");
        assertDid(refresh, "delete");
        assert.deepEqual(importsIn(refresh), []);
        assertDid(await stage.run("preview"), "create");
      });
    });

    const withoutUids = (play: (stage: Stage) => Promise<void>) => {
      const base = ordersSettings(engine, program);
      const settings = { ...base, simulator: { ...base.simulator, uid: "absent" as const } };
      return onStage(settings, { imports: 1, extraRequests: 20 }, play);
    };

    for (const [what, status, message] of [
      [
        "project is missing",
        404,
        /the backup is not assumed to be deleted.*`pulumi state delete`.*`deletedWith`/s,
      ],
      ["token is not valid", 401, /is not valid/],
      ["permission is missing", 403, /lacks a permission/],
    ] as const) {
      rule(`keeps the state when the ${what}`, () =>
        withoutUids(async (stage) => {
          const backupId = await imported(stage);
          const refusal = stage.simulator.inject({ action: { do: "answer", status } });
          const refresh = await stage.run("refresh");
          refusal.remove();
          assert.equal(refresh.result.ok, false);
          assert.match(refresh.result.output.replaceAll(/\s+/g, " "), message);
          assert.equal(importIn(refresh).outputs?.["backupId"], backupId);
        }),
      );
    }

    rule("finds a namesake to be another backup", () =>
      withoutUids(async (stage) => {
        const { world } = stage.simulator;
        const backupId = await imported(stage);
        // Without uids, only their times tell the two apart.
        await stage.time.sleep(10);
        const theirs = world.replaceBackup(ordersDb, backupId);
        assertDid(await stage.run("refresh"), "delete");
        world.removeBackup(ordersDb, theirs.id);
        assertDid(await stage.run("preview"), "create");
      }),
    );

    rule("brings the completion of an import that up did not wait for", async () => {
      const source = ordersProgram("connectionString, waitForCompletion: false");
      await onStage(ordersSettings(engine, source), { imports: 1, extraRequests: 40 }, async (stage) => {
        stage.simulator.world.setOutcome(() => true, "never-ends");
        const up = await stage.run("up");
        assertDid(up, "create");
        assert.notEqual(importIn(up).outputs?.["status"], "completed");
        await stage.run("refresh");
        assertDid(await stage.run("preview"), "same");
        stage.simulator.world.setOutcome(() => true, "completed");
        const refresh = await stage.run("refresh");
        assert.equal(refresh.result.ok, true, refresh.result.output);
        assert.equal(importIn(refresh).outputs?.["status"], "completed");
        assertDid(await stage.run("preview"), "same");
      });
    });

    const withLateFailure = (play: (stage: Stage) => Promise<void>) => {
      const source = ordersProgram("connectionString, waitForCompletion: false");
      return onStage(ordersSettings(engine, source), { imports: 1, extraRequests: 40 }, async (stage) => {
        stage.simulator.world.setOutcome(() => true, "never-ends");
        assertDid(await stage.run("up"), "create");
        stage.simulator.world.setOutcome(() => true, "failed");
        await play(stage);
      });
    };

    rule("shows that an import has failed meanwhile", () =>
      withLateFailure(async (stage) => {
        const refresh = await stage.run("refresh");
        assert.equal(importIn(refresh).outputs?.["status"], "failed", refresh.result.output);
      }),
    );

    rule("lets the next preview replace an import that has failed meanwhile", () =>
      withLateFailure(async (stage) => {
        await stage.run("refresh");
        const preview = await stage.run("preview");
        assert.ok(opsOf(preview).includes("replace"), preview.result.output);
        assert.deepEqual(preview.result.steps.find(({ op }) => op === "replace")?.replaceReasons, ["status"]);
      }),
    );
  });
});
