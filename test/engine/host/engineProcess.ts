import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Deployment, OperationResult, RunOptions, StackOptions, Verb } from "../engine";
import type { HostJob } from "./main";

const MAIN = require.resolve("./main.ts");

export interface EngineProcess {
  pid: number;
  /** Undefined when it was killed. */
  result: Promise<OperationResult | undefined>;
  /** As it was saved last; what was under way then is a pending operation in it. */
  state(): Deployment | undefined;
  dispose(): Promise<void>;
}

/** The embedded engine in a process of its own, at work on one operation, so that it can be killed. */
export async function startEngineProcess(
  verb: Verb,
  stack: StackOptions,
  run: RunOptions,
): Promise<EngineProcess> {
  const dir = await mkdtemp(join(tmpdir(), "pulumi-engine-"));
  const jobFile = join(dir, "job.json");
  const stateFile = join(dir, "state.json");
  const job: HostJob = { verb, stack, run, stateFile };
  await writeFile(jobFile, JSON.stringify(job));
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, jobFile], {
    cwd: __dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("the engine could not be started");
  const output = text(child.stdout);
  const ended = once(child, "exit").then(async () => {
    const told = await output;
    return told === "" ? undefined : (JSON.parse(told) as OperationResult);
  });
  return {
    pid,
    result: ended,
    state: () =>
      existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, "utf8")) as Deployment) : undefined,
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
}
