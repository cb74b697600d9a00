import assert from "node:assert/strict";
import { onBench } from "../bench/bench";
import { dumpSource, liveSource } from "../bench/sources";
import { ordersDb } from "@test/simulator";

describe("white space around a source", () => {
  for (const source of [liveSource, dumpSource])
    it(`is not sent, and is no change: ${Object.keys(source).at(-1) ?? ""}`, () =>
      onBench({}, async (bench) => {
        const [name = "", value = ""] = Object.entries(source).at(-1) ?? [];
        const orders = bench.declare("legacy-orders", { ...source, [name]: `\ufeff ${value}\r\n` });
        await orders.up();
        const [sent] = bench.simulator.journal.of("importBackup");
        assert.equal((JSON.parse(sent?.importBody ?? "{}") as Record<string, unknown>)[name], value);
        orders.args = source;
        assert.notEqual(await orders.up(), "replaced");
        assert.equal(bench.imports.length, 1);
      }));

  it("is not sent from a variable either, and one that holds nothing else is missing", () =>
    onBench({ env: { LEGACY_DB: `${liveSource.connectionString}\n`, EMPTY: " \n" } }, async (bench) => {
      await bench.declare("legacy-orders", { ...ordersDb, connectionStringFromEnv: "LEGACY_DB" }).up();
      const [sent] = bench.simulator.journal.of("importBackup");
      assert.ok(sent?.importBody?.includes(`${liveSource.connectionString}"`), sent?.importBody);
      const empty = bench.declare("empty", { ...ordersDb, connectionStringFromEnv: "EMPTY" });
      await assert.rejects(empty.up(), /is not set/);
    }));
});
