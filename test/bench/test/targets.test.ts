import assert from "node:assert/strict";
import { barChart, growthChart } from "../chart";
import type { Measurement, Operation, RowId, Setting } from "../measurement";
import { reportOf } from "../report";
import type { Played } from "../play";
import { joined, spreadOf, type Result } from "../summary";
import { verdictsOn, type Verdict } from "../targets";

const setting: Setting = { imports: 100, parallel: 16, latencyMs: 0, importSeconds: 0, lostResponses: 0 };
const usual: Measurement = {
  wallSeconds: 5,
  cpuSeconds: 5,
  peakMiB: 500,
  providerPeakMiB: 150,
  requests: 0,
  connections: 0,
};

/** As measured in so many rounds, in each a little else. */
const played = (row: RowId, operation: Operation, measurements: readonly Partial<Measurement>[]): Played => ({
  row,
  operation,
  measurements: measurements.map((measurement) => ({ ...usual, ...measurement })),
});

const resultOf = (...all: Played[]): Result => ({
  plan: { setting, rows: [], rounds: 3 },
  played: all,
});

const verdictOn = (what: RegExp, result: Result): Verdict =>
  verdictsOn([result]).find((verdict) => what.test(verdict.what)) ??
  assert.fail(`nothing is said of ${what}`);

describe("what the benchmark makes of its measurements", () => {
  it("is the median, the least and the most", () => {
    assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, min: 1, max: 3 });
    assert.deepEqual(spreadOf([4, 1, 2, 3]), { median: 2.5, min: 1, max: 4 });
    assert.equal(spreadOf([]), undefined);
  });

  it("compares within a round, whose rows met the same machine", () => {
    const slowing = [{ cpuSeconds: 4 }, { cpuSeconds: 8 }, { cpuSeconds: 16 }];
    const faster = slowing.map(({ cpuSeconds }) => ({ cpuSeconds: cpuSeconds * 0.9 }));
    const { measured, isMet } = verdictOn(
      /CPU time as a part of A's/,
      resultOf(played("A", "no-change preview", slowing), played("B", "no-change preview", faster)),
    );
    assert.equal(isMet, true);
    assert.ok(measured.max - measured.min < 1e-9);
  });

  it("misses a target by its median, and clearly only if the best round misses it, too", () => {
    const against = (...own: number[]): Verdict =>
      verdictOn(
        /CPU time as a part of A's/,
        resultOf(
          played("A", "no-change preview", [{}, {}, {}]),
          played(
            "B",
            "no-change preview",
            own.map((cpuSeconds) => ({ cpuSeconds })),
          ),
        ),
      );
    const judged = ({ isMet, isClearlyMissed }: Verdict) => ({ isMet, isClearlyMissed });
    assert.deepEqual(judged(against(4, 4, 9)), { isMet: true, isClearlyMissed: false });
    assert.deepEqual(judged(against(4, 6, 6)), { isMet: false, isClearlyMissed: false });
    assert.deepEqual(judged(against(6, 6, 6)), { isMet: false, isClearlyMissed: true });
  });

  it("is judged by all its rounds when more are played", () => {
    const floor = [played("A", "no-change preview", [{}])];
    const bad = [...floor, played("B", "no-change preview", [{ cpuSeconds: 6 }])];
    const good = [...floor, played("B", "no-change preview", [{ cpuSeconds: 4 }])];
    const isClearlyMissed = (all: readonly Played[]): boolean =>
      verdictOn(/CPU time as a part of A's/, resultOf(...all)).isClearlyMissed;
    assert.equal(isClearlyMissed(joined(bad, bad)), true);
    assert.equal(isClearlyMissed(joined(bad, good)), false);
  });

  it("allows a machine that is slower as much more time for what is out of reach", () => {
    const isClearlyMissed = (floor: number, own: number): boolean =>
      verdictOn(
        /^`destroy`, seconds/,
        resultOf(
          played("A", "destroy", [{ wallSeconds: floor }]),
          played("B", "destroy", [{ wallSeconds: own }]),
        ),
      ).isClearlyMissed;
    assert.deepEqual([isClearlyMissed(2, 2.4), isClearlyMissed(2, 2.6)], [false, true]);
    assert.deepEqual([isClearlyMissed(4, 4.8), isClearlyMissed(4, 5.2)], [false, true]);
  });

  it("misses it clearly in a single round where an import was started twice", () => {
    const { isMet, isClearlyMissed } = verdictOn(
      /imports started/,
      resultOf(
        played("B", "up", [{ importsPerAsked: 1 }, { importsPerAsked: 1.01 }, { importsPerAsked: 1 }]),
      ),
    );
    assert.deepEqual({ isMet, isClearlyMissed }, { isMet: false, isClearlyMissed: true });
  });

  it("is told row by row, with the reason for what is out of reach", () => {
    const result = resultOf(
      played("A", "destroy", [{ wallSeconds: 2 }]),
      played("B", "destroy", [{ wallSeconds: 2.3 }]),
      played("B", "up", [{ importsPerAsked: 1 }]),
    );
    const report = reportOf(
      { results: [result], verdicts: verdictsOn([result]), charges: [], growth: [] },
      { command: "npm run bench", engine: "none", date: "2026-01-15", versions: {} },
    );
    assert.match(
      report,
      /`destroy`, seconds more than A's \| 100 \| [^|]+ \| 0\.30 \| 0 \| no: the provider/,
    );
    assert.match(report, /\| B \| 5 \| 5 \|/);
  });

  it("can be seen in charts, whatever there is to be seen", () => {
    const bar = { label: "A < B & C", color: 1, median: 2, min: 1, max: 3 };
    assert.match(barChart("Wall time", "s", [bar]), /A &lt; B &amp; C/);
    assert.match(barChart("Nothing", "s", []), /<\/svg>/);
    const points = [
      [1, 2],
      [10, 20],
    ] as const;
    assert.doesNotMatch(growthChart("Growth", [{ label: "requests", points }]), /NaN|Infinity/);
  });
});
