import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench } from "../bench/bench";
import { loseImport, minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { withBareImport, withImport } from "../bench/withImport";
import { inTimeZones } from "../../timeZone";

describe("where Northflank's times name no zone", () => {
  inTimeZones(() => {
    for (const times of [
      ["utc", "no-zone"],
      ["no-zone", "utc"],
      ["no-zone", "no-zone"],
    ] as const)
      it(`refresh and destroy know the backup (${times.join(", then ")})`, () =>
        withImport({ simulator: { uid: "absent", times: times[0] } }, async (bench, orders) => {
          bench.simulator.settings.times = times[1];
          assert.equal(await orders.refresh(), true);
          assert.equal(await orders.up(), "same");
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));

    for (const [ago, finds] of [
      [14 * minutes, "goes on with"],
      [16 * minutes, "leaves alone"],
    ] as const)
      it(`up ${finds} a lost import that ended ${ago / minutes} minutes ago`, () =>
        onBench({ simulator: { times: "no-zone", uid: "absent", importSeconds: 1 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          await loseImport(bench, orders, ago);
          await orders.up();
          assert.equal(bench.imports.length, finds === "goes on with" ? 1 : 2);
        }));

    it("an import of which only an id was answered is known by the time before it", () =>
      withBareImport({ simulator: { times: "no-zone", uid: "absent" } }, async (bench, orders) => {
        assert.equal(orders.outputs["createdAt"], undefined);
        const { state } = orders;
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        orders.state = state;
        bench.simulator.world.addBackup(ordersDb, {
          name: "nightly-orders",
          createdAt: "2026-01-15T08:00:00.000Z",
        });
        await orders.destroy();
        assert.equal(uids(bench).length, 1, "what is an hour older is another's");
      }));
  });
});
