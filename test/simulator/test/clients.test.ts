import assert from "node:assert/strict";
import type { ForeignClient } from "../clients/foreignClient";
import { jsClient } from "../clients/jsClient";
import { cliClient } from "../clients/northflankCliClient";
import { PythonClient, pythonWithNorthflank } from "../clients/pythonClient";
import { ordersDb, scriptedClock, type Simulator, startSimulator } from "..";

const definition = { name: "Example Backup", importUrl: "https://dumps.example.com/orders.sql.gz" };

describe("the simulator answers a client that it was not written with:", () => {
  it("Northflank's JavaScript client", () => onSimulator((simulator) => [jsClient(simulator.url)]));

  it("Northflank's CLI", () => onSimulator((simulator) => [cliClient(simulator.url)]));

  const python = pythonWithNorthflank();
  const title = "Northflank's Python package";
  if (python === undefined) it(`${title} (pending: no python3 here has northflank 2.1.0)`);
  else {
    it(title, () =>
      onSimulator((simulator) => {
        const client = new PythonClient(python, simulator.url);
        return [
          client,
          () => {
            client.close();
          },
        ];
      }),
    );
  }

  it("and gives that JavaScript client all pages of a long list", async () => {
    const simulator = await startSimulator();
    try {
      for (let number = 1; number <= 120; number += 1)
        simulator.world.addBackup(ordersDb, { name: `nightly-${number}` });
      assert.equal(new Set(await jsClient(simulator.url).list()).size, 120);
    } finally {
      await simulator.close();
    }
  });
});

async function onSimulator(connect: (simulator: Simulator) => [ForeignClient, (() => void)?]): Promise<void> {
  const clock = scriptedClock();
  const simulator = await startSimulator({ scheduledSeconds: 0, importSeconds: 60 }, { clock });
  const [client, close] = connect(simulator);
  try {
    await playThrough(client, (seconds) => {
      clock.advanceSeconds(seconds);
    });
  } finally {
    close?.();
    await simulator.close();
  }
}

/** All that can be done with a backup. */
async function playThrough(client: ForeignClient, pass: (seconds: number) => void): Promise<void> {
  const first = (await client.importBackup(definition)) ?? "";
  assert.equal(first, "example-backup");
  assert.equal(await client.status(first), "in-progress");
  await client.abort(first);
  pass(60);
  assert.equal(await client.status(first), "aborted");
  await assert.rejects(client.abort(first), /not in progress/);

  const second = (await client.importBackup({ ...definition, name: "Second" })) ?? "";
  pass(60);
  assert.equal(await client.status(second), "completed");
  const lines = await client.logs?.(second);
  if (lines !== undefined) assert.match(lines.join("\n"), /Starting import of Second[^]*Finished: completed/);
  assert.match(await client.restore(second), /^\d+$/);
  pass(60);
  assert.deepEqual((await client.list()).sort(), [first, second]);
  await client.remove(second);
  await assert.rejects(client.status(second), /not found/);
}
