import type { Measurement, Operation, RowId } from "./measurement";
import type { Played } from "./play";
import type { Case } from "./plan";

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export type Measure = keyof Measurement;

/** What a case has come to. */
export interface Result {
  readonly plan: Case;
  readonly played: readonly Played[];
}

export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return undefined;
  const middle = sorted.length / 2;
  const [low = min, high = min] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return { median: (low + high) / 2, min, max };
}

const measurementsOf = (
  { played }: Pick<Result, "played">,
  row: RowId,
  operation: Operation,
): readonly Measurement[] =>
  played.find((one) => one.row === row && one.operation === operation)?.measurements ?? [];

/** The same rows and operations, measured in the rounds of both. */
export const joined = (played: readonly Played[], again: readonly Played[]): Played[] =>
  played.map(({ row, operation, measurements }) => ({
    row,
    operation,
    measurements: [...measurements, ...measurementsOf({ played: again }, row, operation)],
  }));

export const summaryOf = (
  result: Result,
  row: RowId,
  operation: Operation,
  measure: Measure,
): Spread | undefined =>
  spreadOf(measurementsOf(result, row, operation).flatMap((measurement) => measurement[measure] ?? []));

/** Round by round: the machine's speed may drift, but rarely within a round. */
export function pairs(
  result: Result,
  operation: Operation,
  measure: Measure,
  [row, other]: readonly [RowId, RowId],
  compare: (own: number, others: number) => number,
): Spread | undefined {
  const others = measurementsOf(result, other, operation);
  const compared = measurementsOf(result, row, operation).flatMap((measurement, round) => {
    const [own, against] = [measurement[measure], others[round]?.[measure]];
    return own === undefined || against === undefined ? [] : compare(own, against);
  });
  return spreadOf(compared);
}
