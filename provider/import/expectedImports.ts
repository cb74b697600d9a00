import { addonPath, type Addon } from "../northflank/paths";

/** An addon's list, before and after, and two looks; the import itself comes on top, for each. */
const requestsForAddon = 4;

/** Imports that were checked and do not run yet. What they will take of the quota, nobody else may spend. */
export class ExpectedImports {
  private readonly byAddon = new Map<string, Set<string>>();

  expect(addon: Addon, urn: string): void {
    const key = addonPath(addon);
    this.byAddon.set(key, (this.byAddon.get(key) ?? new Set()).add(urn));
  }

  /** It runs, or never will. */
  met(addon: Addon, urn: string): void {
    this.byAddon.get(addonPath(addon))?.delete(urn);
  }

  requests(): number {
    const counts = [...this.byAddon.values()].map(({ size }) => size).filter((size) => size > 0);
    return counts.reduce((sum, count) => sum + requestsForAddon + count, 0);
  }
}
