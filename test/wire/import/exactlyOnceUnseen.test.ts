import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import { type FaultAction, ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { forEachTransport } from "../bench/forEachTransport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

forEachTransport(({ onBench }) => {
  describe("an import that was accepted, and cannot be looked at", () => {
    const answers: [string, FaultAction][] = [
      ["forbidden", { do: "answer", status: 403 }],
      ["out of quota", { do: "turn-away", status: 429, seconds: 7200, told: "x-ratelimit-reset" }],
      ["down", { do: "answer", status: 500 }],
    ];
    for (const [what, action] of answers) {
      it(`keeps the id that was answered when reading is ${what}, and the next up resumes it`, () =>
        onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
          bench.simulator.inject({ on: "listBackups", nth: 2, times: 100_000, action });
          bench.simulator.inject({ on: "getBackup", action });
          await assert.rejects(orders.up(), PartialFailure);
          assert.equal(orders.state?.id, `shop/orders-db/${bench.imports[0]?.backupId ?? ""}`);
          bench.simulator.clearFaults();
          assert.equal(await orders.up(), "updated");
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(bench.imports.length, 1);
          await orders.destroy();
          assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
        }));
    }

    /** A state that holds the id that was answered, and nothing else by which the backup is known. */
    async function withUnseen(play: (bench: Bench, orders: DeclaredImport) => Promise<void>): Promise<void> {
      await onBench({ simulator: { importSeconds: 30 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
        const action = { do: "answer", status: 403 } as const;
        const faults = [
          bench.simulator.inject({ on: "listBackups", nth: 2, times: 1000, action }),
          bench.simulator.inject({ on: "getBackup", action }),
        ];
        await assert.rejects(orders.up(), PartialFailure);
        for (const fault of faults) fault.remove();
        assert.equal(orders.outputs["uid"], undefined);
        assert.equal(orders.outputs["createdAt"], undefined);
        await play(bench, orders);
      });
    }

    it("is known for good after a refresh", () =>
      withUnseen(async (bench, orders) => {
        assert.equal(await orders.refresh(), true);
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
        assert.equal(orders.outputs["importedAfter"], undefined);
      }));

    it("is aborted and deleted by destroy", () =>
      withUnseen(async (bench, orders) => {
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

    for (const [what, other] of [
      ["an older backup", { name: "Nightly orders", createdAt: "2026-01-15T08:00:00.000Z" }],
      ["a backup of another name", { name: "Weekly orders" }],
    ] as const) {
      it(`is not confused with ${what} that has its id by now`, () =>
        withUnseen(async (bench, orders) => {
          const { backupId } = orders.outputs;
          bench.simulator.world.removeBackup(ordersDb, String(backupId));
          bench.simulator.world.addBackup(ordersDb, { id: String(backupId), ...other });
          const { state } = orders;
          await orders.destroy();
          assert.equal(uids(bench).length, 1, "it is left alone");
          assert.match(bench.warnings.join(), /is not the one this resource imported/);
          orders.state = state;
          assert.equal(await orders.refresh(), false);
        }));
    }

    it("fails without a state where no id was answered, and says what to look for", () =>
      onBench({ simulator: { importAnswer: "no-id", importSeconds: 30 } }, async (bench) => {
        bench.simulator.inject({
          on: "listBackups",
          nth: 2,
          times: 1000,
          action: { do: "answer", status: 403 },
        });
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
        const told =
          /importing into addon "orders-db" cannot be confirmed: Northflank accepted it.*could not be read: .*403.*a new backup named "Nightly orders".*adoptBackupId/;
        await assert.rejects(orders.up(), told);
        assert.equal(orders.state, undefined);
      }));

    it("is found again by its automatic name where no id was answered", () =>
      onBench({ simulator: { importAnswer: "no-id", importSeconds: 30 } }, async (bench) => {
        const injected = bench.simulator.inject({
          on: "listBackups",
          nth: 2,
          times: 1000,
          action: { do: "answer", status: 403 },
        });
        const orders = bench.declare("legacy-orders", liveSource);
        await assert.rejects(orders.up(), /Northflank accepted it.*Run `pulumi up` again soon/);
        injected.remove();
        await orders.up();
        assert.equal(bench.imports.length, 1);
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
      }));
  });
});
