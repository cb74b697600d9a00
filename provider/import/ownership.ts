import type { Addon } from "../northflank/endpoints";

/**
 * How a resource came by its backup. Two states may name the same one: a resource that a forced replacement left to be
 * deleted, and the one that took its backup over; or a resource, and another that adopts or reads what it imported.
 */
export type Origin = "imported" | "adopted" | "read" | `taken over by ${string}`;

/** Each take-over has a mark of its own, as one backup may be taken over again and again. */
export const takenOver = (mark: string): Origin => `taken over by ${mark}`;

export function originOf({ adoptBackupId, takeOver }: StatedOrigin): Origin {
  if (adoptBackupId !== undefined) return "adopted";
  return takeOver === undefined ? "imported" : takenOver(takeOver);
}

/** What a state tells of it. */
interface StatedOrigin {
  readonly adoptBackupId?: string | undefined;
  readonly takeOver?: string | undefined;
}

/** Whose the backups are that this process has to do with. */
export class Ownership {
  private readonly owned = new Set<string>();
  private readonly kept = new Map<string, Set<Origin>>();
  private readonly stated = new Set<string>();

  /** A state has this resource, so its backup is no lost import. */
  own(resourceId: string): void {
    this.owned.add(resourceId);
  }

  isOwned = (resourceId: string): boolean => this.owned.has(resourceId);

  /** A resource of the program has this backup, so that no other may delete it. */
  keep(resourceId: string, origin: Origin): void {
    this.kept.set(resourceId, new Set([...(this.kept.get(resourceId) ?? []), origin]));
  }

  /** Whether the program has another resource for the backup than the one that came by it in this way. */
  isKeptBesides(resourceId: string, origin: Origin): boolean {
    return [...(this.kept.get(resourceId) ?? [])].some((other) => other !== origin);
  }

  /** A state has an import of this name. Which backup that is, only diff tells: then it is owned. */
  state(addon: Addon, name: string): void {
    this.stated.add(nameOn(addon, name));
  }

  compared(addon: Addon, name: string): void {
    this.stated.delete(nameOn(addon, name));
  }

  isStated = (addon: Addon, name: string): boolean => this.stated.has(nameOn(addon, name));
}

// Without the team, which may be gained or lost meanwhile.
const nameOn = ({ projectId, addonId }: Addon, name: string): string => `${projectId}/${addonId} ${name}`;
