import type { Parameters } from "fast-check";

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

/** A failure tells the seed and the path of its smallest case; both given back here replay it alone. */
export const searching = <Cases>(cases: number): Parameters<Cases> => ({
  seed,
  numRuns: times(cases),
  ...(process.env["NORTHFLANK_TEST_PATH"] === undefined ? {} : { path: process.env["NORTHFLANK_TEST_PATH"] }),
});
