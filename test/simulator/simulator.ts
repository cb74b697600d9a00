import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Api } from "./api/api";
import type { Clock } from "./clock";
import { Exchange } from "./exchange";
import { type FaultRule, type Faults, faultsOf } from "./faults/faults";
import type { InjectedFault } from "./faults/rules";
import { strike } from "./faults/strike";
import { pageAt } from "./inspection";
import { Journal, journaledHeaders, type JournalEntry } from "./journal";
import { LoopbackServer } from "./server";
import { type SimulatorSettings, withDefaults } from "./settings";
import { certificates } from "./tls/certificates";
import type { HandshakeRule } from "./tls/handshakeFaults";
import { TlsDoor } from "./tls/tlsDoor";
import { World } from "./world/world";

export interface SimulatorHost {
  /** The wall clock, if left out. */
  readonly clock?: Clock;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** For faults that have a probability. */
  readonly seed?: number;
  /** Serves HTTPS, under a certificate that `Simulator.ca` has signed. */
  readonly tls?: boolean;
}

export async function startSimulator(
  settings: Partial<SimulatorSettings> = {},
  { clock = Date, port = 0, seed = 1, tls = false }: SimulatorHost = {},
): Promise<Simulator> {
  const door = tls ? new TlsDoor(await certificates()) : undefined;
  const simulator = new Simulator(withDefaults(settings), clock, seed, door);
  await simulator.listen(port);
  return simulator;
}

/** The part of Northflank's API that deals with addon backups, over HTTP or HTTPS on the loopback. */
export class Simulator {
  readonly world: World;
  readonly journal = new Journal();
  private readonly api: Api;
  private readonly faults: Faults;
  private readonly server: LoopbackServer;
  private readonly closing = new AbortController();

  constructor(
    /** Free to change between requests. */
    readonly settings: SimulatorSettings,
    readonly clock: Clock,
    seed: number,
    /** What is there only over HTTPS: the certificate authority, and the faults of handshakes. */
    private readonly door: TlsDoor | undefined,
  ) {
    // Every request that waits listens to it.
    setMaxListeners(0, this.closing.signal);
    this.world = new World(settings.accounts, clock);
    this.api = new Api(settings, this.world, clock);
    this.faults = faultsOf(seed);
    this.server = new LoopbackServer((request, response) => {
      void this.serve(request, response);
    }, door);
  }

  /** Without `/v1` and without a slash at the end. */
  get url(): string {
    return this.server.url;
  }

  /** The certificate authority to trust, as PEM; undefined over HTTP. */
  get ca(): string | undefined {
    return this.door?.ca;
  }

  /** The same as a file, which is there until the simulator closes. */
  caFile(): Promise<string> {
    return this.tls.caFile.path();
  }

  /** Connections that have come in since the beginning, those included on which no request came. */
  get connections(): number {
    return this.server.connections;
  }

  listen(port: number): Promise<void> {
    return this.server.listen(port);
  }

  injectInHandshake(rule: HandshakeRule): InjectedFault {
    return this.tls.faults.inject(rule);
  }

  inject(rule: FaultRule): InjectedFault {
    return this.faults.inject(rule);
  }

  clearFaults(): void {
    this.faults.clear();
    this.door?.faults.clear();
  }

  /** Connections are cut, and new ones refused; the clock goes on. */
  pauseListening(): Promise<void> {
    return this.server.pause();
  }

  /** On the same port as before. */
  resumeListening(): Promise<void> {
    return this.server.resume();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.server.pause();
    await this.door?.caFile.remove();
  }

  private get tls(): TlsDoor {
    if (this.door === undefined) throw new Error("the simulator was started without TLS");
    return this.door;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, query } = targetOf(request);
    const method = request.method ?? "";
    const page = pageAt(method, path, this);
    if (page !== undefined) {
      response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
      response.end(`${JSON.stringify(page, null, 2)}\n`);
      return;
    }
    const entry = this.journal.open({
      at: this.clock.now(),
      method,
      path,
      query: Object.fromEntries(query),
      headers: journaledHeaders(request, this.settings.tokens),
      socket: this.server.numberOf(request.socket),
    });
    response.on("close", () => {
      this.journal.onEnd(entry);
    });
    const text = await textOf(request);
    if (text === undefined) return;
    entry[entry.operation === "importBackup" ? "importBody" : "body"] = text;
    const exchange = new Exchange({
      api: this.api,
      clock: this.clock,
      dateAheadSeconds: this.settings.dateAheadSeconds,
      call: { method, path, query, text, headers: request.headers },
      request,
      response,
      entry,
      wire: this.door?.wireOf(request.socket),
      closing: this.closing.signal,
    });
    await this.play(exchange, entry);
  }

  private async play(exchange: Exchange, entry: JournalEntry): Promise<void> {
    const { latencyMilliseconds } = this.settings;
    try {
      if (latencyMilliseconds > 0) {
        await pause(latencyMilliseconds, undefined, { signal: this.closing.signal });
      }
      const action = this.faults.strike(entry)?.action;
      if (action === undefined) {
        exchange.answer();
        return;
      }
      entry.fault = action.do;
      await strike(action, exchange);
    } catch (error) {
      if (!this.closing.signal.aborted) throw error;
    }
  }
}

/** As sent: a URL parser would resolve `..` away. */
function targetOf({ url = "" }: IncomingMessage): { path: string; query: URLSearchParams } {
  const mark = url.indexOf("?");
  if (mark === -1) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

/** Undefined where the client has gone away before its request was whole. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}
