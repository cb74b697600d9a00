import assert from "node:assert/strict";
import {
  ambiguousFaults,
  beneathTls,
  emptyAnswer,
  type FaultAction,
  type InjectedFault,
  ordersDb,
  refusingFaults,
} from "@test/simulator";
import type { Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { forEachTransport } from "../bench/forEachTransport";
import { isLong, sampled } from "../../model/searching";
import { liveSource } from "../bench/sources";

/** Real milliseconds. Short until a fault has struck that is never answered in time: a slow machine needs another try. */
const patience = { short: 60, long: 20_000 };

const postsTheImport = 2;

const nth = 4;

const slowBody: FaultAction = { do: "drip", millisecondsPerByte: 20 };
const faults = { ...ambiguousFaults, ...refusingFaults, "a body that takes too long": slowBody };

async function upAndDestroy(bench: Bench, orders: DeclaredImport): Promise<void> {
  await orders.up();
  assert.equal(bench.imports.length, 1, "imports started");
  assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
  assert.equal(orders.outputs["status"], "completed");
  assert.equal(await orders.up(), "same");
  await orders.destroy();
  assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
}

forEachTransport(({ onBench, tls }) => {
  const possible = Object.entries({ ...(tls ? beneathTls : {}), ...faults });
  // An empty answer may be Northflank's way of saying yes, so nothing is sent again.
  const outlived = possible.filter(([fault]) => fault !== "empty 200 before handling");

  function withFault(
    action: FaultAction,
    hit: number,
    name: string | undefined,
    play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
  ): Promise<void> {
    let fault: InjectedFault | undefined;
    const isSilent = action.do === "silence" || action.do === "drip";
    const patienceWith = (_request: unknown, nth: number): number =>
      isSilent && nth >= hit && fault?.hits === 0 ? patience.short : patience.long;
    return onBench({ simulator: { importSeconds: 2 }, patience: patienceWith }, async (bench) => {
      fault = bench.simulator.inject({ nth: hit, action });
      await play(bench, bench.declare("legacy-orders", { ...liveSource, name }));
    });
  }

  describe("one fault", () => {
    for (const [index, [fault, action]] of outlived.entries()) {
      it(`starts one import and leaves nothing behind: ${fault}, at any request of up and destroy (${sampled(nth)})`, async () => {
        let requests = 1;
        // Neighbours hit the requests in turn.
        for (let hit = 1; hit <= requests; hit += 1) {
          if (!isLong && hit !== 1 && hit % nth !== index % nth) continue;
          await withFault(action, hit, undefined, async (bench, orders) => {
            const where = () =>
              `request ${hit}, ${bench.simulator.journal.entries[hit - 1]?.operation ?? "none"}`;
            await assert.doesNotReject(upAndDestroy(bench, orders), where());
            requests = bench.requests;
          });
        }
      });

      it(`starts one import under a given name: ${fault}, at the import`, () =>
        withFault(action, postsTheImport, "Nightly orders", upAndDestroy));
    }

    it("does not send the import again after an empty answer that nothing follows", () =>
      withFault(emptyAnswer(false), postsTheImport, undefined, async (bench, orders) => {
        await assert.rejects(
          orders.up(),
          /importing into addon .* Northflank accepted it and returned no backup id, but no new backup named/,
        );
        assert.equal(bench.simulator.journal.of("importBackup").length, 1);
        assert.equal(bench.imports.length, 0);
      }));
  });
});
