import assert from "node:assert/strict";
import { type FaultAction, ordersDb, ordersPath, send, type SimulatorSettings } from "@test/simulator";
import type { Bench } from "../bench/bench";
import type { DeclaredImport, Options } from "../bench/declaredImport";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

const lost: FaultAction = { do: "reset", handled: false };
const takenAndLost: FaultAction = { do: "reset", handled: true };

const posts = (bench: Bench) => bench.simulator.journal.of("importBackup");
const sentAt = (bench: Bench): number[] =>
  posts(bench).map(({ at }) => (at - (posts(bench)[0]?.at ?? 0)) / 1000);
const onImport = (bench: Bench, nth: number, action: FaultAction) =>
  bench.simulator.inject({ on: "importBackup", nth, action });

/** A server that acts on the first request long after its connection was gone. */
async function handleFirstPostAt(bench: Bench, seconds: number): Promise<void> {
  await bench.clock.at(seconds, async () => {
    const [first] = posts(bench);
    const { status } = await send(bench.simulator, "POST", `${ordersPath}/import`, {
      body: first?.importBody,
    });
    assert.equal(status, 200);
  });
}

/** The list is answered so from the second time on, as often as said. */
const failLists = (bench: Bench, status: number, times: number) =>
  bench.simulator.inject({ on: "listBackups", nth: 2, times, action: { do: "answer", status } });

/** As many requests came, but one import was started, and it is what the resource tracks. */
function assertOneImport(bench: Bench, orders: DeclaredImport, requests: number): void {
  assert.equal(posts(bench).length, requests);
  assert.equal(bench.imports.length, 1);
  assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
}

/** An up that imports twice: the second request has been sent by the time that the first is handled. */
async function importTwice(
  bench: Bench,
  handledAt: number,
  orders: DeclaredImport,
  judge = (up: Promise<unknown>): Promise<unknown> => up,
): Promise<void> {
  onImport(bench, 1, lost);
  await Promise.all([judge(orders.up()), handleFirstPostAt(bench, handledAt)]);
  assert.equal(bench.imports.length, 2, "two imports were started");
}

