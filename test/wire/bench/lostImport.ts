import { ordersDb } from "@test/simulator";
import type { Bench } from "./bench";
import type { DeclaredImport } from "./declaredImport";

export const minutes = 60_000;

/** What a killed engine has saved of an import: nothing. */
export function forget(orders: DeclaredImport): void {
  orders.state = undefined;
}

/** An import whose engine was killed right after the POST, and so many milliseconds ago. Returns its uid. */
export async function loseImport(bench: Bench, orders: DeclaredImport, ago = 0): Promise<string> {
  const { args } = orders;
  orders.args = { ...args, waitForCompletion: false };
  await orders.up();
  orders.args = args;
  forget(orders);
  await bench.clock.sleep(ago);
  return bench.imports.at(-1)?.uid ?? "";
}

/** What is on the orders addon. */
export const uids = (bench: Bench): string[] => bench.simulator.world.backups(ordersDb).map(({ uid }) => uid);
