import { fork } from "node:child_process";
import { once } from "node:events";
import { onBench } from "../wire/bench/bench";
import { liveSource } from "../wire/bench/sources";

/** So many imports of ten minutes, all waiting in one provider process. */
export interface Growth {
  readonly imports: number;
  readonly requests: number;
  readonly cpuSeconds: number;
  /** The process's largest size; the simulated Northflank is in it, too. */
  readonly peakMiB: number;
}

const importsOnAddon = 1000;
/** Real milliseconds: thousands of requests at once take the simulated Northflank a while, by no fault of the provider. */
const patienceMs = 600_000;

/** Each in a process of its own, in which the clock jumps from one poll to the next. */
export async function growthOf(sizes: readonly number[], tell: (text: string) => void): Promise<Growth[]> {
  const grown: Growth[] = [];
  for (const imports of sizes) {
    tell(`  ${imports} imports`);
    const child = fork(__filename, [String(imports)], { execArgv: ["--import", "tsx"] });
    const ended = once(child, "exit");
    child.once("message", (growth) => grown.push(growth as Growth));
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`${imports} waiting imports ended with ${code ?? "a signal"}`);
  }
  return grown;
}

const waitFor = (imports: number): Promise<Growth> => {
  const addonOf = (index: number): string => `db-${Math.floor(index / importsOnAddon)}`;
  const ids = new Set(Array.from({ length: imports }, (_, index) => addonOf(index)));
  const projects = [{ id: "shop", addons: [...ids].map((id) => ({ id })) }];
  const accounts = [{ id: "acme", teams: [{ id: "acme", projects }] }];
  const simulator = { accounts, importSeconds: 600, quotaPerHour: 1_000_000 };
  return onBench({ simulator, patience: patienceMs }, async (bench) => {
    const provider = bench.startProvider();
    const all = Array.from({ length: imports }, (_, index) =>
      bench.declare(`orders-${index}`, { ...liveSource, addonId: addonOf(index) }),
    );
    await Promise.all(all.map((one) => one.up(provider)));
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    return {
      imports,
      requests: bench.requests,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMiB: maxRSS / 1024,
    };
  });
};

if (require.main === module) void waitFor(Number(process.argv[2])).then((growth) => process.send?.(growth));
