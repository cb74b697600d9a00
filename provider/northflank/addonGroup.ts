import { asError, DeadlinePassed } from "../errors";
import type { Addon } from "./paths";
import { millisecondsLeft, type Deadline, type Ports } from "../process/ports";
import { lookAtBackups, type BackupList } from "./backupList";
import type { NorthflankClient } from "./client";
import { failure, NorthflankError } from "./failure";
import { isResponse } from "../process/http";
import { pollInterval, withinQuota, type Budget } from "./pollInterval";
import { jsonOf, type Exchange } from "./retry";
import { dataOf, parseBackup, type Backup } from "./schema";

/** What one look at an addon showed. A look at a single backup says nothing about the others. */
export interface PollResult {
  readonly scope: "backup" | "list";
  readonly backups: readonly Backup[];
}

export interface Watch<Result> {
  readonly addon: Addon;
  /** The backup to look at; undefined while only the list can tell which it is. */
  readonly backupId: () => string | undefined;
  /** That id was only ever heard of, and may be none: when it is refused, there is no such backup. */
  readonly isUnconfirmed?: boolean;
  /** When the import began: how long it has been running sets the pace. */
  readonly since: number;
  readonly deadline: Deadline;
  /** A moment at which there is a look, whatever the pace. */
  readonly lookAt?: number;
  /** Undefined: look again. */
  readonly evaluate: (sighting: PollResult) => Result | undefined;
}

/** Somebody else's last look may end the pause of all. */
const longestSleepMs = 60_000;
const firstLookMs = 400;

interface Look {
  readonly deadline: Deadline;
  readonly isLast: boolean;
}

/** One who waits, as the group sees it. */
interface Waiter {
  readonly backupId: () => string | undefined;
  readonly isUnconfirmed?: boolean;
  readonly since: number;
  readonly deadline: Deadline;
  readonly lookAt?: number;
  readonly show: (sighting: PollResult) => void;
  dueAt: number;
  /** Why the last look failed. */
  fault?: Error | undefined;
  stopped?: Error;
}

/** All who wait on one addon, and the looks that they share. */
export class AddonGroup {
  private readonly waiters = new Set<Waiter>();
  private look: Promise<void> | undefined;
  private requestsPerList = 1;
  private isListTerse = false;
  requestsPerLook = 1;
  /** How many times it has looked. */
  looks = 0;

  constructor(
    private readonly ports: Ports,
    private readonly client: NorthflankClient,
    private readonly addon: Addon,
    private readonly all: {
      readonly budget: (looks: number) => Budget;
      readonly onList: (list: BackupList) => void;
    },
  ) {}

  isIdle(): boolean {
    return this.waiters.size === 0;
  }

  async wait<Result>({ evaluate, ...watch }: Watch<Result>): Promise<Result> {
    const { clock } = this.ports;
    let judged: { result: Result } | undefined;
    const show = (sighting: PollResult): void => {
      const result = evaluate(sighting);
      if (result !== undefined) judged ??= { result };
    };
    const soon = firstLookMs * (1 - this.ports.random() / 4);
    const running = clock.now() - watch.since;
    const waiter: Waiter = {
      ...watch,
      show,
      dueAt: clock.now() + withinQuota(soon, running, this.all.budget(this.looks)),
    };
    this.waiters.add(waiter);
    try {
      for (;;) {
        const left = millisecondsLeft(clock, watch.deadline);
        const wait = Math.min(waiter.dueAt - clock.now(), left);
        if (wait > 0) await clock.sleep(wait);
        // Whoever is due looks for all; the others find that their next look has moved on.
        if (clock.now() >= waiter.dueAt || left === 0) await this.sharedLook();
        if (judged !== undefined) return judged.result;
        if (waiter.stopped !== undefined) throw waiter.stopped;
        if (left === 0) throw new DeadlinePassed(waiter.fault?.message ?? "");
      }
    } finally {
      this.waiters.delete(waiter);
    }
  }

  private sharedLook(): Promise<void> {
    this.look ??= this.lookOnce().finally(() => (this.look = undefined));
    return this.look;
  }

  private async lookOnce(): Promise<void> {
    await this.ports.engine.assertAlive();
    const waiters = [...this.waiters];
    // Nobody's look may sleep through the deadline of another.
    const pause = this.client.pauseMs(this.addon);
    if (pause > 0) {
      for (const waiter of waiters) waiter.dueAt = this.ports.clock.now() + Math.min(pause, longestSleepMs);
      // Whose time is over gets a last look all the same; it may be that it has long ended.
      const last = waiters.filter(({ deadline }) => millisecondsLeft(this.ports.clock, deadline) === 0);
      if (last.length > 0) await this.lookFor(last, { deadline: never, isLast: true });
      return;
    }
    await this.lookFor(waiters, { deadline: earliest(waiters), isLast: false });
    this.scheduleNext(waiters);
  }

