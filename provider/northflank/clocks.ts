/** Clocks of sound machines differ by seconds; an hour, or a time zone, is a mistake of one of them. */
const mistakeMs = 30 * 60_000;

/** Whether the time of an answer and that of this machine are both credible. */
export const agree = (serverTime: number, wallTime: number): boolean =>
  Math.abs(serverTime - wallTime) < mistakeMs;

/** The time of an answer, or the earlier one where the two contradict each other. */
export const atTheLatest = (serverTime: number, wallTime: number): number =>
  agree(serverTime, wallTime) ? serverTime : Math.min(serverTime, wallTime);
