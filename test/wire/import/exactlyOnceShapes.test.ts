import assert from "node:assert/strict";
import { type OpenAnswers, openQuestions, ordersDb } from "@test/simulator";
import type { Bench } from "../bench/bench";
import { forEachTransport } from "../bench/forEachTransport";
import { liveSource } from "../bench/sources";
import { sample, sampled } from "../../model/searching";

interface Shape extends Pick<
  OpenAnswers,
  "importAnswer" | "importStatus" | "nameClash" | "listOrder" | "uid" | "concurrentImports" | "stoppedAddon"
> {
  readonly listLagSeconds: number;
  readonly name: "Nightly orders" | undefined;
  readonly isStopped: boolean;
}

/** All combinations but for the shape of the answer; its status, and whether there are uids, take turns. */
function* shapesOf(importAnswer: OpenAnswers["importAnswer"]): Generator<Shape> {
  const turn = inTurn(turns);
  for (const nameClash of openQuestions.nameClash)
    for (const listOrder of openQuestions.listOrder)
      for (const listLagSeconds of [0, 3, 12])
        for (const concurrentImports of openQuestions.concurrentImports)
          for (const addon of addons)
            for (const name of [undefined, "Nightly orders"] as const)
              yield {
                importAnswer,
                nameClash,
                listOrder,
                listLagSeconds,
                concurrentImports,
                ...addon,
                name,
                ...turn.next().value,
              };
}

function* inTurn<Value>(values: readonly Value[]): Generator<Value, never> {
  for (;;) yield* values;
}

const addons = [
  { isStopped: false, stoppedAddon: "schedule" },
  { isStopped: true, stoppedAddon: "schedule" },
  { isStopped: true, stoppedAddon: "refuse" },
] as const;

// Seven, so that the turns meet every value of the loops around them.
const turns = [
  { importStatus: 200, uid: "present" },
  { importStatus: 201, uid: "absent" },
  { importStatus: 202, uid: "present" },
  { importStatus: 200, uid: "absent" },
  { importStatus: 201, uid: "present" },
  { importStatus: 202, uid: "absent" },
  { importStatus: 200, uid: "present" },
] as const;

/**
 * An addon with an old backup of the same name and, for some seconds, another one that is being made; it may be
 * stopped for as long.
 */
async function playOn(bench: Bench, shape: Shape): Promise<void> {
  const orders = bench.declare("legacy-orders", { ...liveSource, name: shape.name });
  const { world } = bench.simulator;
  const { name } = await orders.check(bench.startProvider(), {});
  const createdAt = "2026-01-13T03:00:00.000Z";
  const namesake = world.addBackup(ordersDb, { name: String(name), sourceType: "liveInstance", createdAt });
  world.addBackup(ordersDb, { name: "Nightly snapshot", sourceType: "snapshot", status: "in-progress" });
  if (shape.isStopped) world.setAddonStatus(ordersDb, "paused");
  const busy = bench.clock.at(2, () => {
    world.setOutcome("Nightly snapshot", "completed");
    world.setAddonStatus(ordersDb, "running");
  });
  const thrown = await orders.up().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  await busy;
  const untouched = world.backups(ordersDb).filter(({ uid }) => uid === namesake.uid);
  assert.equal(untouched.length, 1, "the backup of the same name is left alone");
  const [imported, second] = bench.imports;
  assert.equal(second, undefined, "one import");
  if (shape.name !== undefined && shape.nameClash === "refuse") {
    assert.match(thrown ?? "", new RegExp(`name "Nightly orders" is taken by the backup "${namesake.id}"`));
    assert.equal(imported, undefined, "nothing was imported");
    return;
  }
  if (thrown !== undefined) {
    assert.ok(isUntellable(shape), thrown);
    assert.ok(
      thrown.includes(`"${imported?.backupId ?? "nothing"}"`),
      `the candidate is not named: ${thrown}`,
    );
    assert.match(thrown, /adoptBackupId/);
    assert.equal(orders.state, undefined, "nothing is guessed");
    return;
  }
  assert.ok(!isUntellable(shape), "this cannot be told, only guessed");
  assert.equal(orders.outputs["backupId"], imported?.backupId);
  assert.equal(orders.outputs["status"], "completed");
}

/** Northflank renames what the user named, and gives no id. */
const isUntellable = ({ name, nameClash, importAnswer }: Shape): boolean =>
  name !== undefined && nameClash === "rename" && !["id", "backup", "nested-backup"].includes(importAnswer);

/** Still meets every pair of the values in the loops. */
const nth = 13;

forEachTransport(({ onBench, tls }) => {
  // TLS changes no shape, so the long run samples over it, too.
  const shapes = (importAnswer: OpenAnswers["importAnswer"]): readonly Shape[] => {
    const all = [...shapesOf(importAnswer)];
    return tls ? all.filter((_, index) => index % nth === 0) : sample(all, nth);
  };

  describe(`every shape that the API may have (${sampled(nth)})`, () => {
    for (const importAnswer of openQuestions.importAnswer) {
      it(`finds the one right backup, or names the candidate: the answer is "${importAnswer}"`, async () => {
        for (const shape of shapes(importAnswer)) {
          const { name: _name, isStopped: _isStopped, ...simulator } = shape;
          const settings = { simulator: { ...simulator, scheduledSeconds: 0, importSeconds: 1 } };
          await assert.doesNotReject(
            onBench(settings, (bench) => playOn(bench, shape)),
            JSON.stringify(shape),
          );
        }
      });
    }
  });
});
