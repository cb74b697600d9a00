import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { defaultToken, ordersDb } from "..";
import { answers, type ForeignClient } from "./foreignClient";

const version = "2.1.0";
const ownPython = resolve(__dirname, "../../../.venv/bin/python");
const probe = `import importlib.metadata as m; raise SystemExit(m.version("northflank") != "${version}")`;

/** A Python that has the package: the one of `npm run test:python`, or the one on the PATH; undefined for none. */
export function pythonWithNorthflank(): string | undefined {
  const candidates = existsSync(ownPython) ? [ownPython, "python3"] : ["python3"];
  return candidates.find((python) => spawnSync(python, ["-c", probe], { timeout: 20_000 }).status === 0);
}

const answer = z.union([z.object({ data: z.unknown() }), z.object({ error: z.string() })]);

/** Northflank's package for Python, in one process for all calls; it has no call for the logs of a backup. */
export class PythonClient implements ForeignClient {
  private readonly process;
  private readonly lines;

  constructor(python: string, host: string) {
    this.process = spawn(python, [join(__dirname, "bridge.py"), defaultToken, host], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  importBackup = async (data: object) =>
    answers.started.parse(await this.call("import_.addon.backup", { data })).id;
  list = async () =>
    answers.backups.parse(await this.call("get.addon.backups.all")).backups.map(({ id }) => id);
  status = async (id: string) =>
    answers.backup.parse(await this.call("get.addon.backup", { backup_id: id })).status;
  abort = (id: string) => this.call("abort.addon.backup", { backup_id: id });
  restore = async (id: string) =>
    answers.restore.parse(await this.call("restore.addon.backup", { backup_id: id })).restoreId;
  remove = (id: string) => this.call("delete.backup", { backup_id: id });

  /** The process ends by itself, without further calls. */
  close(): void {
    this.process.stdin.end();
  }

  private async call(method: string, more: object = {}): Promise<unknown> {
    const addon = { project_id: ordersDb.projectId, addon_id: ordersDb.addonId };
    this.process.stdin.write(`${JSON.stringify({ method, arguments: { ...addon, ...more } })}\n`);
    const line = await this.lines.next();
    if (line.done === true) throw new Error("Python has ended");
    const told = answer.parse(JSON.parse(line.value));
    if ("error" in told) throw new Error(told.error);
    return told.data;
  }
}
