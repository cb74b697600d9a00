import assert from "node:assert/strict";
import fc from "fast-check";
import { isCliAvailable, type EngineKind } from "@test/engine";
import { searching, times, tried } from "../../model/searching";
import { StagedLife, stagedSettings } from "../../model/stagedLife";
import { someTurns, type Turn } from "../../model/turns";
import { seenOf } from "../../stage/seen";
import { Stage, type Evidence } from "../../stage/stage";
import { assertSecretsKept } from "../invariants";

const sequences = 2;

async function play(engine: EngineKind, turns: readonly Turn[], follows: boolean): Promise<Evidence> {
  const stage = await Stage.open({ ...stagedSettings, engine });
  try {
    const life = new StagedLife(stage, follows);
    for (const { changes, verb } of turns) {
      life.change(changes);
      if (verb === "up") await life.run("preview");
      await life.run(verb);
    }
    life.program.mend();
    await life.run("up");
    return await stage.conclude();
  } finally {
    await stage.close();
  }
}

const title = isCliAvailable() ? "" : " (skipped: there is no pulumi on the PATH)";

describe(`random programs and edits on both engines (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  it(`come to the same steps, reasons, outputs, requests and secrets${title}`, async function () {
    if (!isCliAvailable()) this.skip();
    await fc.assert(
      fc.asyncProperty(someTurns(2), fc.boolean(), async (turns, follows) => {
        const [ours, theirs] = await Promise.all(
          (["embedded", "cli"] as const).map((engine) => play(engine, turns, follows)),
        );
        assert.ok(ours !== undefined && theirs !== undefined);
        const [mine, its] = [seenOf(ours), seenOf(theirs)];
        for (const [index, seen] of mine.entries())
          assert.deepEqual(seen, its[index], `operation ${index + 1}`);
        assert.equal(mine.length, its.length);
        for (const evidence of [ours, theirs]) assertSecretsKept(evidence);
      }),
      searching<[Turn[], boolean]>(sequences),
    );
  });
});
