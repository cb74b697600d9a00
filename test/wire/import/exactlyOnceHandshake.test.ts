import assert from "node:assert/strict";
import { flaws, type HandshakeRule, interruptions, ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { liveSource } from "../bench/sources";

const names = { automatic: undefined, given: "Nightly orders" };
/** After that of the list. */
const connectionOfTheImport = 2;

const declare = (bench: Bench, name?: string) => bench.declare("legacy-orders", { ...liveSource, name });
const posts = (bench: Bench) => bench.simulator.journal.of("importBackup").length;

/**
 * Real milliseconds: only the handshake that is left hanging runs into the short ones. With a patience of its own each
 * request has a connection of its own, as an import has that was sent a second after all else.
 */
const patienceFor =
  ({ do: how, nth }: HandshakeRule) =>
  (_request: unknown, sent: number): number =>
    how === "silence" && (nth === undefined || nth === sent) ? 100 : 20_000;

function withFault(
  rule: HandshakeRule,
  play: (bench: Bench, hits: () => number) => Promise<void>,
): Promise<void> {
  const simulator = { scheduledSeconds: 0, importSeconds: 1 };
  return onBench({ tls: true, simulator, patience: patienceFor(rule) }, async (bench) => {
    const injected = bench.simulator.injectInHandshake(rule);
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
  for (const how of interruptions) {
    for (const [origin, name] of Object.entries(names)) {
      it(`is begun again, and the import is sent once: ${how}, at any connection, ${origin} name`, async () => {
        // One more than there are connections to hit.
        let end = 1;
        for (let nth = 1; nth <= end; nth += 1) {
          await withFault({ do: how, nth }, async (bench, hits) => {
            await upAndDestroy(bench, declare(bench, name));
            if (hits() === 1) end = nth + 1;
            assert.deepEqual([posts(bench), bench.imports.length], [1, 1], `connection ${nth}`);
            const operations = bench.simulator.journal.entries.map(({ operation }) => operation);
            // Under a name of the user's, what was there before the import is read anew after a long pause.
            const isReadAnew = how === "silence" && origin === "given" && nth === connectionOfTheImport;
            const lists = isReadAnew ? 2 : 1;
            assert.equal(operations.indexOf("importBackup"), lists, "nobody looks for what was not sent");
          });
        }
        assert.ok(end > 3, "at least the list's, the import's and that of the destroy were hit");
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
  const told = /the connection to 127\.0\.0\.1:\d+ is not trusted \([A-Z_]+\); check its certificate/;

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
        withFault({ do: flaw, nth: connectionOfTheImport }, async (bench, hits) => {
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
