import assert from "node:assert/strict";
import { ordersDb } from "../support/northflank";
import { onBench } from "../support/lifecycle/bench";
import { liveSource, plantedSecrets } from "../support/lifecycle/sources";
import { withImport } from "../support/lifecycle/withImport";

const [password] = plantedSecrets;

describe("a source that stands in the program", () => {
  for (const verb of ["refresh", "destroy"] as const)
    it(`is recognised by its form when Northflank repeats it to ${verb}, which is not given it`, () =>
      withImport({}, async (bench, orders) => {
        const body = { error: { message: `cannot read ${liveSource.connectionString}` } };
        bench.simulator.inject({ on: "getBackup", action: { do: "answer", status: 400, body } });
        await assert.rejects(orders[verb](), ({ message: told }: Error) => {
          assert.match(told, /cannot read postgresql:\/\/\[secret\]@/);
          return !told.includes(password);
        });
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
