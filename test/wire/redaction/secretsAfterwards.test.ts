import assert from "node:assert/strict";
import { ordersDb } from "@test/simulator";
import { onBench } from "../bench/bench";
import { liveSource, plantedSecrets } from "../bench/sources";
import { withImport } from "../bench/withImport";

const [password] = plantedSecrets;

describe("a source that stands in the program", () => {
  for (const verb of ["refresh", "destroy"] as const)
    it(`is not shown by ${verb}, which is not told it, when Northflank repeats it`, () =>
      withImport({}, async (bench, orders) => {
        const body = { error: { message: `cannot read ${liveSource.connectionString}` } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 400, body } });
        await assert.rejects(orders[verb](), ({ message: told }: Error) => {
          assert.match(
            told,
            /Northflank returned 400; its message is withheld because it may repeat a secret/,
          );
          return !told.includes(password);
        });
      }));

  for (const message of [
    "cannot read mysql://u:a/b@h",
    "no https://h.example.com/x?rlkey=q7x",
    "authkey=q7x is wrong",
    '{"token": "q7x"}',
    "of Q7xq7xq7xq7xq7xq7x",
  ])
    it(`is not shown in pieces either: ${message}`, () =>
      withImport({}, async (bench, orders) => {
        const body = { error: { message, id: "0b6e5c1a-77" } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 400, body } });
        await assert.rejects(orders.refresh(), ({ message: told }: Error) => {
          assert.match(told, /its message is withheld.*\(error id 0b6e5c1a-77\)/);
          return !/q7x|a\/b@h/i.test(told);
        });
      }));

  it("does not keep harmless words from being shown", () =>
    withImport({}, async (bench, orders) => {
      const body = { error: { message: "Backup legacy-orders is locked by a restore" } };
      bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 400, body } });
      await assert.rejects(orders.refresh(), /returned 400: Backup legacy-orders is locked by a restore/);
    }));
});

describe("a source by reference", () => {
  for (const verb of ["refresh", "destroy"] as const)
    it(`is not shown by ${verb} when Northflank repeats parts of it, as long as the variable is set`, () => {
      const env = { LEGACY_DB: `postgresql://importer:${password}@db.legacy.example.com/orders` };
      return onBench({ env }, async (bench) => {
        const orders = bench.declare("legacy-orders", { ...ordersDb, connectionStringFromEnv: "LEGACY_DB" });
        await orders.up();
        const message = `the backup of importer with ${password} cannot be read`;
        const body = { error: { message } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 400, body } });
        await assert.rejects(orders[verb](), ({ message: told }: Error) => {
          assert.match(told, /cannot be read/);
          return !told.includes(password);
        });
      });
    });
});
