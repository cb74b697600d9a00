import { Bench } from "../wire/bench/bench";
import type { DeclaredImport } from "../wire/bench/declaredImport";
import { ambiguousFaults, ordersDb, refusingFaults } from "@test/simulator";

export interface SoakSettings {
  readonly seed: number;
  readonly imports: number;
  /** Part of all requests that meets a fault, from 0 to 1. */
  readonly share: number;
}

export interface SoakReport extends SoakSettings {
  readonly wanted: number;
  readonly started: number;
  readonly faults: number;
  readonly requests: number;
  /** How often `up` had to be run until everything was there. */
  readonly ups: number;
  readonly seconds: number;
  readonly problems: readonly string[];
}

const mostRuns = 10;
/** Real milliseconds for a request that is never answered. */
const patienceMs = 3_000;

/** Imports many backups into one addon while requests fail at random, then destroys them, and counts. */
export async function soak(settings: SoakSettings): Promise<SoakReport> {
  // More than the hour's quota: 200 imports and deletions alone are about 1000 requests.
  const simulator = { importSeconds: 60, quotaPerHour: 100_000 };
  const bench = await Bench.open({ simulator, seed: settings.seed, patience: () => patienceMs });
  try {
    const hits = injectFaults(bench, settings.share);
    const all = Array.from({ length: settings.imports }, (_, index) =>
      bench.declare(`orders-${index}`, {
        ...ordersDb,
        importUrl: `https://dumps.example.com/orders-${index}.gz`,
      }),
    );
    const ups = await untilDone(bench, all, (one, provider) => one.up(provider));
    const problems = [...unfinished(all), ...imbalance(bench, settings.imports, "after up")];
    await untilDone(bench, all, (one, provider) => one.destroy(provider));
    const left = bench.simulator.world.backups(ordersDb);
    if (left.length > 0) problems.push(`${left.length} backups are left after destroy`);
    return {
      ...settings,
      wanted: settings.imports,
      started: bench.imports.length,
      faults: hits(),
      requests: bench.requests,
      ups,
      seconds: Math.round(bench.clock.now() / 1000),
      problems,
    };
  } finally {
    await bench.close();
  }
}

function injectFaults(bench: Bench, share: number): () => number {
  const actions = Object.values({ ...ambiguousFaults, ...refusingFaults });
  const rules = actions.map((action) =>
    bench.simulator.inject({ probability: share / actions.length, action }),
  );
  return () => rules.reduce((sum, rule) => sum + rule.hits, 0);
}

type Work = (one: DeclaredImport, provider: ReturnType<Bench["startProvider"]>) => Promise<unknown>;

/** Runs the operation, all resources at once, until each has succeeded: what a user does after an error. */
async function untilDone(bench: Bench, all: readonly DeclaredImport[], work: Work): Promise<number> {
  let open = [...all];
  let runs = 0;
  for (; open.length > 0 && runs < mostRuns; runs += 1) {
    const provider = bench.startProvider();
    const results = await Promise.allSettled(open.map((one) => work(one, provider)));
    open = open.filter((_, index) => results[index]?.status === "rejected");
  }
  return runs;
}

function unfinished(all: readonly DeclaredImport[]): string[] {
  const statuses = all.map(({ state }) =>
    state === undefined ? "in no state" : String(state.outputs["status"]),
  );
  const open = statuses.filter((status) => status !== "completed");
  return open.length === 0
    ? []
    : [`${open.length} resources are not completed (${[...new Set(open)].join(", ")})`];
}

function imbalance(bench: Bench, wanted: number, when: string): string[] {
  const there = bench.simulator.world.backups(ordersDb).length;
  const problems =
    bench.imports.length === wanted ? [] : [`${bench.imports.length} imports started, ${wanted} wanted`];
  return there === wanted ? problems : [...problems, `${there} backups ${when}, ${wanted} wanted`];
}
