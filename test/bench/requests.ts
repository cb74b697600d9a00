import type { FaultAction } from "@test/simulator";
import { inParallel } from "../inParallel";
import { onBench, type Bench, type BenchSettings } from "../wire/bench/bench";
import type { DeclaredImport } from "../wire/bench/declaredImport";
import { addOthers } from "../wire/bench/manyImports";
import { liveSource } from "../wire/bench/sources";

/** What the account's quota is charged, and how often a user has to run it. */
interface Charge {
  readonly requests: number;
  readonly runs: number;
}

export interface Charges {
  readonly circumstances: string;
  readonly backups: number;
  readonly up: Charge;
  readonly refresh: Charge;
  readonly destroy: Charge;
}

export const chargedImports = 100;
const parallel = 16;
/** A user who reads that the quota is used up comes back when it has reset. */
const backAfterSeconds = 3600;
const maxRuns = 20;

interface Circumstances {
  readonly name: string;
  readonly others?: number;
  readonly simulator?: BenchSettings["simulator"];
  readonly fault?: { readonly nth?: number; readonly probability?: number; readonly action: FaultAction };
}

const usedUp = (seconds: number) =>
  ({ nth: 50, action: { do: "turn-away", status: 429, seconds, told: "x-ratelimit-reset" } }) as const;
const lost = (probability: number) => ({ probability, action: { do: "reset", handled: true } }) as const;

const all: readonly Circumstances[] = [
  { name: "nothing else on the addon" },
  {
    name: "1900 backups of others, ours listed first",
    others: 1900,
    simulator: { listOrder: "oldest-first" },
  },
  {
    name: "1900 backups of others, ours listed last",
    others: 1900,
    simulator: { listOrder: "newest-first" },
  },
  { name: "quota used up half-way, reset after 5 s", fault: usedUp(5) },
  { name: "quota used up half-way, reset after an hour", fault: usedUp(3600) },
  { name: "1 % of the responses lost", fault: lost(0.01) },
  { name: "10 % of the responses lost", fault: lost(0.1) },
];

/** The lifecycle against the simulator over HTTP, by a clock that jumps: imports that end at once, requests of 50 ms. */
export async function chargesOf(isQuick: boolean, tell: (text: string) => void): Promise<Charges[]> {
  const charges: Charges[] = [];
  for (const circumstances of isQuick ? all.filter(({ others }) => others === undefined) : all) {
    tell(`  ${circumstances.name}`);
    charges.push(await chargesUnder(circumstances));
  }
  return charges;
}

function chargesUnder({ name, others = 0, simulator, fault }: Circumstances): Promise<Charges> {
  const settings = { scheduledSeconds: 0, importSeconds: 0, quotaPerHour: 100_000, ...simulator };
  return onBench({ latencyMs: 50, simulator: settings }, async (bench) => {
    const imports = Array.from({ length: chargedImports }, (_, index) =>
      bench.declare(`orders-${index}`, liveSource),
    );
    const charged = (atOnce: number, work: Work): Promise<Charge> => {
      bench.simulator.clearFaults();
      if (fault !== undefined) bench.simulator.inject(fault);
      return charge(bench, imports, atOnce, work);
    };
    const up = await charged(parallel, (one, provider) => one.up(provider));
    // Younger than ours, so that the order of the list decides where ours are.
    addOthers(bench, others);
    const refresh = await charged(chargedImports, (one, provider) => one.refresh(provider));
    const destroy = await charged(parallel, (one, provider) => one.destroy(provider));
    return { circumstances: name, backups: chargedImports + others, up, refresh, destroy };
  });
}

type Work = (one: DeclaredImport, provider: ReturnType<Bench["startProvider"]>) => Promise<unknown>;

async function charge(
  bench: Bench,
  imports: readonly DeclaredImport[],
  atOnce: number,
  work: Work,
): Promise<Charge> {
  const before = bench.requests;
  let open: readonly DeclaredImport[] = imports;
  let runs = 0;
  for (; open.length > 0 && runs < maxRuns; runs += 1) {
    if (runs > 0) await bench.clock.sleep(backAfterSeconds * 1000);
    const provider = bench.startProvider();
    const failed: DeclaredImport[] = [];
    await inParallel(open, atOnce, (one) => work(one, provider).catch(() => failed.push(one)));
    open = failed;
  }
  if (open.length > 0) throw new Error(`${open.length} imports were not done after ${maxRuns} runs`);
  return { requests: bench.requests - before, runs };
}
