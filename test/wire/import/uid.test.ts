import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench } from "../bench/bench";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { backupIdOf, withImport } from "../bench/withImport";

describe("a uid that says nothing, or that all backups share,", () => {
  const nil = "00000000-0000-0000-0000-000000000000";
  const dayBefore = "2026-01-14T09:00:00.000Z";

  for (const uid of ["empty", "nil", "equal-for-all"] as const) {
    it(`makes no backup ours that is a day older (${uid})`, () =>
      withImport({ simulator: { uid } }, async (bench, orders) => {
        const { world } = bench.simulator;
        const id = backupIdOf(orders);
        world.removeBackup(ordersDb, id);
        const foreign = world.addBackup(ordersDb, { id, name: "somebody-elses", createdAt: dayBefore });
        await orders.destroy();
        assert.deepEqual(uids(bench), [foreign.uid]);
        assert.match(bench.warnings.join(), /is not the one this resource imported .*left alone/);
      }));

    it(`makes no backup ours that is a day older, to a state of an older release either (${uid})`, () =>
      withImport({ simulator: { uid } }, async (bench, orders) => {
        const { world } = bench.simulator;
        const { state } = orders;
        assert.ok(state);
        orders.state = { ...state, outputs: { ...state.outputs, uid: uid === "empty" ? "" : nil } };
        bench.simulator.settings.uid = uid;
        assert.equal(await orders.refresh(), true);
        const id = backupIdOf(orders);
        world.removeBackup(ordersDb, id);
        const foreign = world.addBackup(ordersDb, { id, name: "somebody-elses", createdAt: dayBefore });
        assert.equal(await orders.refresh(), false);
        assert.deepEqual(uids(bench), [foreign.uid]);
      }));

    it(`hides nothing of a list of 150, and ours is found in it (${uid})`, () =>
      onBench(
        { simulator: { uid, importAnswer: "no-id", getLagSeconds: 3600, listOrder: "oldest-first" } },
        async (bench) => {
          for (let nth = 1; nth <= 150; nth += 1)
            bench.simulator.world.addBackup(ordersDb, { name: `Schedule ${nth}`, createdAt: dayBefore });
          const orders = bench.declare("legacy-orders", liveSource);
          await orders.up();
          assert.equal(backupIdOf(orders), bench.imports[0]?.backupId);
          assert.equal(await orders.refresh(), true);
          await orders.destroy();
          assert.equal(bench.imports.length, 1);
          assert.equal(uids(bench).length, 150);
        },
      ));

    it(`tells an adopted backup from another under its id (${uid})`, () =>
      onBench({ simulator: { uid } }, async (bench) => {
        const { id } = bench.simulator.world.addBackup(ordersDb, { name: "Precious", createdAt: dayBefore });
        const precious = bench.declare("precious", { ...ordersDb, adoptBackupId: id });
        await precious.up();
        assert.equal(await precious.refresh(), true);
        bench.simulator.world.replaceBackup(ordersDb, id);
        assert.equal(await precious.refresh(), false);
      }));
  }
});
