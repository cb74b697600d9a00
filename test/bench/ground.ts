import { type Simulator, startSimulator, type StartedImport } from "@test/simulator";
import type { Measurement, Operation, Player, Setting } from "./measurement";
import { measured } from "./meter";

/** One row with a simulated Northflank of its own, and what is read off it. */
export class Ground {
  private constructor(
    private readonly simulator: Simulator,
    private readonly setting: Setting,
    private readonly player: Player,
  ) {}

  static async open(
    setting: Setting,
    { seed, port }: { readonly seed: number; readonly port: number },
    playerOn: (url: string, setting: Setting) => Promise<Player>,
  ): Promise<Ground> {
    const simulator = await startSimulator(
      {
        scheduledSeconds: 0,
        importSeconds: setting.importSeconds,
        latencyMilliseconds: setting.latencyMs,
        quotaPerHour: 1_000_000,
      },
      { seed, port },
    );
    try {
      if (setting.lostResponses > 0)
        simulator.inject({ probability: setting.lostResponses, action: { do: "reset", handled: true } });
      return new Ground(simulator, setting, await playerOn(simulator.url, setting));
    } catch (error) {
      await simulator.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.player.close();
    await this.simulator.close();
  }

  async measure(operation: Operation): Promise<Measurement> {
    const { simulator } = this;
    simulator.journal.clear();
    const { connections } = simulator;
    const cost = await measured(() => this.player.play(operation));
    const seen = {
      ...cost,
      requests: simulator.journal.entries.length,
      connections: simulator.connections - connections,
    };
    return operation === "up" ? { ...seen, ...this.afterUp(), ...(await this.player.state()) } : seen;
  }

  private afterUp(): Pick<Measurement, "importsPerAsked" | "noticedAfterSeconds"> {
    const { imports } = this.simulator.world;
    const lags = imports.flatMap((started) => this.noticedAfter(started) ?? []).sort((a, b) => a - b);
    return {
      importsPerAsked: imports.length / this.setting.imports,
      noticedAfterSeconds: lags[Math.floor(lags.length / 2)],
    };
  }

  /** From the end of an import to the first answer that could tell of it. */
  private noticedAfter({ at, backupId }: StartedImport): number | undefined {
    const { latencyMs, importSeconds } = this.setting;
    const endedAt = at + importSeconds * 1000;
    const answer = this.simulator.journal.entries.find(
      (entry) =>
        entry.at + latencyMs >= endedAt &&
        (entry.operation === "listBackups" ||
          (entry.operation === "getBackup" && entry.path.endsWith(`/${backupId}`))),
    );
    return answer === undefined ? undefined : (answer.at + latencyMs - endedAt) / 1000;
  }
}
