import assert from "node:assert/strict";
import { openQuestions, ordersPath, send } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { forget, loseImport, minutes, uids } from "../bench/lostImport";
import { dumpSource, liveSource } from "../bench/sources";

/** The list of the backups as it is now, with other entries. */
async function listed(bench: Bench, changed: (backup: object) => object): Promise<object> {
  const { json } = await send(bench.simulator, "GET", `${ordersPath}/backups`);
  const { data } = json as { data: { backups: object[] } };
  return { data: { backups: data.backups.map(changed) } };
}

forEachTransport(({ onBench }) => {
  describe("an import that a killed engine left behind", () => {
    const sources = { live: liveSource, dump: dumpSource };
    for (const [kind, source] of Object.entries(sources)) {
      it(`is resumed while it runs, with a warning (${kind})`, () =>
        onBench({ simulator: { importSeconds: 3000 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", source);
          const uid = await loseImport(bench, orders, 40 * minutes);
          await orders.up();
          assert.equal(orders.outputs["uid"], uid);
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(bench.imports.length, 1);
          assert.match(
            bench.warnings.join(),
            /resumed the lost import "[^"]+" \(created 2026-.*change triggers/,
          );
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
        }));
    }

    it("is resumed while it is still scheduled", () =>
      onBench({ simulator: { scheduledSeconds: 300 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders);
        await orders.up();
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 1);
      }));

    for (const serverAheadMs of [-86_400_000, 0, 86_400_000]) {
      it(`is taken over up to 15 minutes after its end, by the server's clock (${serverAheadMs} ms ahead)`, () =>
        onBench({ simulator: { scheduledSeconds: 0, importSeconds: 60 }, serverAheadMs }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          const uid = await loseImport(bench, orders, 16 * minutes);
          await orders.up();
          assert.equal(orders.outputs["uid"], uid);
          assert.equal(bench.imports.length, 1);
          assert.equal(bench.warnings.length, 1);
        }));

      it(`is left alone later than that, with a warning, and imported anew (${serverAheadMs} ms ahead)`, () =>
        onBench({ simulator: { scheduledSeconds: 0, importSeconds: 60 }, serverAheadMs }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          const uid = await loseImport(bench, orders, 16 * minutes + 1000);
          await orders.up();
          assert.notEqual(orders.outputs["uid"], uid);
          assert.equal(orders.outputs["backupName"], `${String(orders.outputs["name"])}-2`);
          assert.equal(bench.imports.length, 2);
          assert.match(bench.warnings.join(), /too old to count as its lost import.*left alone/);
          await orders.destroy();
          assert.deepEqual(uids(bench), [uid]);
        }));
    }

    it("looks like one that retainOnDelete has kept, so the warning says that it is deleted from now on", () =>
      onBench({ simulator: { scheduledSeconds: 0, importSeconds: 1 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const kept = orders.outputs["uid"];
        forget(orders);
        await orders.up();
        assert.equal(orders.outputs["uid"], kept);
        assert.match(
          bench.warnings.join(),
          /resumed the lost import .* retainOnDelete .*errors\.md#a-lost-import-was-resumed$/,
        );
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    it("is resumed when its type is a word that nobody has documented", () =>
      onBench({ simulator: { importSeconds: 3000 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders);
        const list = await listed(bench, (backup) => ({ ...backup, config: { source: { type: "import" } } }));
        bench.simulator.inject({
          on: "listBackups",
          nth: 1,
          action: { do: "answer", status: 200, body: list },
        });
        await orders.up();
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 1);
      }));

    it("is not taken over when only the list still shows it", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const list = await listed(bench, (backup) => backup);
        await orders.destroy();
        bench.simulator.inject({
          on: "listBackups",
          nth: 1,
          action: { do: "answer", status: 200, body: list },
        });
        await orders.up();
        assert.equal(bench.imports.length, 2);
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
        assert.deepEqual(bench.warnings, []);
      }));

    it("is not taken over when the list and GET do not agree in 20 s", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const list = await listed(bench, (backup) => backup);
        await orders.destroy();
        bench.simulator.inject({ on: "listBackups", action: { do: "answer", status: 200, body: list } });
        const destroyedAt = bench.clock.now();
        await orders.up();
        const [first, second] = bench.imports.map(({ at }) => at);
        const waited = (second ?? 0) - (first ?? 0) - destroyedAt;
        assert.ok(waited >= 20_000 && waited < 25_000, `${waited} ms`);
        assert.equal(bench.imports.length, 2);
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
      }));

    it("is resumed when only GET does not show it yet", () =>
      onBench({ simulator: { scheduledSeconds: 0, importSeconds: 1, getLagSeconds: 15 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders, 2_000);
        await orders.up();
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 1);
      }));

    it("is not taken over while it is being deleted", () =>
      onBench(
        { simulator: { importSeconds: 3000, statusWords: { "in-progress": "deleting" } } },
        async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, waitForCompletion: false });
          const uid = await loseImport(bench, orders, 1 * minutes);
          await orders.up();
          assert.notEqual(orders.outputs["uid"], uid);
          assert.equal(bench.imports.length, 2);
        },
      ));

    it("is not taken over when it failed", () =>
      onBench({ simulator: { outcome: "failed" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders, minutes);
        bench.simulator.settings.outcome = "completed";
        await orders.up();
        assert.notEqual(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 2);
      }));

    it("is found under the suffix that it got because its name was taken", () =>
      onBench({ simulator: { importSeconds: 600, outcome: "failed" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await loseImport(bench, orders, 20 * minutes);
        bench.simulator.settings.outcome = "completed";
        const uid = await loseImport(bench, orders);
        assert.equal(bench.imports[1]?.name, `${bench.imports[0]?.name ?? ""}-2`);
        await orders.up();
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 2);
      }));

    for (const connectionSourceType of openQuestions.connectionSourceType) {
      for (const urlSourceType of openQuestions.urlSourceType) {
        it(`is known by whatever words Northflank has for imports (${connectionSourceType}, ${urlSourceType})`, () =>
          onBench(
            { simulator: { importSeconds: 600, connectionSourceType, urlSourceType } },
            async (bench) => {
              for (const source of Object.values(sources)) {
                const orders = bench.declare("legacy-orders", source);
                const uid = await loseImport(bench, orders);
                await orders.up();
                assert.equal(orders.outputs["uid"], uid);
              }
              assert.equal(bench.imports.length, 2);
            },
          ));
      }
    }

    describe("when the replaced resource is not compared (--target-replace, taint)", () => {
      it("keeps the backup that the new one has taken over", () =>
        onBench({}, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          await orders.up();
          const saved = orders.state ?? assert.fail("it is in the state");
          const provider = bench.startProvider();
          const inputs = await orders.check(provider, {});
          await orders.create(provider, inputs);
          await orders.delete(provider, saved);
          assert.equal(bench.imports.length, 1);
          assert.deepEqual(uids(bench), [saved.outputs["uid"]]);
          assert.equal(orders.outputs["uid"], saved.outputs["uid"]);
        }));
    });

    it("is not needed after a lost answer: the same process never adopts what it sends", () =>
      onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
        bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: true } });
        await bench.declare("legacy-orders", liveSource).up();
        assert.deepEqual(bench.warnings, []);
        assert.equal(bench.imports.length, 1);
      }));
  });
});
