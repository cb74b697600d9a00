import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultToken, type OpenAnswers } from "@test/simulator";
import { passwords } from "../../model/declaration";
import { fastNorthflank, Life } from "../../model/life";
import { searchAtOnce, times, tried } from "../../model/searching";
import { SharedProvider } from "../../model/sharedProvider";
import { anApi, someTurns, type Turn } from "../../model/turns";

const sequences = 20;
const atOnce = 10;

const aLife = fc.record({ northflank: anApi, turns: someTurns(8) });

interface OneLife {
  readonly northflank: Partial<OpenAnswers>;
  readonly turns: readonly Turn[];
}

async function play({ northflank, turns }: OneLife, provider: SharedProvider): Promise<void> {
  const simulator = await fastNorthflank(northflank);
  try {
    const life = new Life(simulator, provider);
    for (const turn of turns) await life.live(turn);
    await life.conclude(provider);
  } finally {
    await simulator.close();
  }
}

const up: Turn = { changes: [], verb: "up", fault: undefined };

const failedOnce: Turn = { ...up, changes: [{ slot: "a", what: "imports fail" }] };

/** Lives that were once predicted wrongly. */
const told: Readonly<Record<string, readonly Turn[]>> = {
  "a replacement that fails with another one pending, after a rename": [
    failedOnce,
    { ...up, changes: [{ slot: "a", what: "rename" }] },
    up,
  ],
  "a refresh after a failed replacement, when the replaced backup is gone": [
    failedOnce,
    { ...up, changes: [{ slot: "a", what: "somebody deletes the backup" }] },
    { ...up, verb: "refresh" },
  ],
  "an update while the source is unknown, which then proves to be another one": [
    { ...up, changes: [{ slot: "b", what: "edit", field: "teamId", to: "acme" }] },
    {
      ...up,
      changes: [
        { slot: "b", what: "source", to: { kind: "importUrl", given: "by a missing reference" } },
        { slot: "b", what: "edit", field: "teamId", to: undefined },
      ],
    },
  ],
  "a namesake of a failed backup, and an import that gets lost on its way": [
    failedOnce,
    {
      ...up,
      changes: [{ slot: "a", what: "somebody makes a namesake" }],
      fault: { on: "importBackup", name: "reset before handling" },
    },
  ],
};

describe("a life of a stack", () => {
  let provider: SharedProvider;

  before(async () => {
    provider = await SharedProvider.open();
  });
  after(() => provider.close());

  for (const [what, turns] of Object.entries(told))
    it(`goes as the model says: ${what}`, () => play({ northflank: {}, turns }, provider));
});

describe(`any life of a stack (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  it("goes as the model says, and ends as if the last program had been there from the start", async () => {
    const provider = await SharedProvider.open();
    try {
      await searchAtOnce(sequences, atOnce, aLife, (life) => play(life, provider));
      const shown = provider.shown.join("\n");
      for (const secret of [...passwords, defaultToken]) assert.ok(!shown.includes(secret));
    } finally {
      await provider.close();
    }
  });
});
