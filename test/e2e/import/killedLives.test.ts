import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { ExpectedStack } from "../../model/expectedStack";
import { searchAtOnce, times, tried } from "../../model/searching";
import { StagedLife, stagedSettings } from "../../model/stagedLife";
import { anEditOfImports, type Change } from "../../model/turns";
import { ordersDb, usersDb, type JournalEntry } from "@test/simulator";
import { Stage } from "../../stage/stage";
import * as invariants from "../invariants";

const sequences = 1;
/** As many as a small machine has processors. */
const atOnce = 2;

interface KilledUp {
  /** Whether something is there already when it begins. */
  readonly isFirst: boolean;
  readonly changes: readonly Change[];
  /** The engine is killed after the `nth` request of a kind, if there is one. */
  readonly after: NonNullable<JournalEntry["operation"]>;
  readonly nth: number;
}

const aKilledUp: fc.Arbitrary<KilledUp> = fc.record({
  isFirst: fc.boolean(),
  changes: fc.array(anEditOfImports, { minLength: 1, maxLength: 3 }),
  after: fc.constantFrom("listBackups", "importBackup", "importBackup", "getBackup", "deleteBackup"),
  nth: fc.constantFrom(1, 2),
});

async function play({ isFirst, changes, after, nth }: KilledUp): Promise<void> {
  const simulator = { ...stagedSettings.simulator, importSeconds: 1 };
  const stage = await Stage.open({ ...stagedSettings, simulator, engine: "embedded" });
  try {
    const life = new StagedLife(stage);
    const expected = new ExpectedStack();
    const wantedBy = (): number => expected.up(life.program.declared, life.program).imports.length;
    let wanted = isFirst ? 0 : wantedBy();
    if (!isFirst) await life.run("up");
    life.change(changes);
    // A killed `up` and the next one come to one that was not killed.
    wanted += wantedBy();
    await killed(stage, life, { after, nth });
    await life.run("up");
    assertCameUp(stage, expected);
    const evidence = await stage.conclude();
    invariants.assertImports(evidence, { imports: wanted });
    invariants.assertSecretsKept(evidence);
    invariants.assertSecondPreviewEmpty(evidence);
    invariants.assertNothingLeft(evidence);
    assert.deepEqual(evidence.survivors, []);
  } finally {
    await stage.close();
  }
}

/** Runs `up`, kills its engine when the moment has come, and returns when its provider is gone. */
async function killed(stage: Stage, life: StagedLife, { after, nth }: Pick<KilledUp, "after" | "nth">) {
  const { journal } = stage.simulator;
  const before = journal.of(after).length;
  const kill = new AbortController();
  const isOver = { yet: false };
  const running = life.run("up", { kill: kill.signal }).finally(() => (isOver.yet = true));
  while (!isOver.yet && journal.of(after).length < before + nth) await pause(5);
  kill.abort();
  await running;
  while ((await stage.providers()).length > 0) await pause(20);
}

function assertCameUp({ recordings, simulator }: Stage, expected: ExpectedStack): void {
  const { ok, output } = recordings.at(-1)?.result ?? { ok: false, output: "" };
  assert.ok(ok, output);
  const backups = [ordersDb, usersDb].flatMap((addon) => simulator.world.backups(addon));
  const imported = backups.filter(({ sourceType }) => sourceType !== "sameAddon");
  assert.equal(imported.length, expected.backups.size, output);
}

describe(`an up of any program that is killed at any moment (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  it("comes, with the next one, to what an undisturbed one comes to: no import twice, nothing lost", () =>
    searchAtOnce(sequences, atOnce, aKilledUp, play));
});
