import { asError, Cancelled, DeadlinePassed } from "../errors";
import type { Addon } from "./endpoints";
import { unlessCancelled } from "../process/cancellation";
import { millisecondsLeft, type Deadline, type Ports } from "../process/ports";
import { pollBackups, type BackupList } from "./backupList";
import type { NorthflankClient } from "./client";
import { failure, isTransient, NorthflankError } from "./failure";
import { poll, pollInterval, withinQuota, type Budget, type Step } from "./polling";
import { jsonOf } from "./verdict";
import { dataOf, parseBackup, type Backup } from "./schema";

export interface Watch<Result> {
  readonly addon: Addon;
  /** The backup to poll; undefined if only the list can tell which one it is. */
  readonly backupId?: string;
  /** When the import started: the time it has been running sets the poll interval. */
  readonly since: number;
  /** The last poll comes exactly then, whatever the interval. */
  readonly deadline: Deadline;
  /** Whoever knows its backup may stop at the user's Ctrl-C. */
  readonly isInterruptible?: true;
  /** The result, once a poll's backups give one: those with `backupId`, or all if there is none. */
  readonly evaluate: (backups: readonly Backup[]) => Result | undefined;
  /** The result, if a failed poll gives one too. */
  readonly evaluateFault?: (fault: Error) => Result | undefined;
}

/** Nobody sleeps longer at once, because another waiter's last poll may end the pause for all. */
const maxSleepMs = 60_000;
const firstPollMs = 250;
/** The same while other imports have yet to start: a poll that comes later serves more of them. */
const sharedFirstPollMs = 400;

/** A waiter, as the group sees it. */
interface Waiter {
  readonly backupId?: string;
  readonly since: number;
  readonly deadline: Deadline;
  readonly show: (backups: readonly Backup[]) => void;
  readonly showFault: (fault: Error) => void;
  dueAt: number;
  /** Why the last poll failed. */
  fault?: Error | undefined;
  stopped?: Error;
}

/** Everyone who waits on one addon, and the polls that they share. */
export class AddonGroup {
  private readonly waiters = new Set<Waiter>();
  private polling: Promise<void> | undefined;
  private requestsPerList = 1;
  private isListTerse = false;
  requestsPerPoll = 1;
  /** How many times it has polled. */
  polls = 0;

  constructor(
    private readonly ports: Ports,
    private readonly client: NorthflankClient,
    private readonly addon: Addon,
    private readonly all: {
      readonly budget: (polls: number) => Budget;
      readonly onList: (list: BackupList) => void;
    },
  ) {}

  isIdle(): boolean {
    return this.waiters.size === 0;
  }

  async wait<Result>({ evaluate, evaluateFault, ...watch }: Watch<Result>): Promise<Result> {
    const { clock } = this.ports;
    let judged: { result: Result } | undefined;
    const judge = (result: Result | undefined): void => {
      if (result !== undefined) judged ??= { result };
    };
    const budget = this.all.budget(this.polls);
    const soon = (budget.reserved > 0 ? sharedFirstPollMs : firstPollMs) * (1 - this.ports.random() / 4);
    const running = clock.now() - watch.since;
    const waiter: Waiter = {
      ...watch,
      show: (backups) => {
        judge(evaluate(backups));
      },
      showFault: (fault) => {
        judge(evaluateFault?.(fault));
      },
      dueAt: clock.now() + withinQuota(soon, running, budget),
    };
    const left = (): number => millisecondsLeft(clock, watch.deadline);
    const step = async (): Promise<Step<Result>> => {
      // Interrupted: nobody hears this poll any more.
      if (!this.waiters.has(waiter)) throw new Cancelled();
      const isLast = left() === 0;
      // Whoever is due polls for everyone, which reschedules the others as well.
      if (clock.now() >= waiter.dueAt || isLast) await this.sharedPoll();
      if (judged !== undefined) return judged;
      if (waiter.stopped !== undefined) throw waiter.stopped;
      if (isLast) throw new DeadlinePassed(waiter.fault?.message ?? "");
      return { pauseMs: Math.min(waiter.dueAt - clock.now(), left()) };
    };
    this.waiters.add(waiter);
    try {
      const polling = poll(clock, step);
      return await (watch.isInterruptible === true ? unlessCancelled(this.ports, polling) : polling);
    } finally {
      this.waiters.delete(waiter);
    }
  }

  private sharedPoll(): Promise<void> {
    this.polling ??= this.pollOnce().finally(() => (this.polling = undefined));
    return this.polling;
  }

