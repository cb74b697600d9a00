import type { Addon } from "../northflank/endpoints";

/**
 * How a resource got its backup. Two states may name the same backup: a resource that a forced replacement will
 * delete and the one that took over its backup; or a resource and another that adopts or reads its backup.
 */
export type Origin = "imported" | "adopted" | "read" | `taken over by ${string}`;

/** Each takeover has its own mark, because a backup may be taken over more than once. */
export const takenOver = (mark: string): Origin => `taken over by ${mark}`;

export function originOf({ adoptBackupId, takeOver }: StatedOrigin): Origin {
  if (adoptBackupId !== undefined) return "adopted";
  return takeOver === undefined ? "imported" : takenOver(takeOver);
}

/** What a state says about the origin. */
interface StatedOrigin {
  readonly adoptBackupId?: string | undefined;
  readonly takeOver?: string | undefined;
}

/** Who owns the backups that this process deals with. */
export class Ownership {
  private readonly owned = new Set<string>();
  private readonly kept = new Map<string, Set<Origin>>();
  private readonly stated = new Set<string>();

  /** A state has this resource, so its backup is not a lost import. */
  markOwned(resourceId: string): void {
    this.owned.add(resourceId);
  }

  isOwned = (resourceId: string): boolean => this.owned.has(resourceId);

  /** A resource in the program has this backup, so no other may delete it. */
  track(resourceId: string, origin: Origin): void {
    this.kept.set(resourceId, new Set([...(this.kept.get(resourceId) ?? []), origin]));
  }

  /** Whether another resource in the program, with a different origin, has this backup too. */
  isTrackedElsewhere(resourceId: string, origin: Origin): boolean {
    return [...(this.kept.get(resourceId) ?? [])].some((other) => other !== origin);
  }

  /** A state has an import with this name. Only diff tells which backup that is; from then on it is owned. */
  noteNameInState(addon: Addon, name: string): void {
    this.stated.add(nameOn(addon, name));
  }

  forgetName(addon: Addon, name: string): void {
    this.stated.delete(nameOn(addon, name));
  }

  isStated = (addon: Addon, name: string): boolean => this.stated.has(nameOn(addon, name));
}

// Without the team, because a program may add or drop `teamId` later.
const nameOn = ({ projectId, addonId }: Addon, name: string): string => `${projectId}/${addonId} ${name}`;
