import assert from "node:assert/strict";
import { flaws, interruptions, ordersDb } from "../support/northflank";
import type { HandshakeRule, Simulator } from "../support/northflank";
import { onBench, type Bench } from "../support/lifecycle/bench";
import type { DeclaredImport } from "../support/lifecycle/declaredImport";
import { liveSource } from "../support/lifecycle/sources";

const names = { automatic: undefined, given: "Nightly orders" };
/** The list, and what else may share a connection, the import on one of its own, and a destroy. */
const connections = 3;
const thatOfTheImport = 2;

const declare = (bench: Bench, name?: string) => bench.declare("legacy-orders", { ...liveSource, name });
const posts = (bench: Bench) => bench.simulator.journal.of("importBackup").length;

function withFault(
  rule: HandshakeRule,
  play: (bench: Bench, hits: () => number) => Promise<void>,
): Promise<void> {
  let simulator: Simulator | undefined;
  const isNext = (): boolean => rule.nth === undefined || simulator?.connections === rule.nth - 1;
  // Real milliseconds: only a handshake that is left hanging runs into the short ones.
  const patience = (): number => (rule.do === "silence" && isNext() ? 100 : 20_000);
  return onBench({ tls: true, patience }, async (bench) => {
    ({ simulator } = bench);
    const injected = simulator.injectInHandshake(rule);
    await play(bench, () => injected.hits);
  });
}

async function upAndDestroy(bench: Bench, orders: DeclaredImport): Promise<void> {
  await orders.up();
  assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
  assert.equal(await orders.up(), "same");
  await orders.destroy();
  assert.deepEqual(bench.simulator.world.backups(ordersDb), []);
}

describe("a handshake that fails", () => {
  it(`may be that of ${connections} connections in one up and destroy`, () =>
    onBench({ tls: true }, async (bench) => {
      await upAndDestroy(bench, declare(bench));
      assert.equal(bench.simulator.connections, connections);
    }));

  for (const how of interruptions) {
    for (const [origin, name] of Object.entries(names)) {
      it(`is begun again, and the import is sent once: ${how}, at any connection, ${origin} name`, async () => {
        for (let nth = 1; nth <= connections; nth += 1) {
          await withFault({ do: how, nth }, async (bench, hits) => {
            await upAndDestroy(bench, declare(bench, name));
            assert.equal(hits(), 1, `connection ${nth}`);
            assert.deepEqual([posts(bench), bench.imports.length], [1, 1], `connection ${nth}`);
            const { entries } = bench.simulator.journal;
            const first = entries.slice(0, 2).map(({ operation }) => operation);
            assert.deepEqual(first, ["listBackups", "importBackup"], "nobody looks for what was not sent");
          });
        }
      });
    }

    it(`every time is given up after 15 s, and says to check the address: ${how}`, () =>
      withFault({ do: how }, async (bench) => {
        const orders = declare(bench);
        await assert.rejects(
          orders.up(),
          /could not be reached \(\S+\); check northflank:apiUrl and the network$/,
        );
        assert.equal(bench.requests, 0);
        assert.equal(orders.state, undefined);
      }));
  }
});

describe("a certificate that is refused", () => {
  const told = /the connection to 127\.0\.0\.1:\d+ is not possible \([A-Z_]+\); check its certificate/;

  for (const flaw of flaws) {
    it(`ends it at once, and nothing is sent: ${flaw}`, () =>
      withFault({ do: flaw }, async (bench) => {
        const orders = declare(bench);
        await assert.rejects(orders.up(), told);
        assert.deepEqual([bench.simulator.connections, bench.requests, bench.clock.now()], [1, 0, 0]);
        assert.equal(orders.state, undefined);
      }));

    for (const [origin, name] of Object.entries(names)) {
      it(`of the import's connection alone ends it, and the next up imports once: ${flaw}, ${origin} name`, () =>
        withFault({ do: flaw, nth: thatOfTheImport }, async (bench, hits) => {
          const orders = declare(bench, name);
          await assert.rejects(orders.up(), told);
          assert.equal(hits(), 1);
          assert.deepEqual([posts(bench), bench.clock.now()], [0, 0]);
          assert.equal(orders.state, undefined);
          await orders.up();
          assert.deepEqual([posts(bench), bench.imports.length], [1, 1]);
        }));
    }
  }
});
