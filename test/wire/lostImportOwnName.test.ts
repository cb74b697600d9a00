import assert from "node:assert/strict";
import { onBench } from "../support/lifecycle/bench";
import { loseImport, uids } from "../support/lifecycle/lostImport";
import { liveSource } from "../support/lifecycle/sources";
import { ordersDb } from "../support/northflank";

const lagging = { scheduledSeconds: 0, importSeconds: 60, listLagSeconds: 8 } as const;

describe("a lost import under the user's name, whose successor Northflank renames", function () {
  this.timeout(60_000);

  const name = "Nightly orders";
  const renaming = { ...lagging, nameClash: "rename" } as const;

  it("is told from ours by the id in the answer, and named in a warning", () =>
    onBench({ simulator: renaming }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name });
      const lost = await loseImport(bench, orders);
      await orders.up();
      assert.notEqual(orders.outputs["uid"], lost);
      assert.equal(uids(bench).length, 2);
      assert.match(bench.warnings.join(), /"nightly-orders" .* also has this resource's name/);
    }));

  it("is never taken for ours where the answer holds another's id: an error names both", () =>
    onBench({ simulator: renaming }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name });
      await loseImport(bench, orders);
      bench.simulator.settings.importAnswer = "foreign-id";
      await assert.rejects(orders.up(), ({ message }: Error) => {
        for (const { backupId } of bench.imports) assert.ok(message.includes(`"${backupId}"`), message);
        return message.includes("adoptBackupId");
      });
      assert.equal(bench.imports.length, 2);
      assert.equal(uids(bench).length, 2);
    }));

  it("is not told from ours where no id is answered: an error names both if they are listed together", () =>
    onBench({ simulator: renaming }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name });
      await loseImport(bench, orders);
      bench.simulator.settings.importAnswer = "no-id";
      await assert.rejects(orders.up(), ({ message }: Error) => {
        for (const { backupId } of bench.imports) assert.ok(message.includes(`"${backupId}"`), message);
        return message.includes("adoptBackupId");
      });
      assert.equal(uids(bench).length, 2);
    }));

  it("is taken for ours where no id is answered and it is listed first: a warning names ours once that is listed", () =>
    onBench({ simulator: renaming }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name });
      const lost = await loseImport(bench, orders, 5_000);
      bench.simulator.settings.importAnswer = "no-id";
      await orders.up();
      assert.equal(orders.outputs["uid"], lost);
      assert.equal(uids(bench).length, 2);
      const ours = bench.imports[1]?.backupId ?? "";
      assert.match(bench.warnings.join(), new RegExp(`"${ours}" .*left alone. Check where it comes from`));
    }));
});

describe("the addon's own backup under the user's name and a number", function () {
  this.timeout(60_000);

  for (const importAnswer of ["id", "no-id", "foreign-id"] as const)
    it(`is nothing to say a word of (${importAnswer})`, () =>
      onBench({ simulator: { scheduledSeconds: 0, importSeconds: 60, importAnswer } }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...liveSource, name: "nightly" });
        const meanwhile = [5, 25].map((seconds) =>
          bench.clock.at(seconds, () => {
            bench.simulator.world.addBackup(ordersDb, { name: `nightly 202601${seconds + 10}` });
          }),
        );
        await Promise.all([orders.up(), ...meanwhile]);
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
        assert.deepEqual(bench.warnings, []);
      }));
});

describe("somebody else's backup under a name that begins with the user's", function () {
  this.timeout(60_000);

  for (const importAnswer of ["id", "no-id", "foreign-id"] as const)
    for (const theirs of ["orders-eu", "orders/nightly", "orders-eu-2"])
      it(`is nothing to say a word of: "${theirs}" (${importAnswer})`, () =>
        onBench({ simulator: { scheduledSeconds: 0, importSeconds: 60, importAnswer } }, async (bench) => {
          const orders = bench.declare("legacy-orders", { ...liveSource, name: "orders" });
          const meanwhile = [5, 25].map((seconds) =>
            bench.clock.at(seconds, () => {
              const backup = { id: `theirs-${seconds}`, name: theirs, sourceType: "liveInstance" } as const;
              bench.simulator.world.addBackup(ordersDb, backup);
            }),
          );
          await Promise.all([orders.up(), ...meanwhile]);
          assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
          assert.deepEqual(bench.warnings, []);
        }));
});
