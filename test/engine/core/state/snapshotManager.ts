import type { ResourceState } from "./resourceState";
import { normalizeUrns, type OperationType, type PendingOperation, type Snapshot } from "./snapshot";

/** Merges the base with what this run has done so far, and saves after every change, as the CLI does. */
export class SnapshotManager {
  readonly #news: ResourceState[] = [];
  readonly #dones = new Set<ResourceState>();
  readonly #operations: PendingOperation[] = [];

  constructor(
    private base: Snapshot,
    private readonly save: (snapshot: Snapshot) => void,
  ) {}

  /** After a refresh: what the state was taken to be, corrected. */
  rebase(resources: ResourceState[]): void {
    this.base = { ...this.base, resources };
  }

  begin(resource: ResourceState, type: OperationType): void {
    this.#operations.push({ resource, type });
    this.write();
  }

  end(resource: ResourceState): void {
    const index = this.#operations.findIndex((operation) => operation.resource === resource);
    if (index >= 0) this.#operations.splice(index, 1);
  }

  /** Not to be saved any more: gone, or superseded by a new state. */
  done(resource: ResourceState): void {
    this.#dones.add(resource);
  }

  add(resource: ResourceState): void {
    this.#news.push(resource);
  }

  write(): void {
    this.save(this.snapshot());
  }

  snapshot(): Snapshot {
    const alive = (resource: ResourceState): boolean => !this.#dones.has(resource);
    // An interrupted create may have left something behind: only a user can say so, so the entry stays.
    const left = this.base.pendingOperations.filter((operation) => operation.type === "creating");
    return normalizeUrns({
      resources: [...this.#news.filter(alive), ...this.base.resources.filter(alive)],
      pendingOperations: [...this.#operations, ...left],
    });
  }
}
