import fc, { type Parameters } from "fast-check";

const givenSeed = process.env["NORTHFLANK_TEST_SEED"];
const givenEffort = process.env["NORTHFLANK_TEST_EFFORT"];

/**
 * Fixed, so that a change is judged by the same cases as the change before it. What the fixed ones miss is
 * searched for by hand: `NORTHFLANK_TEST_SEED=7 NORTHFLANK_TEST_EFFORT=20 npx mocha test/unit/lifecycle/laws.test.ts`.
 */
export const seed = Number(givenSeed ?? 20_260_115);

/** How many times as many cases as usual. */
const effort = Number(givenEffort ?? 1);

/** `npm run test:long`, which picks its tests by what `tried`, `sampled` and `inLongRun` put into their titles. */
export const isLong = effort >= 10;

/** The title of a test that does more in the long run. */
export const inLongRun = (title: string): string => (isLong ? `${title} (long run)` : title);

export const times = (cases: number): number => Math.max(1, Math.round(cases * effort));

/** For titles, so that every run says what it has tried. */
export const tried = (cases: number): string => `${times(cases)} cases, seed ${seed}`;

/** Of the cases of a sweep, every nth; all of them in the long run. */
export const sample = <Case>(cases: readonly Case[], nth: number): readonly Case[] =>
  isLong ? cases : cases.filter((_, index) => index % nth === 0);

/** The same, for titles. */
export const sampled = (nth: number): string => (isLong ? "all cases" : `1 of ${nth} cases`);

/** The path of one case, as a failure tells it beside its seed: it is then replayed alone. */
const givenPath = process.env["NORTHFLANK_TEST_PATH"];

export const searching = <Cases>(cases: number): Parameters<Cases> => ({
  seed,
  numRuns: times(cases),
  ...(givenPath === undefined ? {} : { path: givenPath }),
});

/** Plays so many cases, some of them at once because most of their time is spent waiting. */
export async function searchAtOnce<Case>(
  cases: number,
  atOnce: number,
  aCase: fc.Arbitrary<Case>,
  play: (one: Case) => Promise<void>,
  /** Whether a smaller case is looked for, once one has failed; where each takes seconds, it would take minutes. */
  isShrunk = true,
): Promise<void> {
  const parallel = givenPath === undefined ? Math.min(atOnce, times(cases)) : 1;
  const searches = Array.from({ length: parallel }, (_, index) =>
    fc.assert(fc.asyncProperty(aCase, play), {
      ...searching<[Case]>(cases / parallel),
      seed: seed + index,
      endOnFailure: !isShrunk,
    }),
  );
  const failed = (await Promise.allSettled(searches)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
