import assert from "node:assert/strict";
import { type OpenAnswers, openQuestions, ordersDb, ordersPath, send } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";

const name = "Nightly orders";

/** An import of which no list and no state knows yet: a killed run's, or another stack's. */
async function importUnseen(bench: Bench, under = name): Promise<void> {
  const { connectionString } = liveSource;
  const body = { name: under, connectionString };
  const { status } = await send(bench.simulator, "POST", `${ordersPath}/import`, { body });
  assert.ok(status < 300);
}

const withIds: readonly OpenAnswers["importAnswer"][] = ["id", "backup", "nested-backup"];
const timings = [0, 2, 8].flatMap((pause) =>
  [2, 12, 19].map((listLagSeconds) => ({ pause, listLagSeconds })),
);

forEachTransport(({ onBench, tls }) => {
  describe("an import under the user's name, right after one that no list shows yet", () => {
    for (const importAnswer of openQuestions.importAnswer)
      for (const nameClash of ["allow", "rename"] as const)
        for (const isLost of [false, true]) {
          const answer = isLost ? `lost instead of "${importAnswer}"` : `"${importAnswer}"`;
          it(`gets its own backup, or names both and takes neither: the answer is ${answer}, names ${nameClash}`, async () => {
            for (const { pause, listLagSeconds } of tls ? timings.slice(0, 2) : timings) {
              if (pause >= listLagSeconds) continue;
              const simulator = { importAnswer, nameClash, listLagSeconds, importSeconds: 30 };
              await onBench({ simulator }, async (bench) => {
                await importUnseen(bench);
                await bench.clock.sleep(pause * 1000);
                const lost = { do: "reset", handled: true } as const;
                if (isLost) bench.simulator.inject({ on: "importBackup", nth: 1, action: lost });
                const orders = bench.declare("legacy-orders", { ...liveSource, name });
                const message = await orders.up().then(() => undefined, String);
                const [unseen, own, another] = bench.imports;
                assert.ok(unseen !== undefined && own !== undefined && another === undefined, message);
                if (message === undefined) {
                  assert.equal(orders.outputs["uid"], own.uid);
                  return;
                }
                assert.ok(isLost || !withIds.includes(importAnswer), message);
                assert.equal(orders.state, undefined, "nothing is guessed");
                for (const { backupId } of [unseen, own])
                  assert.ok(message.includes(`"${backupId}"`), message);
                assert.match(message, /adoptBackupId/);
              });
            }
          });
        }
  });

  describe("an import under the user's name that Northflank has renamed, and lists later than ever", () => {
    const late = { nameClash: "rename", importAnswer: "no-id", importSeconds: 90 } as const;

    it("is named in a warning when an older one of the name was taken for it", () =>
      onBench({ simulator: { ...late, listLagSeconds: 25 } }, async (bench) => {
        await importUnseen(bench);
        await bench.clock.sleep(8_000);
        await bench.declare("legacy-orders", { ...liveSource, name }).up();
        const [, own] = bench.imports;
        assert.ok(bench.warnings.join().includes(`"${own?.backupId ?? ""}"`), bench.warnings.join());
      }));

    it("is named in a warning when it is the second of two after a lost answer", () =>
      onBench({ simulator: { ...late, listLagSeconds: 30 } }, async (bench) => {
        bench.simulator.inject({ on: "importBackup", nth: 1, action: { do: "reset", handled: true } });
        const orders = bench.declare("legacy-orders", { ...liveSource, name });
        await orders.up();
        const [first, second, third] = bench.imports;
        assert.equal(third, undefined);
        assert.equal(orders.outputs["uid"], first?.uid);
        assert.ok(bench.warnings.join().includes(`"${second?.backupId ?? ""}"`), bench.warnings.join());
      }));
  });

  describe("an import under the user's name whose id is not returned", () => {
    for (const [importAnswer, given, longest] of [
      ["no-id", { name }, 25],
      ["no-id", {}, 4],
      ["id", { name }, 4],
    ] as const)
      it(`takes 20 to 25 s, and others no longer than ever (${importAnswer}, ${"name" in given ? "the user's name" : "an automatic name"})`, () =>
        onBench({ simulator: { importAnswer, scheduledSeconds: 0, importSeconds: 2 } }, async (bench) => {
          await bench.declare("legacy-orders", { ...liveSource, ...given }).up();
          assert.ok(bench.clock.now() <= longest * 1000, `${bench.clock.now()} ms`);
          if (longest > 20) assert.ok(bench.clock.now() >= 20_000, `${bench.clock.now()} ms`);
        }));

    it("is not mixed up with an older import whose name begins with its own", () =>
      onBench(
        { simulator: { importAnswer: "no-id", importSeconds: 60, listLagSeconds: 3 } },
        async (bench) => {
          await importUnseen(bench, `${name} of 2026`);
          await bench.clock.sleep(1_000);
          const orders = bench.declare("legacy-orders", { ...liveSource, name });
          await orders.up();
          assert.equal(orders.outputs["uid"], bench.imports[1]?.uid);
          assert.deepEqual(bench.warnings, []);
        },
      ));
  });
});

describe("the addon's own backup under the user's name and a number", () => {
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

describe("somebody else's backup under a name that begins with the user's", () => {
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
