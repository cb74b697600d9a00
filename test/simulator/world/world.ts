import { type Addon, removeBackup, setStatus, settle } from "./addon";
import type { AccountDeclaration, AddonAddress, AddonStatus } from "./accounts";
import { type Backup, newBackup, type SourceType } from "./backup";
import type { Clock } from "../clock";
import { freeId, slugOf } from "./naming";
import { type BackupStatus, endless, type FinalStatus, finished, type Outcome, statusOf } from "./progress";
import { addonAt, projectAt, type Team, teamsOf } from "./teams";

/** One import that the API has started, also where nobody was told so. */
export interface StartedImport extends Required<AddonAddress> {
  readonly at: number;
  readonly backupId: string;
  readonly uid: string;
  readonly name: string;
  readonly tokenLabel: string;
}

export interface ExistingBackup extends Pick<Backup, "id" | "name" | "uid" | "sourceType"> {
  readonly status: BackupStatus;
}

export type BackupMatcher = string | ((backup: Pick<Backup, "id" | "name" | "sourceType">) => boolean);

/** A backup that nobody imported through this API: another person's, or a schedule's. */
export interface ForeignBackup {
  name: string;
  id?: string;
  uid?: string;
  sourceType?: SourceType;
  /** `in-progress` stays so, until `setOutcome` says otherwise. */
  status?: FinalStatus | "in-progress";
  /** An ISO time; now, if left out. */
  createdAt?: string;
  /** As soon as it was created, if left out. */
  completedAt?: string;
  sizeBytes?: number;
}

/** What exists behind the API, and what a test may do to it behind the API's back. */
export class World {
  readonly imports: StartedImport[] = [];
  readonly teams: Map<string, Team>;
  private readonly outcomes: { matcher: BackupMatcher; outcome: Outcome }[] = [];
  private objects = 0;

  constructor(
    accounts: AccountDeclaration[],
    private readonly clock: Clock,
  ) {
    this.teams = teamsOf(accounts, clock.now());
  }

  backups(address: AddonAddress): ExistingBackup[] {
    return this.settled(address).backups.map(({ id, name, uid, sourceType, progress }) => ({
      id,
      name,
      uid,
      sourceType,
      status: statusOf(progress),
    }));
  }

  addBackup(address: AddonAddress, foreign: ForeignBackup): ExistingBackup {
    const { name, uid, sourceType = "sameAddon", status = "completed", createdAt } = foreign;
    const addon = this.settled(address);
    const at = createdAt === undefined ? this.clock.now() : Date.parse(createdAt);
    const endedAt = foreign.completedAt === undefined ? at : Date.parse(foreign.completedAt);
    const backup = newBackup({
      objectId: this.nextObjectId(at),
      id: foreign.id ?? freeId(slugOf(name, "hyphen"), addon.backups),
      name,
      sourceType,
      finalSizeBytes: foreign.sizeBytes ?? 4096,
      progress: status === "in-progress" ? endless(at) : finished(at, status, endedAt),
      ...(uid === undefined ? {} : { uid }),
    });
    addon.backups.push(backup);
    return { id: backup.id, name, uid: backup.uid, sourceType, status };
  }

  removeBackup(address: AddonAddress, backupId: string): void {
    const addon = this.settled(address);
    removeBackup(addon, this.backupOf(addon, backupId), this.clock.now());
  }

  /** As if somebody had deleted the backup and made another one of the same id and name. */
  replaceBackup(address: AddonAddress, backupId: string): ExistingBackup {
    const { name, sourceType } = this.backupOf(this.settled(address), backupId);
    this.removeBackup(address, backupId);
    return this.addBackup(address, {
      id: backupId,
      name,
      ...(sourceType === undefined ? {} : { sourceType }),
    });
  }

  setAddonStatus(address: AddonAddress, status: AddonStatus): void {
    setStatus(addonAt(this.teams, address), status, this.clock.now());
  }

  removeAddon(address: AddonAddress): void {
    addonAt(this.teams, address);
    projectAt(this.teams, address).project.addons.delete(address.addonId);
  }

  removeProject(address: Omit<AddonAddress, "addonId">): void {
    projectAt(this.teams, address).team.projects.delete(address.projectId);
  }

  /** For matching backups that are still under way, and for all that are started later. */
  setOutcome(matcher: BackupMatcher, outcome: Outcome): void {
    this.outcomes.unshift({ matcher, outcome });
    for (const backup of this.allBackups()) {
      if (matches(matcher, backup)) backup.progress.outcome = outcome;
    }
  }

  outcomeFor(backup: Pick<Backup, "id" | "name" | "sourceType">, otherwise: Outcome): Outcome {
    return this.outcomes.find(({ matcher }) => matches(matcher, backup))?.outcome ?? otherwise;
  }

  nextObjectId(createdAt: number): string {
    this.objects += 1;
    return createdAt.toString(16).padStart(12, "0") + this.objects.toString(16).padStart(12, "0");
  }

  private settled(address: AddonAddress): Addon {
    const addon = addonAt(this.teams, address);
    settle(addon, this.clock.now());
    return addon;
  }

  private backupOf(addon: Addon, backupId: string): Backup {
    const backup = addon.backups.find(({ id }) => id === backupId);
    if (backup === undefined) throw new Error(`no backup ${backupId} on addon ${addon.id}`);
    return backup;
  }

  private *allBackups(): Generator<Backup> {
    for (const { projects } of this.teams.values()) {
      for (const { addons } of projects.values()) {
        for (const addon of addons.values()) {
          settle(addon, this.clock.now());
          yield* addon.backups;
        }
      }
    }
  }
}

function matches(matcher: BackupMatcher, backup: Pick<Backup, "id" | "name" | "sourceType">): boolean {
  return typeof matcher === "string" ? backup.name === matcher : matcher(backup);
}
