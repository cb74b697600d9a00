import assert from "node:assert/strict";
import { onBench, type Bench } from "../bench/bench";
import { itIfTold } from "../bench/itIfTold";
import type { DeclaredImport } from "../bench/declaredImport";
import { loseImport, minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";
import { ordersDb, ordersPath, send } from "@test/simulator";

const lagging = { scheduledSeconds: 0, importSeconds: 60, listLagSeconds: 8 } as const;

/** Killed right after the POST, and the next `up` at once: the list shows the lost import only later. */
async function loseUnseen(bench: Bench, orders: DeclaredImport): Promise<string> {
  const uid = await loseImport(bench, orders);
  await orders.up();
  return uid;
}

describe("a lost import that the list shows only after another one was sent", () => {
  for (const nameClash of ["allow", "rename", "refuse"] as const)
    it(`is resumed when both have ended, and the redundant import is deleted (${nameClash})`, () =>
      onBench({ simulator: { ...lagging, nameClash } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseUnseen(bench, orders);
        assert.equal(bench.imports.length, 2);
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(orders.outputs["status"], "completed");
        assert.deepEqual(uids(bench), [uid]);
        const [warning, ...others] = bench.warnings;
        assert.match(warning ?? "", new RegExp(`and is deleting "${bench.imports[1]?.backupId ?? ""}"`));
        assert.match(
          warning ?? "",
          /change triggers.*another stack of the same name.*errors\.md#a-lost-import-was-resumed$/,
        );
        assert.deepEqual(others, []);
        assert.equal(await orders.up(), "same");
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));

  it("is waited for while it runs, and given up for ours if it fails after all", () =>
    onBench({ simulator: lagging }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      const lost = await loseImport(bench, orders);
      bench.simulator.world.setOutcome(({ id }) => id === bench.imports[0]?.backupId, "never-ends");
      const failing = bench.clock.at(120, () => {
        bench.simulator.world.setOutcome(({ id }) => id === bench.imports[0]?.backupId, "failed");
      });
      await Promise.all([orders.up(), failing]);
      assert.equal(orders.outputs["uid"], bench.imports[1]?.uid);
      assert.ok(uids(bench).includes(lost));
      assert.match(bench.warnings.join(), new RegExp(`"${bench.imports[0]?.backupId ?? ""}" is "failed"`));
    }));

  it("stays where it is when it has failed", () =>
    onBench({ simulator: { ...lagging, outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await loseImport(bench, orders);
      bench.simulator.settings.outcome = "completed";
      await orders.up();
      assert.equal(orders.outputs["uid"], bench.imports[1]?.uid);
      assert.equal(uids(bench).length, 2);
    }));

  it("is not told from ours where no id is answered: the one that is not waited for is named, and left alone", () =>
    onBench({ simulator: lagging }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await loseImport(bench, orders);
      bench.simulator.settings.importAnswer = "no-id";
      await orders.up();
      assert.equal(uids(bench).length, 2);
      const other = bench.imports.find(({ uid }) => uid !== orders.outputs["uid"])?.backupId ?? "";
      assert.match(bench.warnings.join(), new RegExp(`"${other}" .*it is left alone`));
    }));

  for (const options of [{ retainOnDelete: true }, { replacementTrigger: "again" }])
    itIfTold(
      `is left alone once it has finished, where it may be kept on purpose (${Object.keys(options).join()})`,
      () =>
        onBench({ simulator: { ...lagging, importSeconds: 1, listLagSeconds: 3 } }, async (bench) => {
          const orders = bench.declare("legacy-orders", liveSource, options);
          const uid = await loseImport(bench, orders, 1_500);
          bench.simulator.settings.importSeconds = 60;
          await orders.up();
          assert.notEqual(orders.outputs["uid"], uid);
          assert.equal(uids(bench).length, 2);
        }),
    );

  for (const backupId of ["slug", "object-id"] as const)
    it(`is not one that only a late list still shows, which would cost us ours (${backupId})`, () =>
      onBench({ simulator: { scheduledSeconds: 0, importSeconds: 30, backupId } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await orders.up();
        const { json } = await send(bench.simulator, "GET", `${ordersPath}/backups`);
        await orders.destroy();
        const action = { do: "answer", status: 200, body: json as object } as const;
        bench.simulator.inject({ on: "listBackups", nth: 2, times: 1000, action });
        await orders.up();
        assert.equal(orders.outputs["uid"], bench.imports[1]?.uid);
        assert.deepEqual(uids(bench), [orders.outputs["uid"]]);
      }));

  it("is waited for no longer than some minutes once ours is complete", () =>
    onBench({ simulator: lagging }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await loseImport(bench, orders);
      bench.simulator.world.setOutcome(({ id }) => id === bench.imports[0]?.backupId, "never-ends");
      await orders.up();
      assert.equal(orders.outputs["uid"], bench.imports[1]?.uid);
      assert.ok(bench.clock.now() <= 7 * minutes, `${bench.clock.now()} ms`);
    }));

  it("is not waited for when the time is over", () =>
    onBench({ simulator: { importSeconds: 600 } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 30 } });
      await assert.rejects(orders.up(), /after 30s/);
      assert.equal(bench.clock.now(), 30_000);
    }));

  for (const importAnswer of ["id", "no-id"] as const)
    it(`is named in a warning when the time is over (${importAnswer})`, () =>
      onBench({ simulator: { ...lagging, importSeconds: 600 } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 30 } });
        await loseImport(bench, orders);
        bench.simulator.settings.importAnswer = importAnswer;
        const start = bench.clock.now();
        await assert.rejects(orders.up(), /after 30s/);
        assert.equal(bench.clock.now() - start, 30_000);
        const other = bench.imports.find(({ uid }) => uid !== orders.outputs["uid"])?.backupId ?? "";
        assert.match(bench.warnings.join(), new RegExp(`"${other}" .*it is left alone`));
      }));

  it("is not a backup of the addon itself, of which nothing is said", () =>
    onBench({ simulator: lagging }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name: "nightly" });
      const meanwhile = bench.clock.at(30, () => {
        bench.simulator.world.addBackup(ordersDb, {
          id: "scheduled",
          name: "nightly",
          sourceType: "sameAddon",
        });
      });
      await Promise.all([orders.up(), meanwhile]);
      assert.deepEqual(bench.warnings, []);
    }));

  it("is never looked for among younger backups: they are named, and left alone", () =>
    onBench({ simulator: lagging }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      const name = String((await orders.check(bench.startProvider(), {}))["name"]);
      const meanwhile = bench.clock.at(30, () => {
        bench.simulator.world.addBackup(ordersDb, { id: "another", name, sourceType: "liveInstance" });
      });
      await Promise.all([orders.up(), meanwhile]);
      assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
      assert.equal(uids(bench).length, 2);
      assert.match(
        bench.warnings.join(),
        /"another" .*no resource in this program tracks it; it is left alone/,
      );
    }));
});

