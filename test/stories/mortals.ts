import { setImmediate } from "node:timers/promises";
import type { Http } from "../../provider/process/http";
import type { Ports } from "../../provider/process/ports";
import {
  DynamicProviderClient,
  ProviderCallError,
  type ProviderClient,
  type ProviderHost,
} from "@test/engine";
import type { Bench } from "../wire/bench/bench";
import { findRoute } from "@test/simulator";
import type { Kill } from "./story";

const never = new Promise<never>(() => undefined);

/** The engine and the provider of one operation, either of which may be killed at a request of the provider. */
export class Mortals implements ProviderHost {
  /** How often the engine has asked for something to be made. */
  creates = 0;
  isKilled = false;
  private seen = 0;
  private isEngineDead = false;
  private isProviderDead = false;
  private killEngine: (nothing: undefined) => void = () => undefined;
  private killProvider: (cause: Error) => void = () => undefined;
  readonly engineDied = new Promise<undefined>((resolve) => (this.killEngine = resolve));
  private readonly providerDied = new Promise<never>((_resolve, reject) => (this.killProvider = reject));

  constructor(
    private readonly bench: Bench,
    private readonly project: string,
    private readonly kill: Kill | undefined,
  ) {
    // Nobody may be calling it just then.
    this.providerDied.catch(() => undefined);
  }

  start(): Promise<ProviderClient> {
    const provider = this.bench.startDynamic((ports) => this.mortal(ports));
    const client = new DynamicProviderClient(provider, this.project);
    const alive = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
      Promise.race([answer, this.isEngineDead ? never : this.providerDied]);
    return Promise.resolve({
      configure: (config) => alive(client.configure(config)),
      check: (request) => alive(client.check(request)),
      diff: (request) => alive(client.diff(request)),
      create: async (request) => {
        this.creates += 1;
        // The engine saves first that it is about to create, and meanwhile has the next resource checked.
        await this.bench.clock.during(() => setImmediate());
        return alive(client.create(request));
      },
      read: (request) => alive(client.read(request)),
      update: (request) => alive(client.update(request)),
      delete: (request) => alive(client.delete(request)),
      close: () => client.close(),
    });
  }

  private mortal(ports: Ports): Ports {
    const { engine } = ports;
    return {
      ...ports,
      http: this.http(ports.http),
      engine: {
        ...engine,
        // The process ends here: it finds its engine gone.
        assertAlive: () => (this.isEngineDead ? never : engine.assertAlive()),
      },
    };
  }

  private http(http: Http): Http {
    return async (request) => {
      const isHit = this.isHit(request);
      if (isHit && this.kill?.when === "unsent") this.die();
      if (this.isProviderDead) return never;
      const result = await http(request);
      if (isHit) this.die();
      // Others may have died meanwhile, too.
      return this.isOver() ? never : result;
    };
  }

  private isOver(): boolean {
    return this.isProviderDead;
  }

  private isHit({ method, url }: Parameters<Http>[0]): boolean {
    if (this.kill === undefined) return false;
    const route = findRoute(method, new URL(url).pathname);
    if (typeof route === "string" || route.operation !== this.kill.on) return false;
    this.seen += 1;
    return this.seen === this.kill.nth;
  }

  private die(): void {
    this.isKilled = true;
    if (this.kill?.who !== "provider") {
      this.isEngineDead = true;
      this.killEngine(undefined);
    }
    if (this.kill?.who === "engine") return;
    this.isProviderDead = true;
    if (!this.isEngineDead) this.killProvider(new ProviderCallError("the provider's process ended", false));
  }
}
