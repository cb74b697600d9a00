import fc, { type Parameters } from "fast-check";

const givenSeed = process.env["NORTHFLANK_TEST_SEED"];
const givenEffort = process.env["NORTHFLANK_TEST_EFFORT"];

/**
 * Fixed, so that a change is judged by the same cases as the change before it. What the fixed ones miss is
 * searched for by hand: `NORTHFLANK_TEST_SEED=7 NORTHFLANK_TEST_EFFORT=20 npx mocha test/unit/laws.test.ts`.
 */
export const seed = Number(givenSeed ?? 20_260_115);

/** How many times as many cases as usual. */
const effort = Number(givenEffort ?? 1);

export const times = (cases: number): number => Math.max(1, Math.round(cases * effort));

/** For titles, so that every run says what it has tried. */
export const tried = (cases: number): string => `${times(cases)} cases, seed ${seed}`;

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
  const searches = Array.from({ length: givenPath === undefined ? atOnce : 1 }, (_, index) =>
    fc.assert(fc.asyncProperty(aCase, play), {
      ...searching<[Case]>(cases / atOnce),
      seed: seed + index,
      endOnFailure: !isShrunk,
    }),
  );
  const failed = (await Promise.allSettled(searches)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
