import assert from "node:assert/strict";
import { ordersDb, usersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { itIfTold } from "../bench/itIfTold";
import type { DeclaredImport } from "../bench/declaredImport";
import { forEachTransport } from "../bench/forEachTransport";
import { forget, loseImport, minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

forEachTransport(({ onBench }) => {
  describe("a backup is never taken over for a lost import", () => {
    async function assertImportsAnew(bench: Bench, orders: DeclaredImport, uid: string): Promise<void> {
      const before = bench.imports.length;
      await orders.up();
      assert.notEqual(orders.outputs["uid"], uid);
      assert.equal(bench.imports.length, before + 1);
      await orders.destroy();
      assert.ok(uids(bench).includes(uid), "and never deleted");
    }

    it("under a name that the user gave", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "Nightly orders" });
        await assertImportsAnew(bench, orders, await loseImport(bench, orders));
      }));

    it("under a name that the user gave and that only looks automatic", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const automatic = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, automatic);
        const { name } = bench.imports[0] ?? {};
        await assertImportsAnew(bench, bench.declare("legacy-orders", { ...liveSource, name }), uid);
      }));

    for (const sourceType of ["snapshot", "sameAddon", "fileUpload"] as const) {
      it(`when it came from elsewhere (${sourceType})`, () =>
        onBench({}, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource);
          const { name } = await orders.check(bench.startProvider(), {});
          const { uid } = bench.simulator.world.addBackup(ordersDb, { name: String(name), sourceType });
          await assertImportsAnew(bench, orders, uid);
        }));
    }

    it("when the source has changed since", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders);
        orders.args = {
          ...liveSource,
          connectionString: "postgresql://u:p4ssw0rd@elsewhere.example.com/orders",
        };
        await assertImportsAnew(bench, orders, uid);
      }));

    it("when the triggers have changed since: import again now", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders);
        orders.args = { ...liveSource, triggers: ["again"] };
        await assertImportsAnew(bench, orders, uid);
      }));

    it("by a resource of another name, or on another addon", () =>
      onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
        const uid = await loseImport(bench, bench.declare("legacy-orders", liveSource));
        await assertImportsAnew(bench, bench.declare("other-orders", liveSource), uid);
        const elsewhere = bench.declare("legacy-orders", { ...liveSource, ...usersDb });
        await elsewhere.up();
        assert.equal(bench.imports.length, 3);
      }));

    it("when a state owns it: another resource that this run has compared", () =>
      onBench({ simulator: { importSeconds: 5 } }, async (bench) => {
        const owner = bench.declare("legacy-orders", liveSource);
        await owner.up();
        const uid = String(owner.outputs["uid"]);
        const provider = bench.startProvider();
        await owner.up(provider);
        const twin = bench.declare("legacy-orders", liveSource);
        await twin.up(provider);
        assert.notEqual(twin.outputs["uid"], uid);
        assert.equal(bench.imports.length, 2);
      }));

    it("when it is the finished one that is replaced by a changed trigger and back", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        orders.args = { ...liveSource, triggers: [1] };
        assert.equal(await orders.up(), "replaced");
        orders.args = liveSource;
        assert.equal(await orders.up(), "replaced");
        assert.equal(bench.imports.length, 3);
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
      }));

    const onlyRunning = {
      retainOnDelete: { retainOnDelete: true },
      "a replacementTrigger": { replacementTrigger: 1 },
    };
    for (const [what, options] of Object.entries(onlyRunning)) {
      itIfTold(`with ${what} when it is finished, though it is while it runs`, () =>
        onBench({ simulator: { scheduledSeconds: 0, importSeconds: 300 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, options);
          const uid = await loseImport(bench, orders, minutes);
          await orders.up();
          assert.equal(orders.outputs["uid"], uid);
          forget(orders);
          await orders.up();
          assert.notEqual(orders.outputs["uid"], uid);
          assert.equal(bench.imports.length, 2);
        }),
      );
    }

    it("while it is being aborted", () =>
      onBench({ simulator: { importSeconds: 600, abortSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders);
        bench.simulator.settings.statusWords = { "in-progress": "aborting", scheduled: "aborting" };
        const starting = orders.up();
        await bench.clock.at(2, () => {
          bench.simulator.settings.statusWords = {};
        });
        await starting;
        assert.notEqual(orders.outputs["uid"], uid);
      }));
  });
});
