import { createServer } from "node:net";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { isCliAvailable } from "@test/engine";

/** What the user asked for cannot be done; said in one sentence. */
export class UsageError extends Error {}

export interface Flags {
  readonly plan: "quick" | "full" | "large";
  /** Only compares with the targets. */
  readonly isCheck: boolean;
  readonly engine: "cli" | "embedded";
  /** Of the simulated Northflank; 0 takes a free one. */
  readonly port: number;
}

const allowed = "the flags are --quick, --large, --check, --engine (cli or embedded) and --port";

export async function flagsFrom(args: readonly string[]): Promise<Flags> {
  const { quick, large, check, engine, port } = valuesIn(args);
  if (quick === true && large === true) throw new UsageError("--quick and --large exclude each other");
  return {
    plan: quick === true || check === true ? "quick" : large === true ? "large" : "full",
    isCheck: check === true,
    engine: engineFrom(engine),
    port: await portFrom(port),
  };
}

function valuesIn(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const value = { type: "string" } as const;
  try {
    const options = { quick: flag, large: flag, check: flag, engine: value, port: value };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
    throw new UsageError(`${reason ?? ""}; ${allowed}`);
  }
}

function engineFrom(wanted: string | undefined): Flags["engine"] {
  if (wanted === "embedded") return wanted;
  if (wanted !== undefined && wanted !== "cli") throw new UsageError(`"${wanted}" is no engine; ${allowed}`);
  if (isCliAvailable()) return "cli";
  if (wanted === undefined) return "embedded";
  throw new UsageError("--engine cli needs the Pulumi CLI, and there is no pulumi on the PATH");
}

async function portFrom(wanted: string | undefined): Promise<number> {
  if (wanted === undefined) return 0;
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`--port is a number from 1 to 65535, not "${wanted}"`);
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    throw new UsageError(`the port ${port} is in use; leave out --port to take a free one`);
  }
  server.close();
  await once(server, "close");
  return port;
}
