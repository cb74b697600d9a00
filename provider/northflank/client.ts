import { DeadlinePassed } from "../errors";
import { version } from "../version";
import { assertNotCancelled } from "../process/cancellation";
import { isResponse, type HttpFailure, type HttpResponse } from "../process/http";
import { millisecondsLeft, type Deadline, type Ports } from "../process/ports";
import { addonPath, calls, type Addon, type Call } from "./endpoints";
import { failure, missingPermission } from "./failure";
import { poll, type Step } from "./polling";
import { pauseBeforeRetry, Pauses, quotaOf, resetInMs, type Quota } from "./retry";
import type { Connection, Token } from "./settings";
import { verdictOf, type Exchange } from "./verdict";

const smallBody = 64 * 1024;
const listBody = 16 * 1024 * 1024;

/** How long to retry a call: a server that has never responded is probably the wrong one. */
const retryBudgetBeforeContactMs = 15_000;
const retryBudgetMs = 120_000;

/**
 * Northflank's API for backups, one method per endpoint. Reads and deletes are retried; the import, an abort, a poll
 * and the logs are sent once.
 */
export class NorthflankClient {
  /** What the last response said about the account's quota. */
  quota: Quota | undefined;
  private readonly pauses: Pauses;
  private hasResponded = false;

  constructor(
    private readonly ports: Ports,
    readonly connection: Connection,
  ) {
    this.pauses = new Pauses(ports.clock);
  }

  /** Sends the import, once. The caller has to find out what came of it. */
  postImport(addon: Addon, body: unknown, deadline: Deadline): Promise<Exchange> {
    return this.send({ ...calls.importBackup(addon), body }, deadline);
  }

