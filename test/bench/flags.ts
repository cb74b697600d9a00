import { createServer } from "node:net";
import { once } from "node:events";
import { isCliAvailable } from "@test/engine";
import { engineFrom, UsageError, valuesIn } from "../commandLine";

export interface Flags {
  readonly plan: "quick" | "full" | "large";
  /** Only compares with the targets. */
  readonly isCheck: boolean;
  readonly engine: "cli" | "embedded";
  /** Of the simulated Northflank; 0 takes a free one. */
  readonly port: number;
}

const flag = { type: "boolean" } as const;
const value = { type: "string" } as const;
const options = { quick: flag, large: flag, check: flag, engine: value, port: value };
const allowed = "the flags are --quick, --large, --check, --engine (cli or embedded) and --port";

export async function flagsFrom(args: readonly string[]): Promise<Flags> {
  const { quick, large, check, engine, port } = valuesIn(args, options, allowed);
  if (quick === true && large === true) throw new UsageError("--quick and --large exclude each other");
  return {
    plan: quick === true || check === true ? "quick" : large === true ? "large" : "full",
    isCheck: check === true,
    engine: engineFrom(engine, allowed) ?? (isCliAvailable() ? "cli" : "embedded"),
    port: await portFrom(port),
  };
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
