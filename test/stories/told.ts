import type { Kill, Story, Turn } from "./story";

const up: Turn = {
  ...{ changes: [], verb: "up", continueOnError: false, parallel: 8, pauseSeconds: 0 },
  ...{ kill: undefined, fault: undefined },
};

const plain: Omit<Story, "turns"> = {
  tls: false,
  northflank: {},
  pace: { listLagSeconds: 0, importSeconds: 0.1 },
  getLagSeconds: 0,
  first: 3,
  cast: [],
};

/** A completed backup has an output of a failed import among its triggers. */
export const failureAndDependents: Story = {
  ...plain,
  cast: [{ what: "edit", slot: "b", to: { after: { slot: "a", output: "createdAt" } } }],
  turns: [
    up,
    {
      ...up,
      changes: [
        { what: "edit", slot: "a", to: { name: "own" } },
        { what: "fate", of: "a", is: "failed" },
      ],
    },
    up,
  ],
};

/** Of two imports with equal inputs, the second begins only when the first has been waited for in vain. */
export const equalInputs: Story = {
  ...plain,
  first: 2,
  cast: [
    { what: "edit", slot: "a", to: { name: "shared" } },
    { what: "edit", slot: "b", to: { name: "shared" } },
    { what: "fate", of: "shared", is: "never-ends" },
  ],
  turns: [{ ...up, continueOnError: true, parallel: 1 }],
};

const rightAfterImports: Kill = { who: "engine", on: "listBackups", nth: 2, when: "unanswered" };

/** The engine dies right after the imports were sent, and comes back before any list shows them. */
export const lateLists: Story = {
  ...plain,
  pace: { listLagSeconds: 8, importSeconds: 40 },
  turns: [{ ...up, kill: rightAfterImports }, up],
};

/** The same, with a name of the user's; and what the name stands for is another source by then. */
export const lateListsOfAnotherSource: Story = {
  ...lateLists,
  // So early that the list is looked at between the moments at which it shows the one and the other.
  pace: { listLagSeconds: 2, importSeconds: 5 },
  cast: [{ what: "edit", slot: "b", to: { name: "own" } }],
  turns: [
    { ...up, kill: rightAfterImports },
    { ...up, changes: [{ what: "edit", slot: "b", to: { place: 2 } }] },
  ],
};

const ofAnotherSource = (northflank: Story["northflank"], fault?: Turn["fault"]): Story => ({
  ...lateListsOfAnotherSource,
  northflank,
  pace: { listLagSeconds: 19, importSeconds: 40 },
  turns: lateListsOfAnotherSource.turns.map((turn, index) => (index === 0 ? turn : { ...turn, fault })),
});

/** The same, where no answer says which import is whose, and a second one of the name gets another. */
export const lateListsAndChangedNames = ofAnotherSource({ importAnswer: "foreign-id", nameClash: "rename" });

/** The same, where the second import gets lost on its way: then nothing tells the first one from it. */
export const lateListsAndALostImport = ofAnotherSource(
  {},
  { on: "importBackup", name: "reset before handling" },
);
