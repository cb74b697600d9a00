import { onBench, type Bench, type BenchSettings } from "./bench";
import type { DeclaredImport } from "./declaredImport";
import { liveSource } from "./sources";

/** Plays with one finished import, and nothing in the journal. */
export function withImport(
  settings: BenchSettings,
  play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
): Promise<void> {
  return onBench(settings, async (bench) => {
    const orders = bench.declare("legacy-orders", liveSource);
    await orders.up();
    bench.simulator.journal.clear();
    await play(bench, orders);
  });
}

/** Plays with one import that runs, and that nobody has waited for. */
export function withRunningImport(
  settings: BenchSettings,
  play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
): Promise<void> {
  return onBench(settings, async (bench) => {
    const orders = bench.declare("legacy-orders", { ...liveSource, waitForCompletion: false });
    await orders.up();
    await play(bench, orders);
  });
}

/** Plays with an import of which Northflank has told no more than the id until it was completed. */
export function withBareImport(
  settings: BenchSettings,
  play: (bench: Bench, orders: DeclaredImport) => Promise<void>,
): Promise<void> {
  const simulator = { scheduledSeconds: 0, importSeconds: 1, ...settings.simulator };
  return onBench({ ...settings, simulator }, async (bench) => {
    const orders = bench.declare("legacy-orders", { ...liveSource, name: "nightly-orders" });
    const bare = { id: "nightly-orders", name: "nightly-orders", status: "completed" };
    const answer = { do: "answer", status: 200, body: { data: bare } } as const;
    const thin = bench.simulator.inject({ on: "getBackup", action: answer });
    await orders.up();
    thin.remove();
    await play(bench, orders);
  });
}

export const backupIdOf = (orders: DeclaredImport): string => String(orders.outputs["backupId"]);