describe("an id that was answered", () => {
  const name = "Nightly orders";

  for (const listLagSeconds of [0.5, 2, 8])
    it(`is not taken for an older backup of the name while the list does not show it (${listLagSeconds} s late)`, () =>
      onBench({ simulator: { scheduledSeconds: 0, importSeconds: 30, listLagSeconds } }, async (bench) => {
        const provider = bench.startProvider();
        const orders = bench.declare("legacy-orders", { ...liveSource, name });
        const lost = await loseImport(bench, orders);
        // Another one that waits, so that the list is read.
        await Promise.all([orders.up(provider), bench.declare("users", liveSource).up(provider)]);
        assert.notEqual(orders.outputs["uid"], lost);
        assert.equal(orders.outputs["uid"], bench.imports.filter((each) => each.name === name)[1]?.uid);
        assert.match(bench.warnings.join(), /"nightly-orders" .* also has this resource's name/);
      }));

  it("and is that of no backup is not the last word when the account has to pause beyond the timeout", () =>
    onBench({ simulator: { importSeconds: 100, importAnswer: "foreign-id" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...liveSource, name }, { timeouts: { create: 60 } });
      const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3000" };
      bench.simulator.inject({ on: "getBackup", nth: 1, action: { do: "answer", status: 429, headers } });
      await assert.rejects(orders.up(), /resumes the wait/);
      await orders.up();
      assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
      assert.equal(bench.imports.length, 1);
    }));

  for (const create of [10, 60])
    it(`and is that of no backup leaves it to the list which one is ours, by the timeout (${create} s)`, () =>
      onBench({ simulator: { importSeconds: 1, importAnswer: "foreign-id" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create } });
        await orders.up();
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
        assert.equal(bench.imports.length, 1);
      }));
});

describe("a lost import, when the Date header is wrong", () => {
  for (const hours of [-3, -1, 1, 3]) {
    const simulator = { scheduledSeconds: 0, importSeconds: 1, dateAheadSeconds: hours * 3600 };

    it(`is resumed shortly after its end (${hours} h)`, () =>
      onBench({ simulator }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        const uid = await loseImport(bench, orders, 2 * minutes);
        await orders.up();
        assert.equal(orders.outputs["uid"], uid);
        assert.equal(bench.imports.length, 1);
      }));

    it(`is left alone much later (${hours} h)`, () =>
      onBench({ simulator }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource);
        await loseImport(bench, orders, 22 * minutes);
        await orders.up();
        assert.equal(bench.imports.length, 2);
      }));

    it(`is known by the id in the answer alone, until a poll confirms it (${hours} h)`, () =>
      onBench({ simulator }, async (bench) => {
        const orders = bench.declare("legacy-orders", liveSource, { timeouts: { create: 30 } });
        const refused = {
          do: "answer",
          status: 403,
          body: { error: { status: 403, message: "No" } },
        } as const;
        const faults = [
          bench.simulator.inject({ on: "getBackup", action: refused }),
          bench.simulator.inject({ on: "listBackups", nth: 2, times: 1000, action: refused }),
        ];
        await assert.rejects(orders.up());
        for (const fault of faults) fault.remove();
        await orders.up();
        assert.equal(orders.outputs["uid"], bench.imports[0]?.uid);
        assert.equal(bench.imports.length, 1);
        await orders.destroy();
        assert.deepEqual(uids(bench), []);
      }));
  }
});
