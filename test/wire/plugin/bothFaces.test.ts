import assert from "node:assert/strict";
import { nameOf } from "@test/engine";
import { aLife, BothFaces, faces, play } from "../../model/bothFaces";
import type { Life } from "../../model/life";
import { searchAtOnce, times, tried } from "../../model/searching";
import type { Turn } from "../../model/turns";

const sequences = 8;
const atOnce = 8;

/** The engine tells a plugin nothing of these, or by other means. */
const toldOtherwise = ["deleteSeconds", "retainOnDelete"];

const isTold = (change: Turn["changes"][number]): boolean =>
  change.what !== "edit" || !toldOtherwise.includes(change.field);

const aLifeOfBoth = aLife.map(({ northflank, turns }) => ({
  northflank,
  turns: turns.map((turn) => ({ ...turn, changes: turn.changes.filter(isTold) })),
}));

/** What a dynamic provider's resource holds besides, and what is another one with each import, adopted later or not. */
const differing = [
  "__provider",
  "timeouts",
  "name",
  "backupId",
  "adoptBackupId",
  "backupName",
  "uid",
  "createdAt",
  "completedAt",
  "takeOver",
];

const statesIn = ({ last }: Life): unknown[] =>
  [...last].sort(byName).map(({ urn, inputs, outputs, protect, initErrors }) => ({
    name: nameOf(urn),
    inputs: without(inputs),
    outputs: without(outputs),
    protect,
    initErrors,
  }));

const byName = (one: { readonly urn: string }, other: { readonly urn: string }): number =>
  nameOf(one.urn) < nameOf(other.urn) ? -1 : 1;

const without = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !differing.includes(name)));

describe(`the two faces of the provider (${tried(sequences)})`, function () {
  this.timeout(times(600_000));

  it("take the same steps for the same reasons, send the same, and leave the same states", async () => {
    const both = new BothFaces();
    await both.open();
    try {
      await searchAtOnce(sequences, atOnce, aLifeOfBoth, async (life) => {
        const [one, other] = await Promise.all(faces.map((face) => play(life, both[face])));
        assert.ok(one && other);
        assert.deepEqual(other.transcript.operations, one.transcript.operations);
        assert.deepEqual(statesIn(other), statesIn(one));
      });
    } finally {
      await both.close();
    }
  });
});
