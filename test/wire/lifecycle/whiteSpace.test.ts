import assert from "node:assert/strict";
import { onBench } from "../bench/bench";
import { dumpSource, liveSource } from "../bench/sources";
import { ordersDb } from "@test/simulator";

describe("white space around a source", () => {
  for (const source of [liveSource, dumpSource]) {
    const [name = "", value = ""] = Object.entries(source).at(-1) ?? [];
    const spaced = { ...source, [name]: `\ufeff ${value}\r\n` };

    it(`is not sent: ${name}`, () =>
      onBench({}, async (bench) => {
        await bench.declare("legacy-orders", spaced).up();
        const [sent] = bench.simulator.journal.of("importBackup");
        assert.equal((JSON.parse(sent?.importBody ?? "{}") as Record<string, unknown>)[name], value);
      }));

    it(`is no change: ${name}`, () =>
      onBench({}, async (bench) => {
        const orders = bench.declare("legacy-orders", spaced);
        await orders.up();
        orders.args = source;
        assert.notEqual(await orders.up(), "replaced");
        assert.equal(bench.imports.length, 1);
      }));
  }

  it("is not sent from a variable either", () =>
    onBench({ env: { LEGACY_DB: `${liveSource.connectionString}\n` } }, async (bench) => {
      await bench.declare("legacy-orders", { ...ordersDb, connectionStringFromEnv: "LEGACY_DB" }).up();
      const [sent] = bench.simulator.journal.of("importBackup");
      assert.ok(sent?.importBody?.includes(`${liveSource.connectionString}"`), sent?.importBody);
    }));

  it("alone in a variable is a missing source", () =>
    onBench({ env: { EMPTY: " \n" } }, async (bench) => {
      const empty = bench.declare("empty", { ...ordersDb, connectionStringFromEnv: "EMPTY" });
      await assert.rejects(empty.up(), /is not set/);
    }));
});
