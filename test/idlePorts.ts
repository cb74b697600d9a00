import assert from "node:assert/strict";
import type { Environment } from "../provider/configKeys";
import { Cancellation } from "../provider/process/cancellation";
import type { Ports } from "../provider/process/ports";
import { silentEngine } from "./silentEngine";

/** For steps that send nothing, wait for nothing and take nothing over. */
export const idlePorts = (env: Environment = {}): Ports => ({
  env,
  http: () => assert.fail("nothing is sent"),
  clock: { now: () => 0, wallTime: () => 0, sleep: () => assert.fail("nobody waits") },
  engine: silentEngine,
  cancellation: new Cancellation(),
  random: () => 0,
  uuid: () => assert.fail("nothing is taken over"),
});
