import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import { forget, loseImport, minutes, uids } from "../bench/lostImport";
import { liveSource } from "../bench/sources";

const name = "before-the-move";
const named = { ...liveSource, name };

const told = (id: string): RegExp =>
  new RegExp(
    `^the backup "${id}" \\(created 2026-01-15T[^)]*\\) has this import's name and is tracked by nothing in this run; an ` +
      `interrupted \`pulumi up\` may have imported it\\. A second import starts now; to track that backup instead, set ` +
      `adoptBackupId: "${id}"$`,
  );

const lastId = (bench: Bench): string => bench.imports.at(-1)?.backupId ?? "";

describe("an import under the user's own name that a killed run has lost", () => {
  for (const [state, importSeconds, ago] of [
    ["still runs", 3000, 1],
    ["completed minutes ago", 30, 10],
  ] as const)
    it(`is named, with the way to track it, before a second one starts (${state})`, () =>
      onBench({ simulator: { importSeconds, nameClash: "rename" } }, async (bench) => {
        const orders = bench.declare("legacy-orders", named);
        const lost = await loseImport(bench, orders, ago * minutes);
        const lostId = lastId(bench);
        await orders.up();
        const [warning, ...others] = bench.warnings;
        assert.match(warning ?? "", told(lostId));
        assert.deepEqual(others, []);
        assert.equal(bench.imports.length, 2);
        assert.deepEqual(uids(bench), [lost, orders.outputs["uid"]], "the lost one is left alone");
      }));

  it("is tracked by doing as the warning says, and the second import is deleted", () =>
    onBench({ simulator: { nameClash: "rename" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", named);
      const lost = await loseImport(bench, orders, minutes);
      const adoptBackupId = lastId(bench);
      await orders.up();
      orders.args = { ...named, adoptBackupId };
      assert.equal(await orders.up(), "replaced");
      assert.deepEqual(uids(bench), [lost]);
    }));

  it("is named by the error where Northflank refuses a second backup of the name", () =>
    onBench({ simulator: { nameClash: "refuse" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", named);
      await loseImport(bench, orders, minutes);
      const id = lastId(bench);
      await assert.rejects(
        orders.up(),
        new RegExp(`If an interrupted \`pulumi up\` imported that backup, set adoptBackupId: "${id}"\\.`),
      );
      assert.equal(bench.imports.length, 1);
    }));
});

describe("nothing is said of a backup with the user's own name", () => {
  const cases: readonly [why: string, play: (bench: Bench) => Promise<void>][] = [
    [
      "that is older than a lost import can be",
      async (bench) => {
        const orders = bench.declare("legacy-orders", named);
        await loseImport(bench, orders, 40 * minutes);
        await orders.up();
      },
    ],
    [
      "that another resource of the program tracks",
      async (bench) => {
        const [first, second] = ["first", "second"].map((each) => bench.declare(each, named));
        const provider = bench.startProvider();
        await first?.up(provider);
        await second?.up(provider);
      },
    ],
    [
      "that this import replaces",
      async (bench) => {
        const orders = bench.declare("legacy-orders", named);
        await orders.up();
        orders.args = { ...named, compressionType: "zstd" };
        assert.equal(await orders.up(), "replaced");
      },
    ],
    [
      "that failed",
      async (bench) => {
        bench.simulator.settings.outcome = "failed";
        const orders = bench.declare("legacy-orders", named);
        await assert.rejects(orders.up());
        forget(orders);
        bench.simulator.settings.outcome = "completed";
        await orders.up();
      },
    ],
    [
      "followed by a number, which may be anybody's",
      async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name: `${name}-2`, sourceType: "liveInstance" });
        await bench.declare("legacy-orders", named).up();
      },
    ],
    [
      "that is the addon's own, by its type",
      async (bench) => {
        bench.simulator.world.addBackup(ordersDb, { name, sourceType: "sameAddon" });
        await bench.declare("legacy-orders", named).up();
      },
    ],
  ];

  for (const [why, play] of cases)
    it(why, () =>
      onBench({ simulator: { nameClash: "rename", importSeconds: 30 } }, async (bench) => {
        await play(bench);
        assert.deepEqual(bench.warnings, []);
      }),
    );
});
