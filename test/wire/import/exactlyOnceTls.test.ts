import assert from "node:assert/strict";
import { beneathTls, type FaultRule } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { withImport, withRunningImport } from "../bench/withImport";

const posts = (bench: Bench) => bench.simulator.journal.of("importBackup");
const sentAt = (bench: Bench): number[] =>
  posts(bench).map(({ at }) => (at - (posts(bench)[0]?.at ?? 0)) / 1000);

describe("an answer that is lost inside TLS", () => {
  for (const [fault, action] of Object.entries(beneathTls)) {
    const isHandled = fault.endsWith("after handling");

    for (const [origin, name] of Object.entries({ automatic: undefined, given: "Nightly orders" })) {
      it(`leaves one import, found by the list or sent again after 20 s: ${fault}, ${origin} name`, () =>
        onBench({ tls: true }, async (bench) => {
          bench.simulator.inject({ on: "importBackup", nth: 1, action });
          const orders = bench.declare("legacy-orders", { ...liveSource, name });
          await orders.up();
          assert.equal(bench.imports.length, 1);
          assert.deepEqual(sentAt(bench), isHandled ? [0] : [0, 20]);
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          assert.equal(orders.outputs["status"], "completed");
          assert.equal(await orders.up(), "same");
        }));
    }

    const injectThrice = (bench: Bench, on: FaultRule["on"]) =>
      bench.simulator.inject({ ...(on === undefined ? {} : { on }), nth: 1, times: 3, action });

    it(`lets a list be read again, on a new connection: ${fault}`, () =>
      onBench({ tls: true }, async (bench) => {
        const injected = injectThrice(bench, "listBackups");
        await bench.declare("legacy-orders", liveSource).up();
        assert.equal(injected.hits, 3);
        assert.equal(bench.imports.length, 1);
      }));

    it(`lets a backup be looked at again: ${fault}`, () =>
      withImport({ tls: true }, async (bench, orders) => {
        const { outputs } = orders;
        const injected = injectThrice(bench, "getBackup");
        assert.equal(await orders.refresh(), true);
        assert.equal(injected.hits, 3);
        assert.deepEqual(orders.outputs, outputs);
      }));

    it(`lets an abort be asked for again, before the deletion: ${fault}`, () =>
      withRunningImport(
        { tls: true, simulator: { importSeconds: 3000, abortSeconds: 5, deleteRunning: "refuse" } },
        async (bench, orders) => {
          bench.simulator.inject({ on: "abortBackup", nth: 1, action });
          await orders.destroy();
          assert.deepEqual(uids(bench), []);
          assert.equal(bench.simulator.journal.of("deleteBackup").length, 1);
        },
      ));

    it(`lets a deletion be sent again only where it was not done: ${fault}`, () =>
      withImport({ tls: true }, async (bench, orders) => {
        const injected = injectThrice(bench, "deleteBackup");
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
        assert.equal(injected.hits, isHandled ? 1 : 3);
        assert.equal(orders.state, undefined);
      }));
  }
});
