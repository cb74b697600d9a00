import {
  type Engine,
  type OperationResult,
  type RunOptions,
  type TestStack,
  writeProgram,
} from "@test/engine";
import type { Measurement, Operation, Player, Setting } from "../measurement";
import { environment } from "./programs";

/** An embedded engine that could be killed has a process of its own, whose cost can be measured. */
const neverKilled = new AbortController().signal;
/** A user whose `up` has failed runs it again. */
const maxRuns = 10;

export async function pulumiPlayer(
  engine: Engine,
  source: string,
  url: string,
  { imports, parallel }: Setting,
): Promise<Player> {
  const folder = await writeProgram(source);
  const stack = await engine.openStack({ programDir: folder.dir, env: environment(url) });
  const apart = engine.kind === "embedded" ? { kill: neverKilled } : {};
  return {
    play: (operation) => untilSuccessful(operation, stack, { parallel, ...apart }),
    state: () => sizes(stack, imports),
    close: async () => {
      await stack.dispose();
      await folder.remove();
    },
  };
}

async function untilSuccessful(operation: Operation, stack: TestStack, options: RunOptions): Promise<void> {
  let result = await run(operation, stack, options);
  for (let runs = 1; !result.ok && runs < maxRuns; runs += 1) result = await run(operation, stack, options);
  if (!result.ok) throw new Error(`Pulumi's ${operation} failed ${maxRuns} times:\n${result.output}`);
}

const run = (operation: Operation, stack: TestStack, options: RunOptions): Promise<OperationResult> =>
  operation === "no-change preview"
    ? stack.preview({ ...options, expectNoChanges: true })
    : stack[operation](options);

async function sizes(
  stack: TestStack,
  imports: number,
): Promise<Pick<Measurement, "stateBytes" | "providerBytes">> {
  const { deployment } = await stack.exportState();
  const resources = deployment.resources ?? [];
  const code = resources.flatMap(({ inputs, outputs }) => [inputs?.["__provider"], outputs?.["__provider"]]);
  const bytes = (value: unknown): number =>
    value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
  return {
    stateBytes: bytes(resources) / imports,
    providerBytes: code.map(bytes).reduce((sum, size) => sum + size, 0) / imports,
  };
}
