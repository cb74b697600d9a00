import { defaultToken, type OpenAnswers, type Simulator, startSimulator } from "@test/simulator";
import { fastTime } from "../stage/time";
import { speed } from "./sharedProvider";

/** Simulated Northflank whose clock goes as fast as the provider's, and where everything is over in no time. */
export function fastNorthflank(answers: Partial<OpenAnswers> = {}): Promise<Simulator> {
  const settings = { scheduledSeconds: 0, importSeconds: 0.1, abortSeconds: 0.1, quotaPerHour: 100_000 };
  return startSimulator({ ...settings, ...answers }, fastTime(speed));
}

/** A stack's configuration to reach it. */
export const configOf = (simulator: Simulator) => ({
  "northflank:apiUrl": simulator.url,
  "northflank:apiToken": { value: defaultToken, secret: true } as const,
});
