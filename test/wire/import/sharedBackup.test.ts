import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { backupIdOf, withImport, withRunningImport } from "../bench/withImport";

const stillTracked = /is tracked by another resource in this program.*left alone/;

/** One live resource, nothing to be deleted, and one backup, which is the resource's. */
function assertHasItsBackup(bench: Bench, orders: DeclaredImport): void {
  assert.deepEqual(orders.doomed, []);
  assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
}

async function assertDestroysAll(bench: Bench, ...declared: DeclaredImport[]): Promise<void> {
  for (const one of declared) await one.destroy();
  assert.deepEqual(uids(bench), []);
}

describe("a forced replacement that diff is not asked about", () => {
  describe("and that forgets the old inputs (--target-replace, taint)", () => {
    it("resumes a backup that has just been imported, says so, and does not delete it", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("taint");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 1);
        assert.match(
          bench.warnings[0] ?? "",
          /resumed the lost import.*change triggers.*--target-replace, a taint.*errors\.md#a-lost-import-was-resumed$/,
        );
        assert.equal(await orders.up(), "same");
        await assertDestroysAll(bench, orders);
      }));

    it("imports anew in place of an older one", () =>
      withImport({}, async (bench, orders) => {
        await bench.clock.sleep(16 * minutes);
        await orders.replaceUnasked("taint");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 2);
        await assertDestroysAll(bench, orders);
      }));

    it("is never undone by a later run, which finds the replaced resource still to be deleted", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("taint", { isCutOff: true });
        await bench.clock.sleep(minutes);
        await orders.replaceUnasked("taint", { isCutOff: true });
        assert.equal(orders.doomed.length, 2);
        bench.warnings.length = 0;
        assert.equal(await orders.up(), "same");
        assertHasItsBackup(bench, orders);
        assert.match(bench.warnings.join(), stillTracked);
        assert.equal(await orders.refresh(), true);
        assert.equal(await orders.up(), "same");
        await assertDestroysAll(bench, orders);
      }));

    it("that was cut off is replaced for good by another source", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("taint", { isCutOff: true });
        orders.args = { ...liveSource, triggers: ["again"] };
        assert.equal(await orders.up(), "replaced");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 2);
        await assertDestroysAll(bench, orders);
      }));

    it("that was cut off is destroyed whole, also after a refresh by the same process", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("taint", { isCutOff: true });
        const provider = bench.startProvider();
        await orders.refresh(provider);
        await orders.destroy(provider);
        assert.deepEqual(uids(bench), []);
      }));

    it("keeps the mark of what it took over through a resumed wait", () =>
      withRunningImport({ simulator: { importSeconds: 600 } }, async (bench, orders) => {
        await orders.replaceUnasked("taint", { isCutOff: true });
        assert.equal(bench.imports.length, 1);
        orders.args = liveSource;
        assert.equal(await orders.up(), "updated");
        assertHasItsBackup(bench, orders);
        assert.equal(orders.outputs["status"], "completed");
        assert.match(bench.warnings.join(), stillTracked);
        await assertDestroysAll(bench, orders);
      }));
  });

  describe("and that has checked against the old inputs (replaceWith, replacementTrigger)", () => {
    it("imports anew, however young the old backup is, and deletes that", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("replaceWith");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 2);
        assert.deepEqual(bench.warnings, []);
        assert.equal(await orders.up(), "same");
        await assertDestroysAll(bench, orders);
      }));

    it("imports anew beside one that still runs, which is aborted and deleted", () =>
      withRunningImport({ simulator: { importSeconds: 600 } }, async (bench, orders) => {
        await orders.replaceUnasked("replaceWith");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 2);
        assert.equal(bench.simulator.journal.of("abortBackup").length, 1);
      }));

    it("deletes the old one in the next run where this one is cut off", () =>
      withImport({}, async (bench, orders) => {
        await orders.replaceUnasked("replaceWith", { isCutOff: true });
        assert.equal(uids(bench).length, 2);
        assert.equal(await orders.up(), "same");
        assertHasItsBackup(bench, orders);
      }));

    it("imports nothing for the same replacementTrigger", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { replacementTrigger: 1 });
        await orders.up();
        assert.equal(await orders.up(), "same");
      }));

    it("imports anew for another replacementTrigger", () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { replacementTrigger: 1 });
        await orders.up();
        orders.options = { replacementTrigger: 2 };
        assert.equal(await orders.up(), "replaced");
        assertHasItsBackup(bench, orders);
        assert.equal(bench.imports.length, 2);
      }));
  });
});

describe("two resources on one backup", () => {
  /** Another resource that adopts what the first one has imported. */
  async function adopter(bench: Bench, orders: DeclaredImport): Promise<DeclaredImport> {
    const other = bench.declare("other", { ...ordersDb, adoptBackupId: backupIdOf(orders) });
    await other.up();
    return other;
  }

  it("is not deleted when its importer leaves the program and its adopter stays", () =>
    withImport({}, async (bench, orders) => {
      const other = await adopter(bench, orders);
      const provider = bench.startProvider();
      assert.equal(await other.up(provider), "same");
      await orders.destroy(provider);
      assert.deepEqual(uids(bench), [other.outputs["uid"]]);
      assert.match(bench.warnings.join(), stillTracked);
    }));

  it("is not deleted when its importer gives way to its adopter, in this run or the next", () =>
    withImport({}, async (bench, orders) => {
      const other = bench.declare("other", { ...ordersDb, adoptBackupId: backupIdOf(orders) });
      const [{ state }, provider] = [orders, bench.startProvider()];
      await other.up(provider);
      await orders.destroy(provider);
      assert.equal(uids(bench).length, 1);
      orders.state = state;
      const next = bench.startProvider();
      await other.up(next);
      await orders.destroy(next);
      assert.equal(uids(bench).length, 1);
    }));

  it("is deleted by destroy, because one of the two imported it", () =>
    withImport({}, async (bench, orders) => {
      const other = await adopter(bench, orders);
      const provider = bench.startProvider();
      await other.refresh(provider);
      await orders.refresh(provider);
      await Promise.all([orders.destroy(provider), other.destroy(provider)]);
      assert.deepEqual(uids(bench), []);
    }));

  it("is not deleted when its importer leaves the program and get reads it", () =>
    withImport({}, async (bench, orders) => {
      const provider = bench.startProvider();
      await orders.get(provider, orders.state?.id ?? "");
      await orders.destroy(provider);
      assert.equal(uids(bench).length, 1);
      assert.match(bench.warnings.join(), /AddonBackupImport\.get.*left alone/);
    }));

  it("is gone for both when one of them has deleted it", () =>
    withImport({}, async (bench, orders) => {
      const other = await adopter(bench, orders);
      await orders.destroy();
      assert.equal(await other.refresh(), false);
      await assert.rejects(other.up(), /named by adoptBackupId, does not exist/);
    }));
});
