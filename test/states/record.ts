import type { Deployment, EngineKind } from "@test/engine";
import { ordersDb, type Simulator } from "@test/simulator";
import { Stage, type Recording } from "../stage/stage";
import { recordedUrl, settingsOf, type Story } from "./story";

export interface Recorded {
  readonly up: Recording;
  readonly state: Deployment;
}

/** Runs the program of a story, and takes down its state so that every engine can read it. */
export async function record(engine: EngineKind, story: Story): Promise<Recorded> {
  const stage = await Stage.open(settingsOf(engine, story));
  try {
    prepare(stage.simulator, story);
    const up = await stage.run("up", { parallel: 64 });
    return { up, state: neutral(await stage.plainState(), stage.simulator.url) };
  } finally {
    await stage.close();
  }
}

function prepare(simulator: Simulator, { needs }: Story): void {
  const { backups = [], outcomes = {}, faults = [] } = needs;
  for (const name of backups) simulator.world.addBackup(ordersDb, { name });
  for (const [resource, outcome] of Object.entries(outcomes)) {
    simulator.world.setOutcome(({ name }) => name.startsWith(`${resource}-`), outcome);
  }
  for (const rule of faults) simulator.inject(rule);
}

const local = new Set(["secrets_providers", "sourcePosition", "stackTrace"]);

/** What belongs to the machine that wrote it stays there. */
function neutral({ version, deployment }: Deployment, url: string): Deployment {
  const state = JSON.stringify({ version, deployment }, (key, value: unknown) =>
    local.has(key) ? undefined : value,
  );
  return JSON.parse(state.replaceAll(url, recordedUrl)) as Deployment;
}