  private async pollOnce(): Promise<void> {
    await this.ports.engine.assertAlive();
    const waiters = [...this.waiters];
    // Nobody's poll may sleep past another waiter's deadline.
    const pause = this.client.pauseMs(this.addon);
    if (pause > 0) {
      this.sleepThrough(pause, waiters);
      // A waiter at its deadline gets a last poll all the same: its import may have ended long ago.
      const last = waiters.filter(({ deadline }) => millisecondsLeft(this.ports.clock, deadline) === 0);
      if (last.length > 0) await this.pollFor(last, never, true);
      return;
    }
    await this.pollFor(waiters, earliest(waiters), false);
    this.scheduleNext(waiters);
    const newPause = this.client.pauseMs(this.addon);
    if (newPause > 0) this.sleepThrough(newPause, waiters);
  }

  private sleepThrough(pause: number, waiters: readonly Waiter[]): void {
    for (const waiter of waiters) waiter.dueAt = this.ports.clock.now() + Math.min(pause, maxSleepMs);
  }

  private async pollFor(waiters: readonly Waiter[], deadline: Deadline, isLast: boolean): Promise<void> {
    const ids = waiters.flatMap(({ backupId }) => backupId ?? []);
    if (ids.length === waiters.length && (this.isListTerse || ids.length <= this.requestsPerList)) {
      this.requestsPerPoll = ids.length;
      for (const waiter of waiters)
        await share([waiter], () => this.pollBackup(waiter.backupId ?? "", deadline, isLast));
      return;
    }
    await share(waiters, () =>
      this.pollList(ids.length === waiters.length ? ids : undefined, deadline, isLast),
    );
    this.requestsPerPoll = this.requestsPerList;
  }

  /** Without `wanted`, somebody needs the whole list. */
  private async pollList(
    wanted: readonly string[] | undefined,
    deadline: Deadline,
    isLast: boolean,
  ): Promise<readonly Backup[]> {
    const enough = (backups: readonly Backup[]): boolean => {
      const shown = new Set(backups.map(({ id }) => id));
      return wanted?.every((id) => shown.has(id)) === true;
    };
    try {
      const list = await pollBackups(this.client, this.addon, deadline, { enough, isLast });
      const { backups, requests } = list;
      if (list.isWhole) this.all.onList(list);
      this.requestsPerList = requests;
      this.isListTerse = backups.some(({ id, status }) => status === undefined && wanted?.includes(id));
      return backups;
    } catch (thrown) {
      if (thrown instanceof NorthflankError && thrown.status === 404) return [];
      throw thrown;
    }
  }

  private async pollBackup(backupId: string, deadline: Deadline, isLast: boolean): Promise<Backup[]> {
    const exchange = await this.client.pollBackup(this.addon, backupId, deadline, isLast);
    if (exchange.verdict === "absent") return [];
    const backup = exchange.verdict === "accepted" ? parseBackup(dataOf(jsonOf(exchange))) : undefined;
    if (backup === undefined) throw failure(exchange, this.client.connection);
    return [backup];
  }

  private scheduleNext(waiters: readonly Waiter[]): void {
    const now = this.ports.clock.now();
    const chance = this.ports.random();
    this.polls += 1;
    const budget = this.all.budget(this.polls);
    for (const waiter of waiters) {
      const running = now - waiter.since;
      waiter.dueAt =
        now +
        withinQuota(
          pollInterval(running, () => chance),
          running,
          budget,
        );
    }
  }
}

const earliest = (waiters: readonly Waiter[]): Deadline =>
  waiters
    .map(({ deadline }) => deadline)
    .reduce((sooner, deadline) => (deadline.at < sooner.at ? deadline : sooner), never);

const never: Deadline = { at: Infinity, seconds: Infinity };

/** Polls for these waiters; a failure concerns only them. */
async function share(waiters: readonly Waiter[], request: () => Promise<readonly Backup[]>): Promise<void> {
  try {
    const backups = await request();
    const byId = new Map<string, Backup[]>();
    for (const backup of backups) byId.set(backup.id, [...(byId.get(backup.id) ?? []), backup]);
    for (const waiter of waiters) {
      waiter.fault = undefined;
      // Thousands may wait, and each looks for its own in all that it is shown.
      tell(waiter, waiter.backupId === undefined ? backups : (byId.get(waiter.backupId) ?? []));
    }
  } catch (thrown) {
    const fault = asError(thrown);
    for (const waiter of waiters) {
      waiter.fault = fault;
      waiter.showFault(fault);
      if (!isTransient(fault)) waiter.stopped = fault;
    }
  }
}

function tell(waiter: Waiter, backups: readonly Backup[]): void {
  try {
    waiter.show(backups);
  } catch (thrown) {
    waiter.stopped = asError(thrown);
  }
}
