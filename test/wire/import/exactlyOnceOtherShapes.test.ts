import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type OpenAnswers, openQuestions, ordersDb } from "@test/simulator";
import { onBench, type Bench } from "../bench/bench";
import { uids } from "../bench/lostImport";
import { dumpSource, liveSource } from "../bench/sources";
import { times } from "../../model/searching";

const rounds = 30;

/** One answer to each of the open questions, the same in every run. */
function shapeOf(round: number): Partial<OpenAnswers> {
  const answers = Object.entries(openQuestions).map(([question, all]) => {
    const draw = createHash("sha256").update(`${round} ${question}`).digest().readUInt32BE(0);
    return [question, all[draw % all.length]] as const;
  });
  return Object.fromEntries(answers);
}

async function liveThrough(bench: Bench, round: number): Promise<void> {
  const { world } = bench.simulator;
  const foreign = Array.from({ length: round % 3 === 0 ? 130 : 2 }, (_, index) =>
    world.addBackup(ordersDb, { name: `Schedule ${index}`, createdAt: "2026-01-10T03:00:00Z" }),
  );
  const source = round % 2 === 0 ? liveSource : dumpSource;
  const name = round % 4 < 2 ? undefined : "Nightly/orders:eu 1";
  const orders = bench.declare("legacy-orders", { ...source, name });
  if (round % 5 === 0) {
    world.setAddonStatus(ordersDb, "paused");
    void bench.clock.at(30, () => {
      world.setAddonStatus(ordersDb, "running");
    });
  }
  await orders.up();
  const [imported, second] = bench.imports;
  assert.equal(second, undefined);
  assert.equal(orders.outputs["backupId"], imported?.backupId);
  assert.equal(orders.outputs["status"], "completed");
  assert.equal(await orders.up(), "same");
  assert.equal(await orders.refresh(), true);
  assert.equal(await orders.up(), "same");
  // A user's name cannot be replaced while the old backup holds it, where Northflank refuses a second one.
  if (round % 7 === 0 && (name === undefined || bench.simulator.settings.nameClash === "allow")) {
    orders.args = { ...source, name, triggers: [round] };
    assert.equal(await orders.up(), "replaced");
    assert.equal(bench.imports.length, 2);
  }
  await orders.destroy();
  assert.deepEqual(
    uids(bench).sort(),
    foreign.map(({ uid }) => uid).sort(),
    "what was there is still there, and no more",
  );
}

describe("the answers to all open questions at once", () => {
  it(`never keep an import from being one, through up, refresh, replacement and destroy (${times(rounds)} cases)`, async () => {
    for (let round = 1; round <= times(rounds); round += 1) {
      // Renaming what the user named without an id is the one thing that cannot be told; it has its own test.
      const { nameClash = "allow", ...shape } = shapeOf(round);
      const simulator = {
        ...shape,
        nameClash: nameClash === "rename" ? "allow" : nameClash,
        listLagSeconds: round % 4,
      };
      await assert.doesNotReject(
        onBench({ simulator }, (bench) => liveThrough(bench, round)),
        `round ${round}: ${JSON.stringify(simulator)}`,
      );
    }
  });
});
