import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DynamicProvider } from "../../../provider/dynamic/dynamicProvider";
import { PluginProvider } from "../../../provider/plugin/pluginProvider";
import { Cancellation } from "../../../provider/process/cancellation";
import { axiosHttp, isResponse, type Http, type HttpRequest } from "../../../provider/process/http";
import type { Engine, Ports } from "../../../provider/process/ports";
import {
  defaultToken,
  type Simulator,
  type SimulatorSettings,
  type StartedImport,
  startSimulator,
} from "@test/simulator";
import { VirtualClock } from "../../virtualClock";
import { DeclaredImport, type Options } from "./declaredImport";
import { type BenchProvider, isPlugin } from "./faces";
import { plantedSecrets } from "./sources";

/** Real milliseconds after which a request is given up; only a test of silence makes it short. */
const patienceMs = 20_000;
/** What the clock of the test says a timed-out request took: the time that the product allows one. */
const timeoutMs = 30_000;

export interface BenchSettings {
  readonly simulator?: Partial<SimulatorSettings>;
  readonly config?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly random?: () => number;
  /** For the simulator's random faults. */
  readonly seed?: number;
  /** Time that every request takes by the clock of the test, half of it before the server sees it. */
  readonly latencyMs?: number;
  /** By how much the server's clock is wrong. */
  readonly serverAheadMs?: number;
  /** HTTPS instead of HTTP, as the live API speaks it. */
  readonly tls?: boolean;
  readonly assertAlive?: () => Promise<void>;
  /** Real milliseconds for one request; `nth` counts all requests from 1. */
  readonly patience?: number | ((request: HttpRequest, nth: number) => number);
}

/** The provider's lifecycle on one side of a real HTTP or HTTPS connection, the simulator on the other, and one clock. */
export class Bench {
  /** What users would have read, in the order in which it came. */
  readonly warnings: string[] = [];
  readonly infos: string[] = [];
  readonly progress: string[] = [];
  private readonly declared: DeclaredImport[] = [];
  private sent = 0;

  private constructor(
    readonly clock: VirtualClock,
    readonly simulator: Simulator,
    private readonly settings: BenchSettings,
  ) {}

  static async open(settings: BenchSettings = {}): Promise<Bench> {
    const clock = new VirtualClock();
    const start = Date.parse("2026-01-15T09:00:00.000Z") + (settings.serverAheadMs ?? 0);
    const simulator = await startSimulator(settings.simulator, {
      // Whole milliseconds, as `Date.now` has them.
      clock: { now: () => Math.floor(start + clock.now()) },
      seed: settings.seed ?? 5,
      tls: settings.tls ?? false,
    });
    return new Bench(clock, simulator, settings);
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** A provider process, as the engine starts one for each of its operations; `around` may change its world. */
  startProvider(around?: (ports: Ports) => Ports): BenchProvider {
    return isPlugin ? { plugin: this.startPlugin(around) } : { dynamic: this.startDynamic(around) };
  }

  startDynamic(around: (ports: Ports) => Ports = (ports) => ports): DynamicProvider {
    const lifecycle = new DynamicProvider(around(this.ports()));
    const config = new Map(
      Object.entries({ "northflank:apiUrl": this.simulator.url, ...this.settings.config }),
    );
    void lifecycle.configure({
      config: {
        get: (key) => config.get(key),
        require: (key) => {
          throw new Error(`the provider reads ${key}, and is to do so with get`);
        },
      },
    });
    return lifecycle;
  }

  startPlugin(around: (ports: Ports) => Ports = (ports) => ports): PluginProvider {
    const plugin = new PluginProvider(around(this.ports()));
    const config = Object.entries(this.settings.config ?? {});
    const settings: Record<string, string> = Object.fromEntries(
      config.map(([key, value]) => [key.replace(/^northflank:/, ""), value]),
    );
    const { explicitProvider, ...args }: Record<string, string> = { apiUrl: this.simulator.url, ...settings };
    const name = explicitProvider === undefined ? "default" : "staging";
    plugin.configure({ urn: `urn:pulumi:dev::shop::pulumi:providers:northflank::${name}`, args });
    return plugin;
  }

  /** A resource of the program. */
  declare(name: string, args: Record<string, unknown>, options: Options = {}): DeclaredImport {
    const declared = new DeclaredImport(this, name, args, options);
    this.declared.push(declared);
    return declared;
  }

  /** Requests that have reached the server since the beginning. */
  get requests(): number {
    return this.simulator.journal.entries.length;
  }

  get imports(): readonly StartedImport[] {
    return this.simulator.world.imports;
  }

  /** No secret in anything that was stored, thrown, logged or sent, but for the body of the import. */
  assertNoSecretShown(): void {
    const { warnings, infos, progress, simulator } = this;
    const shown = JSON.stringify([warnings, infos, progress, this.declared.map(({ written }) => written)]);
    for (const secret of plantedSecrets) {
      assert.ok(!shown.includes(secret), `"${secret}" is shown in ${shown}`);
      assert.deepEqual(simulator.journal.leaksOf(secret), []);
    }
  }

  private ports(): Ports {
    const { env, random = () => 0.5 } = this.settings;
    return {
      env: { NORTHFLANK_API_TOKEN: defaultToken, ...env },
      http: this.http(),
      clock: this.clock,
      engine: this.engine(),
      cancellation: new Cancellation(),
      random,
      uuid: randomUUID,
    };
  }

  private engine(): Engine {
    return {
      assertAlive: this.settings.assertAlive ?? (() => Promise.resolve()),
      warn: (_urn, message) => void this.warnings.push(message),
      info: (_urn, message) => void this.infos.push(message),
      progress: (_urn, message) => void this.progress.push(message),
      flush: () => Promise.resolve(),
    };
  }

  private http(): Http {
    const { latencyMs = 0, patience } = this.settings;
    const { ca } = this.simulator;
    const patient = axiosHttp(typeof patience === "number" ? patience : patienceMs, ca);
    return async (request) => {
      this.sent += 1;
      const send = typeof patience === "function" ? axiosHttp(patience(request, this.sent), ca) : patient;
      if (latencyMs > 0) await this.clock.sleep(latencyMs / 2);
      const result = await this.clock.during(() => send(request));
      if (!isResponse(result) && result.code === "ETIMEDOUT") await this.clock.sleep(timeoutMs);
      else if (latencyMs > 0) await this.clock.sleep(latencyMs / 2);
      return result;
    };
  }
}

/** Plays on a bench of its own, and looks for secrets when all is over. */
export async function onBench<Result>(
  settings: BenchSettings,
  play: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const bench = await Bench.open(settings);
  try {
    const result = await play(bench);
    bench.assertNoSecretShown();
    return result;
  } finally {
    await bench.close();
  }
}