  getBackup(addon: Addon, backupId: string, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.getBackup(addon, backupId), deadline);
  }

  /** The same, sent once: for polling, which repeats it anyway. */
  pollBackup(addon: Addon, backupId: string, deadline: Deadline, isLast: boolean): Promise<Exchange> {
    return this.send({ ...calls.getBackup(addon, backupId), isLast }, deadline);
  }

  getAddon(addon: Addon, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.getAddon(addon), deadline);
  }

  /** `purpose` (such as `to find the backup "a"`) says why we read a project that nobody asked for. */
  getProject(addon: Addon, purpose: string, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.getProject(addon, purpose), deadline);
  }

  listPage(addon: Addon, query: string, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.listBackups(addon, query), deadline);
  }

  pollPage(addon: Addon, query: string, deadline: Deadline, isLast: boolean): Promise<Exchange> {
    return this.send({ ...calls.listBackups(addon, query), isLast }, deadline);
  }

  abortBackup(addon: Addon, backupId: string, deadline: Deadline): Promise<Exchange> {
    return this.send(calls.abortBackup(addon, backupId), deadline);
  }

  /** Retried only while `isWanted` says so: by then its id may be another backup's. */
  deleteBackup(
    addon: Addon,
    backupId: string,
    deadline: Deadline,
    isWanted: () => Promise<boolean>,
  ): Promise<Exchange> {
    return this.ask(calls.deleteBackup(addon, backupId), deadline, isWanted);
  }

  backupLogs(addon: Addon, backupId: string, query: string, deadline: Deadline): Promise<Exchange> {
    return this.send(calls.backupLogs(addon, backupId, query), deadline);
  }

  listRestores(addon: Addon, backupId: string, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.listRestores(addon, backupId), deadline);
  }

  /** Those from any of the addon's backups. */
  listAddonRestores(addon: Addon, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.listAddonRestores(addon), deadline);
  }

  /** Retries a repeatable call until it gets a final response or is no longer wanted. */
  private async ask(
    call: Call,
    deadline: Deadline,
    isWanted: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<Exchange> {
    const { clock, random } = this.ports;
    let last: Exchange | undefined;
    return poll(clock, async (waitedMs, attempt): Promise<Step<Exchange>> => {
      if (last !== undefined && !(await isWanted())) return { result: last };
      const exchange = await this.send(call, deadline);
      if (exchange.verdict === "rejected") throw failure(exchange, this.connection);
      if (exchange.verdict !== "refused" && exchange.verdict !== "unknown") return { result: exchange };
      const pauseMs = pauseBeforeRetry(exchange.result, attempt, random);
      const isTooLate = pauseMs > millisecondsLeft(clock, deadline);
      if (isTooLate || this.isBudgetSpent(exchange, attempt, waitedMs() + pauseMs))
        throw failure(exchange, this.connection);
      last = exchange;
      return { pauseMs };
    });
  }

  /** Whether a call has used up its time for retries. A server that says how long to wait is believed. */
  private isBudgetSpent({ result }: Exchange, attempt: number, spent: number): boolean {
    if (isResponse(result) && (result.status === 429 || result.status === 503)) return false;
    // A first attempt that took all the time, such as one that timed out, is retried once.
    return attempt > 0 && spent > (this.hasResponded ? retryBudgetMs : retryBudgetBeforeContactMs);
  }

  /** Sends one request. When the quota is used up, all requests through this client wait until it resets. */
  private async send(call: Call, deadline: Deadline): Promise<Exchange> {
    if (call.isLast !== true) await this.untilUnpaused(call, deadline);
    // After the pause: an engine that is gone by now cannot save what this request would do.
    if (call.method !== "GET") {
      assertNotCancelled(this.ports);
      await this.ports.engine.assertAlive();
    }
    const sentToken = this.connection.token;
    const sentAt = this.ports.clock.now();
    const result = await this.ports.http({
      method: call.method,
      url: `${this.connection.baseUrl}${call.path}`,
      headers: {
        authorization: `Bearer ${sentToken.value}`,
        accept: "application/json",
        "user-agent": userAgent,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      maxBytes: call.method === "GET" ? listBody : smallBody,
    });
    this.note(result, call.path, call.isLast);
    if (isStaleToken(result) && this.useOtherToken(sentToken)) return this.send(call, deadline);
    return { action: call.action, sentAt, result, verdict: verdictOf(result, call.method === "GET") };
  }

  private note(result: HttpResponse | HttpFailure, path: string, isLast = false): void {
    if (!isResponse(result)) return;
    this.hasResponded = true;
    // A quota with an impossible reset time is no basis for a plan.
    if (resetInMs(result) !== undefined) this.quota = quotaOf(result) ?? this.quota;
    this.pauses.note(result, path, isLast);
  }

  /** Refresh and destroy get the last `up`'s configuration; the environment may hold a newer token. */
  private useOtherToken(refused: Token): boolean {
    // Another request of this process may have switched tokens already.
    if (this.connection.token !== refused) return true;
    if (!this.connection.fallBack()) return false;
    this.ports.engine.warn(
      undefined,
      `the token from ${refused.origin} is no longer valid; using the one from ${this.connection.token.origin} from now on`,
    );
    return true;
  }

  /** How long the next request about an addon has to wait. */
  pauseMs(addon: Addon): number {
    return this.pauses.msFor(addonPath(addon));
  }

  /** Waits until a call may be sent; throws if a pause would outlast the deadline. */
  async untilUnpaused({ path, action }: Call, deadline: Deadline): Promise<void> {
    const pause = this.pauses.msFor(path);
    if (pause === 0) return;
    if (pause > millisecondsLeft(this.ports.clock, deadline)) {
      const seconds = Math.ceil(pause / 1000);
      throw new DeadlinePassed(
        `${action} failed: the account's API rate limit is exhausted and resets in ${seconds} s, after this operation's ` +
          `${deadline.seconds} s timeout; raise customTimeouts or try again later`,
      );
    }
    await this.ports.clock.sleep(pause);
  }
}

/** A missing permission is a 401 too, but does not mean that the token is stale. */
const isStaleToken = (result: HttpResponse | HttpFailure): boolean =>
  isResponse(result) && result.status === 401 && missingPermission(result) === undefined;

const userAgent = `pulumi-northflank/${version}`;