  private async lookFor(waiters: readonly Waiter[], look: Look): Promise<void> {
    const ids = waiters.map((waiter) => waiter.backupId()).filter((id) => id !== undefined);
    if (ids.length === waiters.length && (this.isListTerse || ids.length <= this.requestsPerList)) {
      this.requestsPerLook = ids.length;
      for (const waiter of waiters) await share([waiter], () => this.sightBackup(waiter, look));
      return;
    }
    await share(waiters, () => this.sightList(ids.length === waiters.length ? ids : undefined, look));
    this.requestsPerLook = this.requestsPerList;
  }

  /** Without `wanted`, somebody needs the whole list. */
  private async sightList(wanted: readonly string[] | undefined, look: Look): Promise<PollResult> {
    const enough = (backups: readonly Backup[]): boolean =>
      wanted?.every((id) => backups.some((backup) => backup.id === id)) === true;
    try {
      const list = await lookAtBackups(this.client, this.addon, look.deadline, {
        enough,
        isLast: look.isLast,
      });
      const { backups, requests } = list;
      if (list.isWhole) this.all.onList(list);
      this.requestsPerList = requests;
      this.isListTerse = backups.some(({ id, status }) => wanted?.includes(id) && status === undefined);
      return { scope: "list", backups };
    } catch (thrown) {
      if (thrown instanceof NorthflankError && thrown.status === 404) return { scope: "list", backups: [] };
      throw thrown;
    }
  }

  private async sightBackup(waiter: Waiter, { deadline, isLast }: Look): Promise<PollResult> {
    const backupId = waiter.backupId() ?? "";
    const exchange = await this.client.lookAtBackup(this.addon, backupId, deadline, isLast);
    const data = jsonOf(exchange);
    const backup = exchange.verdict === "taken" ? parseBackup(dataOf(data)) : undefined;
    if (backup !== undefined) return { scope: "backup", backups: [backup] };
    const isRefused = waiter.isUnconfirmed === true && isAboutBackup(exchange);
    if (exchange.verdict === "absent" || isRefused) return { scope: "backup", backups: [] };
    throw failure(exchange, this.client.connection);
  }

  private scheduleNext(waiters: readonly Waiter[]): void {
    const now = this.ports.clock.now();
    const chance = this.ports.random();
    this.looks += 1;
    const budget = this.all.budget(this.looks);
    for (const waiter of waiters) {
      const running = now - waiter.since;
      const wanted = pollInterval(running, () => chance);
      const { lookAt = 0 } = waiter;
      const dueAt = now + withinQuota(wanted, running, budget);
      waiter.dueAt = Math.min(dueAt, lookAt > now ? lookAt : Infinity);
    }
  }
}

/** Whether an answer is about the backup, rather than about the token, the quota or the connection. */
const isAboutBackup = ({ result }: Exchange): boolean =>
  isResponse(result) && result.status !== 401 && result.status !== 429;

const earliest = (waiters: readonly Waiter[]): Deadline =>
  waiters
    .map(({ deadline }) => deadline)
    .reduce((sooner, deadline) => (deadline.at < sooner.at ? deadline : sooner), never);

const never: Deadline = { at: Infinity, seconds: Infinity };

/** One look for these waiters; its failure is theirs alone. */
async function share(waiters: readonly Waiter[], look: () => Promise<PollResult>): Promise<void> {
  try {
    const sighting = await look();
    for (const waiter of waiters) {
      waiter.fault = undefined;
      tell(waiter, sighting);
    }
  } catch (thrown) {
    const fault = asError(thrown);
    for (const waiter of waiters) {
      waiter.fault = fault;
      if (!isPassing(fault)) waiter.stopped = fault;
    }
  }
}

function tell(waiter: Waiter, sighting: PollResult): void {
  try {
    waiter.show(sighting);
  } catch (thrown) {
    waiter.stopped = asError(thrown);
  }
}

/** Faults that time can mend; a wait outlasts them until its deadline. An answer that is no use is one, too. */
function isPassing(fault: Error): boolean {
  // Somebody's deadline, which ends only that one's wait.
  if (fault instanceof DeadlinePassed) return true;
  if (!(fault instanceof NorthflankError)) return false;
  const { status } = fault;
  return (
    status === undefined ||
    status < 300 ||
    status === 408 ||
    status === 409 ||
    status === 429 ||
    status >= 500
  );
}
