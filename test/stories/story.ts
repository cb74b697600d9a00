import fc from "fast-check";
import { anApi, faults, type Fault } from "../model/turns";
import { openQuestions, type JournalEntry, type OpenAnswers } from "@test/simulator";

export const slots = ["a", "b", "c", "d", "e", "f"] as const;
export type Slot = (typeof slots)[number];

/** One import as the program declares it; two with the same fields have equal inputs, but for automatic names. */
export interface Entry {
  readonly addonId: "orders-db" | "users-db";
  readonly place: 1 | 2;
  /** A name of its own, or one that several share; an automatic one if left out. */
  readonly name?: "own" | "shared" | undefined;
  readonly trigger: number;
  /** Has an output of another import among its triggers. */
  readonly after?: { readonly slot: Slot; readonly output: "backupId" | "createdAt" } | undefined;
  readonly home: (typeof homes)[number];
}

/** Where an import is declared: at the root, in a component, in a component within it. */
export const homes = ["root", "group", "inner"] as const;

export const firstEntry: Entry = { addonId: "orders-db", place: 1, trigger: 0, home: "root" };

/** Fates go by the name of a backup: one that is shared ends for all in the same way. */
type Subject = Slot | "shared";
export type Outcome = "completed" | "failed" | "never-ends";

export type Change =
  | { readonly what: "edit"; readonly slot: Slot; readonly to: Partial<Entry> }
  | { readonly what: "fate"; readonly of: Subject; readonly is: Outcome }
  | { readonly what: "take out" | "declare" | "rename"; readonly slot: Slot };

/** Who dies, and at which request of the provider: before it is sent, or when its answer has not been read yet. */
export interface Kill {
  readonly who: "engine" | "provider" | "both";
  readonly on: NonNullable<JournalEntry["operation"]>;
  readonly nth: number;
  readonly when: "unsent" | "unanswered";
}

export interface Turn {
  readonly changes: readonly Change[];
  readonly verb: "up" | "refresh" | "destroy";
  readonly continueOnError: boolean;
  readonly parallel: number;
  readonly kill: Kill | undefined;
  readonly fault: Fault | undefined;
  /** Before it begins; most people type `pulumi up` again at once. */
  readonly pauseSeconds: number;
}

export interface Story {
  readonly tls: boolean;
  readonly northflank: Partial<OpenAnswers>;
  /** How late lists show a new backup, and how long an import takes. */
  readonly pace: { readonly listLagSeconds: number; readonly importSeconds: number };
  readonly getLagSeconds: number;
  /** How many imports the program declares at first. */
  readonly first: number;
  /** What it says of them then, beyond the least. */
  readonly cast: readonly Change[];
  readonly turns: readonly Turn[];
}

const aSlot = fc.constantFrom(...slots);

const anEntry: fc.Arbitrary<Partial<Entry>> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("orders-db", "users-db").map((addonId) => ({ addonId }) as const) },
  { weight: 2, arbitrary: fc.constantFrom(1, 2).map((place) => ({ place }) as const) },
  { weight: 4, arbitrary: fc.constantFrom(undefined, "own", "shared").map((name) => ({ name }) as const) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }).map((trigger) => ({ trigger })) },
  { weight: 2, arbitrary: fc.constantFrom(...homes).map((home) => ({ home })) },
  {
    weight: 5,
    arbitrary: fc
      .record({ slot: fc.constantFrom("a", "b", "c"), output: fc.constantFrom("backupId", "createdAt") })
      .map((after) => ({ after }) as const),
  },
);

const anEdit: fc.Arbitrary<Change> = fc
  .tuple(aSlot, anEntry)
  .map(([slot, to]) => ({ what: "edit", slot, to }) as const);

const aFate = (of: fc.Arbitrary<Subject>): fc.Arbitrary<Change> =>
  fc
    .tuple(of, fc.constantFrom<Outcome>("completed", "completed", "failed", "failed", "never-ends"))
    .map(([subject, is]) => ({ what: "fate", of: subject, is }) as const);

const anEvent: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom("take out", "declare", "declare", "rename"), aSlot)
  .map(([what, slot]) => ({ what, slot }) as const);

/** Of two things that matter together, each alone is rarely of interest. */
const aFailureByName: fc.Arbitrary<Change[]> = aSlot.map((slot) => [
  { what: "edit", slot, to: { name: "own" } },
  { what: "fate", of: slot, is: "failed" },
]);

