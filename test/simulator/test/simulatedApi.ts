import assert from "node:assert/strict";
import {
  ordersDb,
  scriptedClock,
  type ScriptedClock,
  type Simulator,
  type SimulatorSettings,
  startSimulator,
} from "..";
import { ordersPath, send, type PlainAnswer } from "../plainClient";

export const connectionString = "postgresql://reader:hunter2@legacy.example.com/orders";

/** The simulated API alone, with a clock that stands still: each test starts one, and it is closed afterwards. */
export class SimulatedApi {
  clock: ScriptedClock = scriptedClock();
  private started: Simulator | undefined;

  constructor() {
    afterEach(() => this.simulator.close());
  }

  get simulator(): Simulator {
    assert.ok(this.started, "the test has started a simulator");
    return this.started;
  }

  async start(settings: Partial<SimulatorSettings> = {}): Promise<void> {
    this.clock = scriptedClock();
    const quick = { scheduledSeconds: 0, importSeconds: 10, ...settings };
    this.started = await startSimulator(quick, { clock: this.clock });
  }

  /** A request about the addon. */
  send(method: string, path: string, body?: object): Promise<PlainAnswer> {
    return send(this.simulator, method, ordersPath + path, { body });
  }

  get(path: string): Promise<PlainAnswer> {
    return this.send("GET", path);
  }

  importNamed(name: string, source: object = { connectionString }): Promise<PlainAnswer> {
    return this.send("POST", "/import", { name, ...source });
  }

  statuses(): string[] {
    return this.simulator.world.backups(ordersDb).map(({ status }) => status);
  }
}
