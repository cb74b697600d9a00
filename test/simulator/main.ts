import { parseArgs } from "node:util";
import { defaultToken, ordersDb, usersDb } from "./world/accounts";
import type { JournalEntry } from "./journal";
import { startSimulator } from "./simulator";

interface Flags {
  readonly port: number;
  readonly importSeconds: number;
}

class UsageError extends Error {}

function flagsFrom(args: string[]): Flags {
  const { port, "import-seconds": seconds } = valuesIn(args);
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port takes a whole number from 0 to 65535, not "${port}"`);
  }
  if (!/^\d+(\.\d+)?$/.test(seconds)) {
    throw new UsageError(`--import-seconds takes a number from 0 up, not "${seconds}"`);
  }
  return { port: Number(port), importSeconds: Number(seconds) };
}

function valuesIn(args: string[]): { port: string; "import-seconds": string } {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string", default: "4800" },
        "import-seconds": { type: "string", default: "5" },
      },
    }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
    throw new UsageError(`${reason ?? ""}; allowed are --port <number> and --import-seconds <number>`);
  }
}

function welcome(url: string): string {
  const { projectId } = ordersDb;
  return [
    `Simulated Northflank API at ${url}`,
    `  token    ${defaultToken}`,
    `  project  ${projectId}`,
    `  addons   ${ordersDb.addonId}, ${usersDb.addonId}`,
    "Point a stack at it with:",
    `  pulumi config set northflank:apiUrl ${url}`,
    `  pulumi config set --secret northflank:apiToken ${defaultToken}`,
    "",
  ].join("\n");
}

/** Without query, headers and bodies, which may hold secrets. */
function logLine({ at, method, path, status, startedBackup }: JournalEntry): string {
  const time = new Date(at).toISOString().slice(11, 19);
  const started = startedBackup === undefined ? "" : ` started backup ${startedBackup}`;
  return `${time} ${method} ${path} ${status ?? "no answer"}${started}\n`;
}

async function serve({ port, importSeconds }: Flags): Promise<void> {
  const simulator = await startSimulator({ importSeconds }, { port });
  simulator.journal.onEnd = (entry) => process.stdout.write(logLine(entry));
  const stop = () => void simulator.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(welcome(simulator.url));
}

async function main(args: string[]): Promise<void> {
  try {
    await serve(flagsFrom(args));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

void main(process.argv.slice(2));
