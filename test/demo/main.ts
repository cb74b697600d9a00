import { constants } from "node:os";
import { UsageError } from "../commandLine";
import { chapters } from "./chapters";
import { endingLines } from "./ending";
import { choiceFrom, usage } from "./flags";
import { inColour, plain } from "./layout";
import { storySettings } from "./settings";
import { tell } from "./tell";

/** Where nobody says how wide it is. */
const usualWidth = 80;

async function main(args: string[]): Promise<number> {
  const started = performance.now();
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const choice = choiceFrom(args);
  if (choice === "help") {
    write(usage);
    return 0;
  }
  const { engine, says } = choice;
  const interruption = interruptible(write);
  write(says);
  const { signal } = interruption;
  const telling = tell({
    engine,
    settings: storySettings,
    chapters,
    write,
    width: process.stdout.columns || usualWidth,
    paint: process.stdout.isTTY && !process.env["NO_COLOR"] ? inColour : plain,
    signal,
  });
  const asExpected = await telling.catch((error: unknown) => {
    // The terminal tells everyone of a Ctrl-C, also the `pulumi config set` that was running.
    if (signal.aborted) return [];
    throw error;
  });
  if (signal.aborted) return interruption.code();
  const seconds = Math.round((performance.now() - started) / 1000);
  for (const line of endingLines({ chapters, asExpected, seconds })) write(line);
  return asExpected.every(Boolean) ? 0 : 1;
}

/** A step that has begun is let end, so that no process and no folder stays behind. */
function interruptible(write: (line: string) => void): { signal: AbortSignal; code: () => number } {
  const controller = new AbortController();
  let code = 1;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      code = 128 + constants.signals[name];
      if (!controller.signal.aborted) write("\nStopping as soon as the running step has ended.");
      controller.abort();
    });
  }
  // Nobody reads any more, as with `| head`.
  process.stdout.on("error", () => {
    controller.abort();
  });
  return { signal: controller.signal, code: () => code };
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
