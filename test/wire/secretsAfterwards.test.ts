import assert from "node:assert/strict";
import { ordersDb } from "../support/northflank";
import { onBench } from "../support/lifecycle/bench";
import { plantedSecrets } from "../support/lifecycle/sources";

const [password] = plantedSecrets;

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
