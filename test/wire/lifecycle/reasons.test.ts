import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/inputs/values";
import { onBench, type Bench } from "../bench/bench";
import type { DeclaredImport } from "../bench/declaredImport";
import { dumpSource, liveSource } from "../bench/sources";
import { withImport, withRunningImport } from "../bench/withImport";

const env = { LEGACY: liveSource.connectionString, DUMP: dumpSource.importUrl };
const { projectId, addonId, connectionString } = liveSource;
const addon = { projectId, addonId };

/** What a preview says of a finished import, after its program changed. */
const afterChange = (
  args: Record<string, unknown>,
  told: (backup: string) => string[],
  from: Record<string, unknown> = liveSource,
): Promise<void> =>
  onBench({ env }, async (bench) => {
    const orders = bench.declare("legacy-orders", from);
    await orders.up();
    orders.args = args;
    bench.simulator.journal.clear();
    await orders.preview();
    assert.deepEqual(bench.infos, told(calledBackup(orders)));
    assert.deepEqual(bench.simulator.journal.entries, [], "a preview sends nothing");
    bench.infos.splice(0);
    await orders.up();
    assert.deepEqual(bench.infos, told(calledBackup(orders)).length > 0 ? told(firstBackup(bench)) : []);
  });

const calledBackup = (orders: DeclaredImport): string =>
  `(backup "${String(orders.outputs["backupId"])}" of addon "orders-db")`;

const firstBackup = (bench: Bench): string =>
  `(backup "${bench.imports[0]?.name ?? ""}" of addon "orders-db")`;

describe("a preview says why", () => {
  const moves: readonly [
    what: string,
    from: Record<string, unknown>,
    to: Record<string, unknown>,
    says: string,
  ][] = [
    [
      "the source is on another host",
      liveSource,
      { ...liveSource, connectionString: connectionString.replace("db.legacy", "db2.legacy") },
      "the connectionString points to another host",
    ],
    [
      "host, port and database changed",
      liveSource,
      { ...addon, connectionString: "postgresql://importer:S3cr3t-Pa55word@db2.example.com:6432/archive" },
      "the connectionString points to another host and another database",
    ],
    [
      "the dump is another version of the object",
      dumpSource,
      { ...dumpSource, importUrl: `${dumpSource.importUrl}&versionId=3HL4` },
      "the importUrl points to another object version",
    ],
    ["a dump replaces the database", liveSource, dumpSource, "the importUrl replaces the connectionString"],
    [
      "the source can no longer be parsed",
      liveSource,
      { ...addon, connectionString: "postgresql://importer:S3cr3t-Pa55word/@x@db.example.com/orders" },
      "the connectionString changed and cannot be parsed",
    ],
    [
      "a variable holds another source",
      { ...addon, connectionStringFromEnv: "LEGACY" },
      { ...addon, importUrlFromEnv: "DUMP" },
      "the importUrl in the environment variable DUMP replaces the connectionString",
    ],
  ];

  for (const [what, from, to, says] of moves)
    it(`when ${what}`, () => afterChange(to, (backup) => [`${says} ${backup}: it is imported again`], from));

  it("when a variable's value moved, of which the former is stored nowhere", () => {
    const variables: Record<string, string> = { ...env };
    return onBench({ env: variables }, async (bench) => {
      const orders = bench.declare("legacy-orders", { ...addon, connectionStringFromEnv: "LEGACY" });
      await orders.up();
      variables["LEGACY"] = connectionString.replace("/orders", "/archive");
      await orders.preview();
      assert.deepEqual(bench.infos, [
        `the connectionString in the environment variable LEGACY points elsewhere than before ${calledBackup(orders)}: ` +
          "it is imported again",
      ]);
    });
  });

  it("when the source is not known yet", () =>
    withImport({}, async (bench, orders) => {
      orders.args = { ...addon, connectionString: unknownValue };
      await orders.preview();
      assert.deepEqual(bench.infos, [
        `the connectionString is not known yet ${calledBackup(orders)}: it is imported again if it points elsewhere`,
      ]);
    }));

  it("when the last import failed", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await assert.rejects(orders.up());
      await orders.preview();
      assert.deepEqual(bench.infos, [`the last import failed ${calledBackup(orders)}: it is imported again`]);
    }));

  it("when the last import failed and the source moved as well", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await assert.rejects(orders.up());
      orders.args = { ...liveSource, connectionString: connectionString.replace("/orders", "/archive") };
      await orders.preview();
      const backup = calledBackup(orders);
      assert.deepEqual(bench.infos, [
        `the last import failed ${backup}: it is imported again`,
        `the connectionString points to another database ${backup}: it is imported again`,
      ]);
    }));

  it("when the import still runs", () =>
    withRunningImport({}, async (bench, orders) => {
      orders.args = liveSource;
      bench.simulator.journal.clear();
      await orders.preview();
      assert.deepEqual(bench.infos, [`the import still runs ${calledBackup(orders)}: the wait is resumed`]);
      assert.deepEqual(bench.simulator.journal.entries, []);
    }));

  it("once for each resource, whatever the engine asks again", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const all = ["first", "second"].map((name) => bench.declare(name, liveSource));
      for (const one of all) await assert.rejects(one.up());
      const provider = bench.startProvider();
      for (const one of [...all, ...all]) await one.preview(provider);
      assert.equal(bench.infos.length, 2, bench.infos.join("\n"));
    }));
});

describe("a preview says nothing", () => {
  it("when nothing changed", () => afterChange(liveSource, () => []));

  it("when only the password rotated", () =>
    afterChange(
      { ...liveSource, connectionString: connectionString.replace("importer:", "other:") },
      () => [],
    ));

  it("when the source became a reference to the same one", () =>
    afterChange({ ...addon, connectionStringFromEnv: "LEGACY" }, () => []));

  it("of a reason that the engine's own diff shows", () =>
    withImport({}, async (bench, orders) => {
      orders.args = { ...liveSource, triggers: "again" };
      await orders.preview();
      assert.deepEqual(bench.infos, []);
    }));

  it("in a refresh and a destroy of a failed import", () =>
    onBench({ simulator: { outcome: "failed" } }, async (bench) => {
      const orders = bench.declare("legacy-orders", liveSource);
      await assert.rejects(orders.up());
      await orders.refresh();
      await orders.destroy();
      assert.deepEqual(bench.infos, []);
    }));
});
