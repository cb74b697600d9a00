import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";
import { backupId, failureOf } from "./waitingFailure";

forEachTransport(({ onBench }) => {
  describe("an import that disappears while it is waited for", () => {
    const vanishAt = (bench: Bench, seconds: number) =>
      bench.clock.at(seconds, () => {
        bench.simulator.world.removeBackup(ordersDb, backupId(bench));
      });

    it("fails without a state, and the next up imports once more", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await Promise.all([
          assert.rejects(
            orders.up(),
            /importing into addon "orders-db" failed: the backup "[^"]+" disappeared .* imports again$/,
          ),
          vanishAt(bench, 60),
        ]);
        assert.equal(orders.state, undefined);
        bench.simulator.settings.importSeconds = 5;
        assert.equal(await orders.up(), "created");
        assert.equal(bench.imports.length, 2);
      }));

    it("is replaced by the next up when it vanished during a resumed wait", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 30, update: 600 } });
        await failureOf(orders.up());
        await Promise.all([assert.rejects(orders.up(), /disappeared/), vanishAt(bench, 60)]);
        bench.simulator.settings.importSeconds = 5;
        assert.equal(await orders.up(), "replaced");
        assert.equal(bench.imports.length, 2);
        assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
      }));

    it("is not believed when its project cannot be read either", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const gone = bench.clock.at(60, () => {
          bench.simulator.world.removeProject({ projectId: "shop" });
        });
        const { message } = (await Promise.all([failureOf(orders.up()), gone]))[0];
        assert.match(message, /reading project "shop".*404.*kept in the state/);
      }));

    it("is not believed after some polls that miss it, of GET or of the list", () =>
      onBench({ simulator: { importSeconds: 120 } }, async (bench) => {
        const provider = bench.startProvider();
        const [first, second] = [bench.declare("first", liveSource), bench.declare("second", liveSource)];
        const action = {
          do: "answer",
          status: 404,
          body: { error: { message: "Backup not found" } },
        } as const;
        bench.simulator.inject({ on: "getBackup", nth: 3, times: 6, action });
        const later = bench.clock.at(10, async () => {
          bench.simulator.settings.listLagSeconds = 25;
          await second.check(provider, {});
        });
        await Promise.all([first.up(provider), later.then(() => second.up(provider))]);
        assert.equal(bench.imports.length, 2);
        assert.equal(first.outputs["status"], "completed");
        assert.equal(second.outputs["status"], "completed");
      }));

    it("counts another backup under its id as disappeared, and leaves that alone", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const swapped = bench.clock.at(60, () => {
          bench.simulator.world.replaceBackup(ordersDb, backupId(bench));
        });
        await Promise.all([assert.rejects(orders.up(), /disappeared/), swapped]);
        assert.equal(bench.simulator.world.backups(ordersDb).length, 1);
      }));
  });
});