forEachTransport(({ onBench }) => {
  describe("an import whose answer is lost", () => {
    for (const [name, origin] of [
      [undefined, "automatic"],
      ["Nightly orders", "given"],
    ]) {
      describe(`with ${origin ?? ""} name`, () => {
        const declare = (bench: Bench, options: Options = {}) =>
          bench.declare("legacy-orders", { ...liveSource, name }, options);

        it("is sent again only when the list has shown for 20 s that it was not taken", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, lost);
            await declare(bench).up();
            assert.deepEqual(sentAt(bench), [0, 20]);
            assert.equal(bench.imports.length, 1);
          }));

        it("is sent three times at most, and then fails without a state", () =>
          onBench({}, async (bench) => {
            bench.simulator.inject({ on: "importBackup", action: lost });
            const orders = declare(bench);
            await assert.rejects(
              orders.up(),
              /importing into addon "orders-db" failed: .* sent 3 times, but no backup named/,
            );
            assert.deepEqual(sentAt(bench), [0, 20, 40]);
            assert.equal(bench.imports.length, 0);
            assert.equal(orders.state, undefined);
          }));

        for (const lag of [0.5, 3, 12, 19.9]) {
          it(`is found when the list shows it ${lag} s later`, () =>
            onBench({ simulator: { listLagSeconds: lag, importSeconds: 30 } }, async (bench) => {
              onImport(bench, 1, takenAndLost);
              const orders = declare(bench);
              await orders.up();
              assertOneImport(bench, orders, 1);
            }));
        }

        it("is found when the server acts on it only 15 s later", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, lost);
            const orders = declare(bench);
            await Promise.all([orders.up(), handleFirstPostAt(bench, 15)]);
            // Ours and the late handling.
            assertOneImport(bench, orders, 2);
          }));

        it("is not sent again as long as the list cannot be read", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, takenAndLost);
            failLists(bench, 500, 40);
            const orders = declare(bench);
            await orders.up();
            assertOneImport(bench, orders, 1);
          }));

        it("is not sent again while the API is away", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, takenAndLost);
            const orders = declare(bench);
            await Promise.all([
              orders.up(),
              bench.clock.at(0.1, () => bench.simulator.pauseListening()),
              bench.clock.at(90, () => bench.simulator.resumeListening()),
            ]);
            assertOneImport(bench, orders, 1);
          }));

        it("is reported as unknown when the list cannot be read before the time is over", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, takenAndLost);
            failLists(bench, 500, 1000);
            const orders = declare(bench, { timeouts: { create: 120 } });
            await assert.rejects(orders.up(), /unknown whether Northflank accepted the import/);
            assert.equal(posts(bench).length, 1);
            assert.equal(bench.clock.now(), 120_000);
          }));

        it("is not sent again when reading the list is forbidden meanwhile", () =>
          onBench({}, async (bench) => {
            onImport(bench, 1, takenAndLost);
            failLists(bench, 403, 1000);
            await assert.rejects(
              declare(bench).up(),
              /unknown whether Northflank accepted the import.*lacks a permission/,
            );
            assert.equal(posts(bench).length, 1);
          }));

        it("is taken once when the second one is refused because the name is taken by now", () =>
          onBench({ simulator: { nameClash: "refuse", importSeconds: 40 } }, async (bench) => {
            onImport(bench, 1, takenAndLost);
            failLists(bench, 500, 1);
            bench.simulator.settings.listLagSeconds = 22;
            const orders = declare(bench);
            await orders.up();
            assert.deepEqual(sentAt(bench), [0, 20]);
            assertOneImport(bench, orders, 2);
          }));
      });
    }

    const clashes: SimulatorSettings["nameClash"][] = ["allow", "rename"];
    for (const nameClash of clashes) {
      const onClash = (play: (bench: Bench) => Promise<void>) =>
        onBench({ simulator: { nameClash, importSeconds: 60 } }, play);

      it(`resumes the older of two and deletes the younger, automatic name (${nameClash})`, () =>
        onClash(async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          await importTwice(bench, 20.2, orders);
          const [first] = [...bench.imports].sort((left, right) => left.at - right.at);
          assert.equal(orders.outputs["uid"], first?.uid);
          assert.deepEqual(
            bench.simulator.world.backups(ordersDb).map(({ uid, status }) => [uid, status]),
            [[first?.uid, "completed"]],
          );
          assert.equal(bench.simulator.journal.of("abortBackup").length, 1);
          assert.match(
            bench.warnings.join(),
            /lost response led to a duplicate import; keeping .* and deleting /,
          );
        }));

      it(`names both of two imports under a given name, and how to choose (${nameClash})`, () =>
        onClash(async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
          await importTwice(bench, 20.2, orders, (up) =>
            assert.rejects(up, ({ message }: Error) => {
              for (const { backupId } of bench.imports) assert.ok(message.includes(`"${backupId}"`), message);
              return message.includes("adoptBackupId");
            }),
          );
          assert.equal(bench.simulator.world.backups(ordersDb).length, 2, "nothing is deleted on a guess");
        }));

      it(`names a duplicate that turns up only while the first is waited for, under a given name (${nameClash})`, () =>
        onClash(async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
          await importTwice(bench, 50, orders);
          assert.equal(bench.simulator.world.backups(ordersDb).length, 2, "nothing is deleted on a guess");
          const other = bench.imports.find(({ uid }) => uid !== orders.outputs["uid"])?.backupId ?? "";
          assert.match(bench.warnings.join(), new RegExp(`duplicate import; .*leaving "${other}" alone`));
        }));
    }

    it("deletes a duplicate import that turns up only while the first is waited for, automatic name", () =>
      onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await importTwice(bench, 50, orders);
        const left = bench.simulator.world.backups(ordersDb);
        assert.deepEqual(
          left.map(({ uid }) => uid),
          [orders.outputs["uid"]],
        );
      }));

    for (const name of [undefined, "Nightly orders"])
      it(`knows a duplicate that no list has shown by the id in its response (name ${name ?? "automatic"})`, () =>
        onBench({ simulator: { listLagSeconds: 30, importSeconds: 2 } }, async (bench) => {
          bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: true } });
          const orders = bench.declare("legacy-orders", { ...liveSource, name });
          await orders.up();
          const [first, second] = bench.imports;
          assert.ok(second, "the import was sent again");
          assert.equal(orders.outputs["uid"], first?.uid);
          const left = bench.simulator.world.backups(ordersDb).map(({ uid }) => uid);
          assert.deepEqual(left, name === undefined ? [first?.uid] : [first?.uid, second.uid]);
          const what = name === undefined ? "deleting" : "leaving";
          assert.match(
            bench.warnings.join(),
            new RegExp(`duplicate import; .* ${what} "${second.backupId}"`),
          );
        }));

    it("keeps the finished import when the second one cannot be deleted", () =>
      onBench({ simulator: { importSeconds: 60 } }, async (bench) => {
        bench.simulator.inject({ on: "deleteBackup", action: { do: "answer", status: 403 } });
        const orders = bench.declare("legacy-orders", liveSource);
        await importTwice(bench, 20.2, orders);
        assert.equal(orders.outputs["status"], "completed");
        assert.match(bench.warnings.join("\n"), /could not be deleted.*lacks a permission/);
      }));
  });
});
