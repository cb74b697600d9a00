import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { defaultToken, ordersDb } from "..";

/** As `npm run build` compiled it, which is what npm publishes. */
export const builtMain = path.join(__dirname, "../../../dist/simulator/main.js");

const connectionString = "postgresql://reader:hunter2@legacy.example.com/orders";

export const addonPath = ({ projectId, addonId } = ordersDb): string =>
  `/v1/projects/${projectId}/addons/${addonId}`;

const shownBackup = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: z.string(),
  completedAt: z.string().optional(),
});
type ShownBackup = z.infer<typeof shownBackup>;

interface PlainRequest {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** The command in a process of its own, which is gone after each test. */
export class StartedCommand {
  stdout = "";
  stderr = "";
  /** Where it serves, once `start` has started it. */
  url = "";
  private child: ChildProcessByStdio<null, Readable, Readable> | undefined;

  constructor() {
    afterEach(async () => {
      const { child } = this;
      if (child?.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "close");
      }
    });
  }

  run(flags: readonly string[], nodeArgs: readonly string[] = [builtMain]): void {
    this.stdout = "";
    this.stderr = "";
    const child = spawn(process.execPath, [...nodeArgs, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.child = child;
  }

  /** Runs it on a free port, and waits until its greeting is complete. */
  async start(flags: readonly string[] = [], nodeArgs?: readonly string[]): Promise<string> {
    this.run(["--port", "0", ...flags], nodeArgs);
    await this.shown(/^Ctrl-C ends it\.\n\n/m);
    const [, url = ""] = await this.shown(/^Simulated Northflank API: (\S+)$/m);
    this.url = url;
    return url;
  }

  /** Waits until its output fits; fails if it ends before. */
  async shown(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found) return found;
      assert.ok(this.child && this.child.exitCode === null, `it has ended:\n${this.stdout}${this.stderr}`);
      await Promise.race([once(this.child.stdout, "data"), once(this.child, "close")]);
    }
  }

  /** As `| head` does, once it has enough. */
  stopReading(): void {
    this.child?.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** The code with which it ends by itself. */
  async ended(): Promise<number | null> {
    assert.ok(this.child);
    const [code] = (await once(this.child, "close")) as [number | null];
    return code;
  }

  /** Returns the status of the response. */
  async importNamed(name: string, address = ordersDb): Promise<number> {
    const body = JSON.stringify({ name, connectionString });
    return (await this.fetch(`${addonPath(address)}/import`, { method: "POST", body })).status;
  }

  /** What Northflank's own list shows. */
  async listedIds(): Promise<string[]> {
    const response = await this.fetch(`${addonPath()}/backups`);
    const list = z.object({ data: z.object({ backups: z.array(shownBackup) }) });
    return list.parse(await response.json()).data.backups.map(({ id }) => id);
  }

  async backups(): Promise<ShownBackup[]> {
    const response = await this.fetch("/simulator/backups");
    return z.array(shownBackup).parse(await response.json());
  }

  /** The only backup, once its import has ended. */
  async endedBackup(): Promise<ShownBackup & { completedAt: string }> {
    for (;;) {
      const [backup, ...others] = await this.backups();
      assert.ok(backup && others.length === 0);
      const { completedAt } = backup;
      if (completedAt !== undefined) return { ...backup, completedAt };
      await pause(20);
    }
  }

  /** With the token that the greeting names, if none is given. */
  fetch(path: string, init: PlainRequest = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${defaultToken}`, ...init.headers };
    return fetch(this.url + path, { ...init, headers });
  }
}
