import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeadlinePassed } from "../errors";
import { isResponse, type HttpResponse, type HttpFailure } from "../process/http";
import { millisecondsLeft, type Deadline, type Ports } from "../process/ports";
import { failure, missingPermission } from "./failure";
import { addonPath, calls, type Addon, type Call } from "./endpoints";
import { Pauses } from "./pauses";
import { judgeExchange, pauseBeforeRetry, quotaOf, toldRenewal, type Exchange, type Quota } from "./retry";
import type { Connection, Token } from "./settings";

const smallBody = 64 * 1024;
const listBody = 16 * 1024 * 1024;

/** For how long a call is tried again: a server that never answered at all is probably the wrong one. */
const retryBudgetBeforeContactMs = 15_000;
const retryBudgetMs = 120_000;

/**
 * Northflank's API for backups, one method per endpoint. What only reads or deletes is tried again; the
 * import, an abort, a poll and the logs are sent once.
 */
export class NorthflankClient {
  /** What the last answer said about the account's quota. */
  quota: Quota | undefined;
  private readonly pauses: Pauses;
  private everAnswered = false;

  constructor(
    private readonly ports: Ports,
    readonly connection: Connection,
  ) {
    this.pauses = new Pauses(ports.clock);
  }

  /** Sends the import, once. What came of it is for the caller to find out. */
  postImport(addon: Addon, body: unknown, deadline: Deadline): Promise<Exchange> {
    return this.send({ ...calls.importBackup(addon), body }, deadline);
  }

  getBackup(addon: Addon, backupId: string, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.getBackup(addon, backupId), deadline);
  }

  /** The same, sent once: for polling, which is a repetition already. */
  pollBackup(addon: Addon, backupId: string, deadline: Deadline, isLast: boolean): Promise<Exchange> {
    return this.send({ ...calls.getBackup(addon, backupId), isLast }, deadline);
  }

  getAddon(addon: Addon, deadline: Deadline): Promise<Exchange> {
    return this.ask(calls.getAddon(addon), deadline);
  }

  /** `purpose`, as `to find the backup "a"`, because nobody has asked for the project itself. */
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

  /** Tried again only while `isWanted` says so: by then its id may be another backup's. */
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

  /** Tries a call that may be repeated until it is answered for good, or not wanted any more. */
  private async ask(
    call: Call,
    deadline: Deadline,
    isWanted: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<Exchange> {
    const { clock } = this.ports;
    const started = clock.now();
    for (let attempt = 0; ; attempt += 1) {
      const exchange = await this.send(call, deadline);
      if (exchange.verdict === "rejected") throw failure(exchange, this.connection);
      if (exchange.verdict !== "refused" && exchange.verdict !== "unknown") return exchange;
      const pause = pauseBeforeRetry(exchange.result, attempt, this.ports.random);
      const spent = clock.now() - started + pause;
      if (pause > millisecondsLeft(clock, deadline) || this.isBudgetSpent(exchange, attempt, spent))
        throw failure(exchange, this.connection);
      await clock.sleep(pause);
      if (!(await isWanted())) return exchange;
    }
  }

  /** Whether a call has been tried for as long as it may be. Who says how long to wait is believed. */
  private isBudgetSpent({ result }: Exchange, attempt: number, spent: number): boolean {
    if (isResponse(result) && (result.status === 429 || result.status === 503)) return false;
    // A first try that took all the time there is, such as one that timed out, is repeated once.
    return attempt > 0 && spent > (this.everAnswered ? retryBudgetMs : retryBudgetBeforeContactMs);
  }

  /** One request. When the quota is used up, everyone who asks through this client waits for its renewal. */
  private async send(call: Call, deadline: Deadline): Promise<Exchange> {
    if (call.isLast !== true) await this.untilUnpaused(call, deadline);
    // After the pause: an engine that is gone by now cannot save what this request would do.
    if (call.method !== "GET") await this.ports.engine.assertAlive();
    const sentToken = this.connection.token;
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
    return { action: call.action, result, verdict: judgeExchange(result, call.method === "GET") };
  }

  private note(result: HttpResponse | HttpFailure, path: string, isLast = false): void {
    if (!isResponse(result)) return;
    this.everAnswered = true;
    // By a renewal that cannot be true, nothing can be planned.
    if (toldRenewal(result) !== undefined) this.quota = quotaOf(result) ?? this.quota;
    this.pauses.note(result, path, isLast);
  }

  /** Refresh and destroy get the configuration of the last `up`; the environment may hold a newer token. */
  private useOtherToken(refused: Token): boolean {
    // Another request of this process may have gone over already.
    if (this.connection.token !== refused) return true;
    if (!this.connection.fallBack()) return false;
    this.ports.engine.warn(
      undefined,
      `the token from ${refused.origin} is no longer valid; using the one from ${this.connection.token.origin} from now on`,
    );
    return true;
  }

  /** How long whoever asks about an addon has to wait before the next request. */
  pauseMs(addon: Addon): number {
    return this.pauses.msFor(addonPath(addon));
  }

  /** Returns when the import may be sent. */
  untilImportMayBeSent(addon: Addon, deadline: Deadline): Promise<void> {
    return this.untilUnpaused(calls.importBackup(addon), deadline);
  }

  /** Throws where the pause would last beyond the deadline. */
  private async untilUnpaused({ path, action }: Call, deadline: Deadline): Promise<void> {
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

/** A missing permission is a 401, too, but no other token of the same account is meant by it. */
const isStaleToken = (result: HttpResponse | HttpFailure): boolean =>
  isResponse(result) && result.status === 401 && missingPermission(result) === undefined;

// Both the sources and dist/ lie two folders below package.json.
const manifest = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
  version: string;
};

export const userAgent = `pulumi-northflank/${manifest.version}`;
