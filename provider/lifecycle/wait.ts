import type { PartialFailure } from "../errors";
import { findBackup } from "../import/findBackup";
import { isSameBackup, mergeSeen, type KnownBackup } from "../import/identity";
import { outsideOf, shownBackup, warn, type Session } from "../import/session";
import type { StartedImport } from "../import/start";
import type { CheckedInputs } from "../inputs/checkedInputs";
import type { Values } from "../inputs/values";
import { isKnownStatus, missingStatus, outcomeOf, toldStatus } from "../northflank/backupWords";
import type { Backup } from "../northflank/schema";
import { unlessCancelled } from "../process/cancellation";
import { importFailed, stillRunning } from "./partialFailures";
import { inputsIn, recorded, stateOf, stillAdopted, type SavedState } from "./state";
import { progressLine } from "./progress";

/** The list may lag, so a backup is missing only after this many polls, over at least this long, without it. */
const pollsUntilMissing = 5;
const missingAfterMs = 30_000;
/** Most imports are scheduled for a moment only, and what is shown stays for a while. */
const scheduledAfterMs = 10_000;

/**
 * Waits until the import has completed or failed; a backup that vanished ends as `missing`. Throws `DeadlinePassed`
 * if it still runs at the deadline.
 */
export async function waitForEnd(
  session: Session,
  backup: KnownBackup,
  since: number,
  onSeen: (backup: KnownBackup) => void,
): Promise<KnownBackup> {
  if (outcomeOf(backup.status) !== "pending") return backup;
  const wait = new Wait(session, backup, since, onSeen);
  wait.show(backup);
  try {
    return await wait.end();
  } finally {
    wait.showEnd();
  }
}

/** How an import ended: its backup, and the failure to report unless it completed. */
export interface Ended {
  readonly ended: KnownBackup;
  readonly failure?: PartialFailure;
}

/** Waits for a started import. Returns its failure instead of throwing it. */
export async function endOf(
  session: Session,
  inputs: CheckedInputs,
  { backup, since }: StartedImport,
): Promise<Ended> {
  let seen = backup;
  try {
    const ended = await waitForEnd(session, backup, since, (latest) => (seen = latest));
    if (outcomeOf(ended.status) !== "failed") return { ended };
    return { ended, failure: await importFailed(session, inputs, ended) };
  } catch (thrown) {
    return { ended: seen, failure: stillRunning(session, inputs, seen, thrown) };
  }
}

/** Resumes the wait for an import that an earlier run started. Returns the new state. */
export async function resumeWait(
  session: Session,
  known: KnownBackup,
  state: SavedState,
  news: CheckedInputs,
): Promise<Values> {
  const inputs = stillAdopted(state, news);
  const { ended, failure } = await endOf(session, inputs, {
    backup: known,
    since: session.ports.clock.now(),
  });
  if (failure !== undefined) throw failure;
  return recorded(stateOf(inputsIn(state), shownBackup(session, ended)), news);
}

class Wait {
  private missed = 0;
  private lastSeenAt: number;
  private readonly warned = new Set<string>();

  constructor(
    private readonly session: Session,
    private known: KnownBackup,
    private readonly since: number,
    private readonly onSeen: (backup: KnownBackup) => void,
  ) {
    this.lastSeenAt = session.ports.clock.now();
  }

  async end(): Promise<KnownBackup> {
    const { api, addon, deadline } = this.session;
    for (;;) {
      const { id } = this.known;
      const seen = await api.watcher.watch({
        addon,
        backupId: id,
        since: this.since,
        deadline,
        isInterruptible: true,
        evaluate: (backups) => this.evaluate(backups),
      });
      if (seen !== "missing") return seen;
      // Polls that find nothing do not prove that the backup is gone.
      const found = await unlessCancelled(this.session.ports, findBackup(this.session, id, this.known));
      if (found.kind !== "here") return { ...this.known, status: missingStatus };
      const ended = this.see(found.backup);
      if (ended !== undefined) return ended;
    }
  }

  show(backup: Backup): void {
    const isEarly = this.session.ports.clock.now() - this.since < scheduledAfterMs;
    if (backup.status !== "scheduled" || !isEarly) this.session.progress.say("wait", this.lineOf(backup));
  }

  showEnd(): void {
    this.session.progress.end(this.lineOf(this.known));
  }

  private lineOf({ status, config }: Backup): string {
    return progressLine(toldStatus(status, outsideOf(this.session)), config?.size);
  }

  private evaluate(backups: readonly Backup[]): KnownBackup | "missing" | undefined {
    const seen = backups.find((candidate) => isSameBackup(candidate, this.known));
    if (seen !== undefined) return this.see(seen);
    this.missed += 1;
    const isLongEnough = this.session.ports.clock.now() - this.lastSeenAt >= missingAfterMs;
    return this.missed >= pollsUntilMissing && isLongEnough ? "missing" : undefined;
  }

  /** Returns the backup once it has ended. */
  private see(seen: Backup): KnownBackup | undefined {
    this.missed = 0;
    this.lastSeenAt = this.session.ports.clock.now();
    this.known = mergeSeen(this.known, seen);
    this.onSeen(this.known);
    warnOfUnknownStatus(this.session, seen, this.warned);
    if (outcomeOf(this.known.status) !== "pending") return this.known;
    this.show(this.known);
    return undefined;
  }
}

function warnOfUnknownStatus(session: Session, { id, status }: Backup, warned: Set<string>): void {
  if (status === undefined || isKnownStatus(status)) return;
  const told = toldStatus(status, outsideOf(session));
  const shown = told === undefined ? "" : ` ("${told}")`;
  if (warned.has(shown)) return;
  warned.add(shown);
  warn(session, `the backup "${id}" has a status unknown to pulumi-northflank${shown}; the wait continues`);
}
