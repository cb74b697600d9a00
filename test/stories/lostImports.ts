import assert from "node:assert/strict";
import { isNameOrSuffixed } from "../../provider/import/backupName";
import type { Simulator, StartedImport } from "@test/simulator";
import type { OnAddon, Ran } from "./ground";
import type { Tracked } from "./tracked";

/** As long as docs/limits.md says that a lost import is taken over. */
const adoptionMs = 15 * 60_000;

/** As long as it says that a list may take to show a backup. */
const listLagMs = 20_000;

const isUsersName = (name: string): boolean => /^(shared|[a-f]-own)/.test(name);

interface Circumstances {
  /** An `up` that came to its end. */
  readonly isUp: boolean;
  readonly ran: Ran;
  readonly after: readonly Tracked[];
}

/** The imports that are in no state, and why each of them may be there. */
export class LostImports {
  /** Started by an operation that was killed: the next `up` takes them over. */
  private readonly lost = new Map<string, StartedImport>();
  /** They may stay: by docs/limits.md, or because the user was told of them. */
  private readonly excused = new Set<string>();
  /** Started under the user's name by an operation that was killed. */
  private readonly underUsersName = new Map<string, StartedImport>();

  constructor(private readonly simulator: Simulator) {}

  unexcused(left: readonly OnAddon[]): OnAddon[] {
    return left.filter(({ uid }) => !this.excused.has(uid));
  }

  namesInTheWay(left: readonly OnAddon[]): OnAddon[] {
    return left.filter(({ uid, name }) => this.excused.has(uid) && isUsersName(name));
  }

  /** What an operation has left in no state. */
  note(left: readonly OnAddon[], circumstances: Circumstances): void {
    for (const backup of this.unexcused(left)) {
      const started = this.simulator.world.imports.find(({ uid }) => uid === backup.uid);
      assert.ok(started, `${backup.id} is nobody's`);
      if (circumstances.ran.output.includes(`"${backup.id}"`)) this.excused.add(backup.uid);
      else if (this.lost.has(backup.uid)) this.noteAgain(backup, started, circumstances);
      else this.noteNew(backup, started, circumstances.ran);
    }
  }

  /**
   * Limit: under the user's name, what a killed operation has started is taken for one's own if no list showed it yet
   * when an import of that name was sent, which Northflank did not accept, and whose response was lost.
   */
  looksLikeOwn(uid: string, since: number): boolean {
    const started = this.underUsersName.get(uid);
    if (started === undefined) return false;
    return this.simulator.journal
      .of("importBackup")
      .some(({ at, fault, startedBackup, importBody = "{}" }) => {
        const { name } = JSON.parse(importBody) as { name?: unknown };
        const isLost = fault !== undefined && fault !== "turn-away" && startedBackup === undefined;
        return isLost && name === started.name && at >= since && at < started.at + listLagMs;
      });
  }

  private noteNew({ uid, id, name }: OnAddon, started: StartedImport, ran: Ran): void {
    // Limit: a name that the user chooses is not adopted across runs.
    if (ran.isKilled && isUsersName(name)) {
      this.excused.add(uid);
      this.underUsersName.set(uid, started);
    } else if (ran.isKilled) this.lost.set(uid, started);
    else assert.fail(`${id} is in no state, and there was no word of it\n${ran.output}`);
  }

  private noteAgain(
    { uid, status }: OnAddon,
    started: StartedImport,
    { isUp, ran, after }: Circumstances,
  ): void {
    // Limit: a lost import that has failed stays where it is.
    if (status === "failed") this.excused.add(uid);
    if (!isUp || this.excused.has(uid)) return;
    // Limit: a killed `up` after which the source or the options changed, and the automatic name with them.
    const isWanted = after.some(
      ({ name, addonId }) => addonId === started.addonId && isNameOrSuffixed(started.name, name),
    );
    // Limit: adopted for 15 minutes.
    const isLate = this.simulator.clock.now() - started.at > adoptionMs;
    assert.ok(!isWanted || isLate, `${started.backupId} was lost, and nobody has cared\n${ran.output}`);
    this.excused.add(uid);
  }
}
