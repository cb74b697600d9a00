import { duration } from "../provider/lifecycle/progress";
import { pollInterval } from "../provider/northflank/polling";
import { table } from "./table";

const seconds = [10, 60, 600, 3600, 6 * 3600];

/** How often an import that runs alone is polled, without the jitter, which only shortens the intervals. */
export function pollTable(): string {
  const rows = seconds.map((runs) => {
    const { polls, lateMs } = pollsUntil(runs * 1000);
    return [duration(runs * 1000), String(polls), `${Math.ceil(lateMs / 1000)} s`];
  });
  return table(["the import takes", "polls", "its end is noticed late by at most"], rows);
}

function pollsUntil(endMs: number): { polls: number; lateMs: number } {
  let [at, polls, interval] = [0, 0, 0];
  while (at < endMs) {
    interval = pollInterval(at, () => 0);
    at += interval;
    polls += 1;
  }
  return { polls, lateMs: interval };
}
