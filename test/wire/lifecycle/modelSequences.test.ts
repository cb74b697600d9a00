import { aLife, BothFaces, faces, play } from "../../model/bothFaces";
import { searchAtOnce, times, tried } from "../../model/searching";
import type { Turn } from "../../model/turns";

const sequences = 20;
const atOnce = 10;

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
  const both = new BothFaces();

  before(() => both.open());
  after(() => both.close());

  for (const [what, turns] of Object.entries(told))
    for (const face of faces)
      it(`goes as the model says, by the ${face} provider: ${what}`, async () => {
        await play({ northflank: {}, turns }, both[face]);
      });
});

describe(`any life of a stack (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  for (const face of faces)
    it(`goes as the model says, by the ${face} provider, and ends as if the last program had been there from the start`, async () => {
      const both = new BothFaces();
      await both.open();
      try {
        await searchAtOnce(sequences, atOnce, aLife, async (life) => {
          await play(life, both[face]);
        });
      } finally {
        await both.close();
      }
    });
});
