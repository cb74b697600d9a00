import { duration } from "../provider/lifecycle/progress";
import { pollInterval } from "../provider/northflank/polling";
import { table } from "./table";

const seconds = [10, 60, 600, 3600, 6 * 3600];

const leastJitter = (): number => 0;
const mostJitter = (): number => 1;

/** What an import that runs alone costs at most. Jitter shortens the intervals, but moves the last poll anywhere. */
export function pollTable(): string {
  const rows = seconds.map((runs) => {
    const endMs = runs * 1000;
    const late = Math.ceil(pollInterval(endMs, leastJitter) / 1000);
    return [duration(endMs), String(pollsUntil(endMs)), `${late} s`];
  });
  return table(["the import takes", "polls, at most", "its end is noticed late by at most"], rows);
}

function pollsUntil(endMs: number): number {
  let [at, polls] = [0, 0];
  while (at < endMs) {
    at += pollInterval(at, mostJitter);
    polls += 1;
  }
  return polls;
}
