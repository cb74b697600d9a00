import { type Deployment, type ExportedResource, RegistrationStack } from "@test/engine";
import { Bench } from "../wire/bench/bench";
import { defaultToken, type Simulator } from "@test/simulator";
import { changesOf, type Ground, type How, type Ran, type Verb } from "./ground";
import { Mortals } from "./mortals";
import type { Declared } from "./plot";
import { programOf } from "./registered";
import type { Story } from "./story";

const target = { project: "shop", stack: "dev" } as const;

/** The engine and the provider in this process, on a clock that jumps: an hour takes as long as its requests. */
export class VirtualGround implements Ground {
  readonly target = target;
  private state: Deployment | undefined;

  private constructor(private readonly bench: Bench) {}

  static async open({ tls, northflank, pace, getLagSeconds }: Story): Promise<VirtualGround> {
    const times = { ...pace, getLagSeconds, scheduledSeconds: 0, abortSeconds: 1, quotaPerHour: 1_000_000 };
    return new VirtualGround(await Bench.open({ tls, simulator: { ...northflank, ...times } }));
  }

  get simulator(): Simulator {
    return this.bench.simulator;
  }

  resources(): readonly ExportedResource[] {
    return this.state?.deployment.resources ?? [];
  }

  sleep(seconds: number): Promise<void> {
    return this.bench.clock.sleep(seconds * 1000);
  }

  /** Each operation has an engine of its own, so that a dead one saves nothing into the state of the next. */
  async run(verb: Verb, declared: readonly Declared[], { kill, ...options }: How): Promise<Ran> {
    const mortals = new Mortals(this.bench, target.project, kill);
    const config = {
      "northflank:apiUrl": this.simulator.url,
      "northflank:apiToken": { value: defaultToken, secret: true },
    } as const;
    const state = this.state === undefined ? {} : { state: this.state };
    const stack = new RegistrationStack({ ...target, ...state, config, provider: mortals });
    const said = this.bench.warnings.length;
    const program = programOf(declared, target);
    const running =
      verb === "up" || verb === "preview" ? stack[verb](program, options) : stack[verb](options);
    const result = await Promise.race([running, mortals.engineDied]);
    this.state = stack.exportState();
    // What a dead one had on its way still arrives.
    if (mortals.isKilled) await this.sleep(0.001);
    const output = [result?.output ?? "", ...this.bench.warnings.slice(said)].join("\n");
    const { isKilled, creates } = mortals;
    return { ok: result?.ok === true, isKilled, creates, output, changes: changesOf(result) };
  }

  close(): Promise<void> {
    return this.bench.close();
  }
}