const someTwins: fc.Arbitrary<Change[]> = fc
  .tuple(fc.subarray([...slots], { minLength: 2, maxLength: 3 }), aFate(fc.constant("shared")))
  .map(([twins, fate]) => [
    ...twins.map((slot) => ({ what: "edit", slot, to: { name: "shared" } }) as const),
    fate,
  ]);

const someChanges: fc.Arbitrary<Change[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anEdit.map((edit) => [edit]) },
      { weight: 3, arbitrary: aFate(fc.constantFrom(...slots, "shared")).map((fate) => [fate]) },
      { weight: 2, arbitrary: anEvent.map((event) => [event]) },
      { weight: 2, arbitrary: aFailureByName },
      { weight: 1, arbitrary: someTwins },
    ),
    { maxLength: 4 },
  )
  .map((changes) => changes.flat());

const aKill: fc.Arbitrary<Kill> = fc.record({
  who: fc.constantFrom("engine", "engine", "provider", "both"),
  on: fc.constantFrom(
    "listBackups",
    "importBackup",
    "importBackup",
    "importBackup",
    "getBackup",
    "deleteBackup",
  ),
  nth: fc.integer({ min: 1, max: 4 }),
  when: fc.constantFrom("unanswered", "unanswered", "unsent"),
});

const aFault: fc.Arbitrary<Fault> = fc.record({
  on: fc.constantFrom("importBackup", "importBackup", "getBackup", "listBackups", "deleteBackup"),
  name: fc.constantFrom(...faults.keys()),
});

const rarely = <Value>(arbitrary: fc.Arbitrary<Value>, weight: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const aTurn: fc.Arbitrary<Turn> = fc.record({
  changes: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: someChanges }),
  verb: fc.constantFrom("up", "up", "up", "up", "up", "up", "up", "refresh", "destroy"),
  continueOnError: fc.boolean(),
  parallel: fc.constantFrom(8, 8, 2),
  kill: rarely(aKill, 3),
  fault: rarely(aFault, 1),
  pauseSeconds: fc.constantFrom(0, 0, 0, 30, 1200),
});

/** A lost import that is over before lists show it is nobody's, so that imports take longer than lists do. */
const paces = [
  { listLagSeconds: 0, importSeconds: 0.1 },
  { listLagSeconds: 0, importSeconds: 40 },
  { listLagSeconds: 2, importSeconds: 5 },
  { listLagSeconds: 8, importSeconds: 40 },
  { listLagSeconds: 19, importSeconds: 40 },
] as const;

/** Shrinks to fewer turns and fewer changes, each of which makes sense by itself. */
export const aStory = (mostTurns: number): fc.Arbitrary<Story> =>
  fc.record({
    tls: fc.boolean(),
    northflank: fc
      .tuple(
        anApi,
        fc.record({
          nameClash: fc.constantFrom(...openQuestions.nameClash),
          concurrentImports: fc.constantFrom(...openQuestions.concurrentImports),
          connectionSourceType: fc.constantFrom(...openQuestions.connectionSourceType),
        }),
      )
      .map(([answers, others]) => ({ ...answers, ...others })),
    pace: fc.constantFrom(...paces),
    getLagSeconds: fc.constantFrom(0, 0, 2, 8, 19),
    first: fc.integer({ min: 3, max: 6 }),
    cast: fc.array(anEdit, { maxLength: 5 }),
    turns: fc.array(aTurn, { minLength: 1, maxLength: mostTurns }),
  });

/** For engines that cannot be killed. */
export const aStoryOfSurvivors = (mostTurns: number): fc.Arbitrary<Story> =>
  aStory(mostTurns).map((story) => ({
    ...story,
    turns: story.turns.map((turn) => ({ ...turn, kill: undefined })),
  }));

/** For a clock that cannot jump: without anything that takes Northflank, or the provider's patience, its time. */
export const aShortStory: fc.Arbitrary<Story> = aStory(2).map((story) => ({
  ...story,
  // Without an id, the list decides under a user's name, and only after its lag.
  northflank: { ...story.northflank, importAnswer: "id", nameClash: "allow", concurrentImports: "parallel" },
  pace: { listLagSeconds: story.pace.listLagSeconds === 0 ? 0 : 0.5, importSeconds: 1 },
  getLagSeconds: 0,
  turns: story.turns.map((turn) => ({ ...turn, fault: undefined, pauseSeconds: 0 })),
}));
