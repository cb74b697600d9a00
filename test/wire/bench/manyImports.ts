import { ordersDb, type Simulator } from "@test/simulator";
import { inParallel } from "../../inParallel";
import { onBench, type Bench, type BenchSettings } from "./bench";
import type { DeclaredImport } from "./declaredImport";
import { liveSource } from "./sources";

interface Many extends BenchSettings {
  readonly imports: number;
  /** How many backups of other people are on the addon, all younger. */
  readonly others?: number;
  /** Programs that do not wait leave their imports running. */
  readonly areRunning?: boolean;
}

/** Plays with many imports on one addon, and nothing in the journal. */
export function withManyImports(
  { imports, others = 0, areRunning = false, ...settings }: Many,
  play: (bench: Bench, all: readonly DeclaredImport[]) => Promise<void>,
): Promise<void> {
  return onBench(
    { ...settings, simulator: { quotaPerHour: 10_000, ...settings.simulator } },
    async (bench) => {
      const all = Array.from({ length: imports }, (_, index) =>
        bench.declare(`orders-${index}`, { ...liveSource, waitForCompletion: !areRunning }),
      );
      const provider = bench.startProvider();
      await Promise.all(all.map((one) => one.up(provider)));
      addOthers(bench, others);
      bench.simulator.journal.clear();
      await play(bench, all);
    },
  );
}

/** Backups that nobody imported, all made now. */
export function addOthers({ simulator }: Bench, count: number): void {
  for (let nth = 0; nth < count; nth += 1) simulator.world.addBackup(ordersDb, { name: `nightly-${nth}` });
}

/** The engine refreshes all resources at once. */
export async function refreshAll(
  bench: Bench,
  all: readonly DeclaredImport[],
  provider = bench.startProvider(),
): Promise<readonly boolean[]> {
  return Promise.all(all.map((one) => one.refresh(provider)));
}

/** The engine deletes as many at a time as `--parallel` says. */
export async function destroyAll(
  bench: Bench,
  all: readonly DeclaredImport[],
  { parallel = 8, provider = bench.startProvider() } = {},
): Promise<void> {
  await inParallel(all, parallel, (one) => one.destroy(provider));
}

/** How many pages a list of so many backups has. */
export const pagesOf = (backups: number): number => Math.ceil(backups / 100);

export const sentTo = (bench: Bench, operation: Parameters<Simulator["journal"]["of"]>[0]): number =>
  bench.simulator.journal.of(operation).length;
