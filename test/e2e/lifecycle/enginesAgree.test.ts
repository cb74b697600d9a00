import assert from "node:assert/strict";
import fc from "fast-check";
import { isCliAvailable, type EngineKind } from "@test/engine";
import { searching, times, tried } from "../../model/searching";
import { StagedLife, stagedSettings } from "../../model/stagedLife";
import { someTurns, type Turn } from "../../model/turns";
import { seenOf } from "../../stage/seen";
import { Stage, type Evidence } from "../../stage/stage";
import { assertSecretsKept } from "../invariants";

// At least one is played.
const sequences = 0.3;

async function play(engine: EngineKind, turns: readonly Turn[], follows: boolean): Promise<Evidence> {
  const stage = await Stage.open({ ...stagedSettings, engine });
  try {
    const life = new StagedLife(stage, follows);
    for (const { changes, verb } of turns) {
      life.change(changes);
      if (verb === "up") await life.run("preview");
      await life.run(verb);
    }
    life.program.repair();
    await life.run("up");
    return await stage.conclude();
  } finally {
    await stage.close();
  }
}

async function assertAgree(
  engines: readonly [EngineKind, EngineKind],
  turns: readonly Turn[],
  follows: boolean,
): Promise<void> {
  const [ours, theirs] = await Promise.all(engines.map((engine) => play(engine, turns, follows)));
  assert.ok(ours !== undefined && theirs !== undefined);
  const [mine, its] = [seenOf(ours), seenOf(theirs)];
  for (const [index, seen] of mine.entries()) assert.deepEqual(seen, its[index], `operation ${index + 1}`);
  assert.equal(mine.length, its.length);
  for (const evidence of [ours, theirs]) assertSecretsKept(evidence);
}

const agree = (engines: readonly [EngineKind, EngineKind]): Promise<void> =>
  fc.assert(
    fc.asyncProperty(someTurns(2), fc.boolean(), (turns, follows) => assertAgree(engines, turns, follows)),
    searching<[Turn[], boolean]>(sequences),
  );

describe(`random programs and edits (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  it("come to the same steps, reasons, outputs, requests and secrets in one process and in real ones", () =>
    agree(["in-process", "embedded"]));

  const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";
  it(`come to the same on the Pulumi CLI${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    await agree(["embedded", "cli"]);
  });
});
