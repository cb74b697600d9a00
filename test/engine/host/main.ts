import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Deployment, RunOptions, StackOptions, Verb } from "../engine";
import { EmbeddedStack } from "./embeddedStack";
import { processHost } from "./processHost";

/** One operation in a process of its own, so that a test can kill the engine and leave its provider behind. */
export interface HostJob {
  verb: Verb;
  stack: StackOptions;
  run: RunOptions;
  /** Written whole after every step, as the CLI does. */
  stateFile: string;
}

function save(file: string, deployment: Deployment): void {
  writeFileSync(`${file}.new`, JSON.stringify(deployment));
  renameSync(`${file}.new`, file);
}

async function main(jobFile: string): Promise<void> {
  const { verb, stack: options, run, stateFile } = JSON.parse(readFileSync(jobFile, "utf8")) as HostJob;
  const stack = new EmbeddedStack(processHost, options, (deployment) => {
    save(stateFile, deployment);
  });
  const result = await stack[verb](run);
  process.stdout.write(JSON.stringify(result));
}

void main(process.argv[2] ?? "");
