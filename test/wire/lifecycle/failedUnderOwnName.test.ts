import assert from "node:assert/strict";
import { onBench, type Bench, type BenchSettings } from "../bench/bench";
import { itIfTold } from "../bench/itIfTold";
import type { DeclaredImport, Options } from "../bench/declaredImport";
import { uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { ordersDb } from "@test/simulator";

const name = "before-the-move";

/** Plays after an import under the user's own name has failed; the next one would succeed. */
const afterFailure = (
  simulator: BenchSettings["simulator"],
  options: Options,
  play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
): Promise<void> =>
  onBench({ simulator: { ...simulator, outcome: "failed" } }, async (bench) => {
    const orders = bench.declare("legacy-orders", { ...liveSource, name }, options);
    await assert.rejects(orders.up(), /run `pulumi up` again/);
    bench.simulator.settings.outcome = "completed";
    bench.simulator.journal.clear();
    bench.warnings.splice(0);
    await play(bench, orders);
  });

const posts = ({ simulator }: Bench) =>
  simulator.journal.entries.filter(({ operation = "" }) => /^(import|delete)Backup$/.test(operation));

const did = (bench: Bench) =>
  posts(bench).map(({ operation, status }) => `${operation ?? ""} ${status ?? 0}`);

describe("an import that failed under the name that the user chose", () => {
  for (const uid of ["present", "absent"] as const)
    it(`makes room at once when its name is refused, and its own deletion says nothing (uid ${uid})`, () =>
      afterFailure({ nameClash: "refuse", uid }, {}, async (bench, orders) => {
        const old = orders.state?.id;
        assert.equal(await orders.up(), "replaced");
        assert.deepEqual(did(bench), ["importBackup 409", "deleteBackup 200", "importBackup 200"]);
        const [first, , again] = posts(bench);
        assert.ok((again?.at ?? Infinity) - (first?.at ?? 0) < 5_000, "does not wait for the list");
        assert.equal(orders.outputs["backupName"], name);
        assert.equal(orders.state?.id, old, "Northflank gives the id again");
        assert.equal(uids(bench).length, 1);
        assert.deepEqual(bench.warnings, []);
        assert.equal(await orders.up(), "same");
      }));

  it("is deleted after the next one when both may have its name", () =>
    afterFailure({ nameClash: "allow" }, {}, async (bench, orders) => {
      assert.equal(await orders.up(), "replaced");
      assert.deepEqual(did(bench), ["importBackup 200", "deleteBackup 200"]);
      assert.equal(orders.outputs["backupName"], name);
      assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
    }));

  it("is deleted after the next one when Northflank gives that another name", () =>
    afterFailure({ nameClash: "rename" }, {}, async (bench, orders) => {
      assert.equal(await orders.up(), "replaced");
      assert.deepEqual(did(bench), ["importBackup 200", "deleteBackup 200"]);
      assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
    }));

  it("makes room also when another source is imported in its place", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench, orders) => {
      const connectionString = liveSource.connectionString.replace("/orders", "/archive");
      orders.args = { ...orders.args, connectionString };
      assert.equal(await orders.up(), "replaced");
      assert.deepEqual(did(bench), ["importBackup 409", "deleteBackup 200", "importBackup 200"]);
    }));

  itIfTold("is never deleted first with retainOnDelete", () =>
    afterFailure({ nameClash: "refuse" }, { retainOnDelete: true }, async (bench, orders) => {
      await assert.rejects(orders.up(), /the name "before-the-move" is taken by the backup/);
      assert.ok(!did(bench).some((request) => request.startsWith("deleteBackup")));
      assert.deepEqual(bench.infos, [
        'the last import failed (backup "before-the-move" of addon "orders-db"): it is imported again',
      ]);
      assert.equal(uids(bench).length, 1);
    }),
  );

  it("is never deleted first by an import that does not replace it", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench) => {
      const another = bench.declare("another", { ...liveSource, name });
      await assert.rejects(another.up(), /the name "before-the-move" is taken by the backup/);
      assert.equal(uids(bench).length, 1);
    }));

  it("is never deleted first by another import, also when it was compared in the same run", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench, orders) => {
      const provider = bench.startProvider();
      await orders.reasons(provider, await orders.check(provider, orders.state?.inputs ?? {}));
      const another = bench.declare("another", { ...liveSource, name });
      await assert.rejects(another.up(provider), /the name "before-the-move" is taken by the backup/);
      assert.equal(uids(bench).length, 1);
    }));

  it("makes room for its own replacement, and not for that of a name that differs in punctuation alone", () =>
    onBench({ simulator: { nameClash: "allow", outcome: "failed" } }, async (bench) => {
      const all = ["orders-1", "orders1"].map((each) => bench.declare(each, { ...liveSource, name: each }));
      for (const one of all) await assert.rejects(one.up(), /run `pulumi up` again/);
      Object.assign(bench.simulator.settings, { nameClash: "refuse", outcome: "completed" });
      const provider = bench.startProvider();
      for (const one of all) assert.equal(await one.up(provider), "replaced");
      assert.deepEqual(uids(bench).sort(), all.map(({ outputs }) => outputs["uid"]).sort());
    }));

  it("is not deleted when it has completed meanwhile, though the list does not say so yet", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench, orders) => {
      const completed = { data: { id: name, name, uid: uids(bench)[0], status: "completed" } };
      bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 200, body: completed } });
      await assert.rejects(orders.up(), /the name "before-the-move" is taken by the backup/);
      assert.equal(bench.simulator.journal.of("deleteBackup").length, 0);
    }));

  it("is never taken for a backup that somebody has made under its id and name since", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench, orders) => {
      const [id = ""] = bench.simulator.world.backups(ordersDb).map((backup) => backup.id);
      const { uid } = bench.simulator.world.replaceBackup(ordersDb, id);
      await assert.rejects(orders.up(), /the name "before-the-move" is taken by the backup/);
      assert.deepEqual(uids(bench), [uid]);
    }));

  it("is told in the preview: which backup has failed, and when it is deleted", () =>
    afterFailure({ nameClash: "refuse" }, {}, async (bench, orders) => {
      const provider = bench.startProvider();
      const checked = await orders.check(provider, orders.state?.inputs ?? {});
      assert.deepEqual(await orders.reasons(provider, checked), ["status"]);
      assert.deepEqual(bench.infos, [
        'the last import failed (backup "before-the-move" of addon "orders-db"): it is imported again; if Northflank ' +
          'refuses a second backup named "before-the-move", the failed one is deleted before the new import, otherwise ' +
          "after it",
      ]);
      assert.deepEqual(bench.simulator.journal.entries, []);
    }));
});
