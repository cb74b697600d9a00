import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { onBench, type Bench } from "../bench/bench";
import { itIfTold } from "../bench/itIfTold";
import type { DeclaredImport } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { dumpSource, liveSource } from "../bench/sources";
import { backupIdOf, withImport } from "../bench/withImport";
import { type FaultAction, ordersDb, usersDb } from "@test/simulator";

const precious = "precious";
const byId = { adoptBackupId: precious };

/** Plays on an addon with somebody's backup, which must be there in the end. */
async function beside(
  args: Record<string, unknown>,
  play: (bench: Bench, adopting: DeclaredImport) => Promise<void>,
): Promise<void> {
  await onBench({ simulator: { scheduledSeconds: 0, importSeconds: 1 } }, async (bench) => {
    const { uid } = bench.simulator.world.addBackup(ordersDb, { name: precious });
    await play(bench, bench.declare("adopting", args));
    assert.ok(uids(bench).includes(uid), "it is still there");
    assert.ok(!bench.simulator.journal.of("deleteBackup").some(({ path }) => path.endsWith(`/${precious}`)));
  });
}

async function assertLeavesAlone(adopting: DeclaredImport): Promise<void> {
  await adopting.destroy();
  assert.equal(adopting.state, undefined);
}

describe("adopting a backup", () => {
  const forms = { alone: ordersDb, "beside a live source": liveSource, "beside a dump": dumpSource };
  for (const [form, args] of Object.entries(forms)) {
    it(`reads it once and imports nothing, ${form}`, () =>
      beside({ ...args, ...byId }, async (bench, adopting) => {
        assert.equal(await adopting.up(), "created");
        assert.deepEqual([bench.requests, bench.imports.length], [1, 0]);
        assert.equal(adopting.outputs["status"], "completed");
      }));

    it(`tells what get tells of it, ${form}`, () =>
      beside({ ...args, ...byId }, async (bench, adopting) => {
        await adopting.up();
        const id = `shop/orders-db/${precious}`;
        const { __provider: _, ...got } = await adopting.get(bench.startProvider(), id);
        const { adoptBackupId, sourceFingerprint, __provider: __, ...told } = adopting.outputs;
        assert.deepEqual(got, told);
        assert.deepEqual([adoptBackupId, sourceFingerprint !== undefined], [precious, form !== "alone"]);
      }));

    it(`is no change in a later up or refresh, ${form}`, () =>
      beside({ ...args, ...byId }, async (_bench, adopting) => {
        await adopting.up();
        assert.equal(await adopting.up(), "same");
        assert.equal(await adopting.refresh(), true);
        assert.equal(await adopting.up(), "same");
        await assertLeavesAlone(adopting);
      }));
  }

  it("makes no difference of source, name and options while it is given", () =>
    beside({ ...liveSource, ...byId }, async (bench, adopting) => {
      await adopting.up();
      for (const args of [
        dumpSource,
        { ...liveSource, name: "renamed" },
        { ...liveSource, compressionType: "zstd" },
      ]) {
        adopting.args = { ...args, ...byId };
        assert.equal(await adopting.up(), "same");
      }
      assert.deepEqual(bench.imports, []);
    }));

  describe("removed beside a source", () => {
    const onceRemoved = (play: (bench: Bench, adopting: DeclaredImport) => Promise<void>) =>
      beside({ ...liveSource, ...byId }, async (bench, adopting) => {
        await adopting.up();
        adopting.args = liveSource;
        assert.equal(await adopting.up(), "same");
        assert.equal(await adopting.refresh(), true);
        adopting.args = { ...dumpSource, name: "renamed" };
        assert.equal(await adopting.up(), "same");
        adopting.options = { timeouts: { delete: 90 } };
        assert.equal(await adopting.up(), "updated");
        await play(bench, adopting);
      });

    itIfTold("changes nothing, whatever happens later", () =>
      onceRemoved((bench) => {
        assert.deepEqual(bench.imports, []);
        return Promise.resolve();
      }),
    );

    itIfTold("imports once triggers ask for it", () =>
      onceRemoved(async (bench, adopting) => {
        adopting.args = { ...dumpSource, triggers: ["now"] };
        assert.equal(await adopting.up(), "replaced");
        assert.equal(bench.imports.length, 1);
        await assertLeavesAlone(adopting);
        assert.equal(uids(bench).length, 1, "what was imported is deleted");
      }),
    );
  });

  it("is refused in check when it is removed without a source", () =>
    beside({ ...ordersDb, ...byId }, async (bench, adopting) => {
      await adopting.up();
      const { failures = [] } = await bench
        .startDynamic()
        .check(adopting.state?.inputs ?? {}, { ...ordersDb });
      assert.equal(failures.length, 1);
      assert.match(failures[0]?.reason ?? "", /no source is set; set exactly one of .*adoptBackupId/);
      assert.ok(adopting.state);
    }));

  for (const [what, addon] of [
    ["another id", ordersDb],
    ["one of another addon", usersDb],
  ] as const) {
    it(`leaves both backups there when ${what} takes its place`, () =>
      beside({ ...ordersDb, ...byId }, async (bench, adopting) => {
        const { world } = bench.simulator;
        const second = world.addBackup(addon, { name: "second" });
        await adopting.up();
        adopting.args = { ...addon, adoptBackupId: "second" };
        assert.equal(await adopting.up(), "replaced");
        assert.equal(adopting.outputs["uid"], second.uid);
        await assertLeavesAlone(adopting);
        assert.ok(world.backups(addon).some(({ uid }) => uid === second.uid));
        assert.deepEqual(bench.imports, []);
      }));
  }

  it("takes the place of a failed import, which is deleted", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await assert.rejects(orders.up(), PartialFailure);
      const { uid } = bench.simulator.world.addBackup(ordersDb, { name: precious });
      orders.args = { ...liveSource, ...byId };
      assert.equal(await orders.up(), "replaced");
      assert.deepEqual(uids(bench), [uid]);
      await assertLeavesAlone(orders);
      assert.deepEqual(uids(bench), [uid]);
    }));

  it("gives up an import of ours: it is never deleted from then on", () =>
    withImport({}, async (bench, orders) => {
      orders.args = { ...liveSource, adoptBackupId: backupIdOf(orders) };
      assert.equal(await orders.up(), "updated");
      assert.equal(await orders.up(), "same");
      orders.args = liveSource;
      await orders.up();
      await assertLeavesAlone(orders);
      assert.equal(uids(bench).length, 1);
    }));

  describe("that somebody has deleted", () => {
    const onceDeleted = (play: (bench: Bench, adopting: DeclaredImport) => Promise<void>) =>
      onBench({}, async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name: precious });
        const adopting = bench.declare("adopting", { ...liveSource, ...byId });
        await adopting.up();
        bench.simulator.world.removeBackup(ordersDb, precious);
        assert.equal(await adopting.refresh(), false);
        await assert.rejects(
          adopting.up(),
          /"precious" of addon "orders-db", named by adoptBackupId, does not exist/,
        );
        await play(bench, adopting);
      });

    it("is one clear error", () => onceDeleted(() => Promise.resolve()));

    it("is an import once its id is removed", () =>
      onceDeleted(async (bench, adopting) => {
        adopting.args = liveSource;
        assert.equal(await adopting.up(), "created");
        assert.equal(bench.imports.length, 1);
      }));
  });

  describe("fails without a state, and says what to do", () => {
    const wrong: [string, Record<string, unknown>, RegExp][] = [
      [
        "id",
        { adoptBackupId: "nowhere" },
        /"nowhere" of addon "orders-db", named by adoptBackupId, does not exist/,
      ],
      ["addon", { addonId: "nowhere" }, /of addon "nowhere", named by adoptBackupId, does not exist/],
      [
        "project",
        { projectId: "nowhere" },
        /reading project "nowhere" to find the backup "precious" failed.*projectId/,
      ],
    ];
    for (const [what, args, message] of wrong) {
      it(`for a wrong ${what}`, () =>
        beside({ ...ordersDb, ...byId, ...args }, async (_bench, adopting) => {
          await assert.rejects(adopting.up(), (error: Error) => {
            assert.match(error.message, message);
            assert.doesNotMatch(error.message, /state delete/, "nothing is in the state yet");
            return true;
          });
          assert.equal(adopting.state, undefined);
        }));
    }

    const answers: [string, FaultAction][] = [
      ["401", { do: "answer", status: 401, body: { error: { message: "Unauthorized" } } }],
      ["403", { do: "answer", status: 403 }],
      ["500", { do: "answer", status: 500 }],
    ];
    for (const [what, action] of answers) {
      it(`for ${what}`, () =>
        beside({ ...ordersDb, ...byId }, async (bench, adopting) => {
          bench.simulator.inject({ on: "getBackup", action });
          await assert.rejects(adopting.up(), new RegExp(`reading the backup "precious".*${what}`));
          assert.equal(adopting.state, undefined);
        }));
    }

    for (const status of ["failed", "aborted", "not-supported"] as const) {
      it(`for one that is ${status}`, () =>
        onBench({}, async (bench) => {
          bench.simulator.world.addBackup(ordersDb, { name: precious, status });
          const adopting = bench.declare("adopting", { ...ordersDb, ...byId });
          await assert.rejects(
            adopting.up(),
            new RegExp(`is "${status}", so it cannot be adopted; choose a completed one`),
          );
          assert.equal(adopting.state, undefined);
        }));
    }
  });
});
