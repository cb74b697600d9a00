import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import type { Readable } from "node:stream";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineService, serve, type GrpcServer } from "@test/engine";

export interface StartOptions {
  /** A program and its arguments, behind which the engine puts its address. */
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/** A plugin's process as an engine has it: started with an address, reached at the port that it prints. */
export class StartedPlugin {
  stdout = "";
  stderr = "";
  /** Once its output has ended, too. */
  readonly ended: Promise<number | null>;
  client = new ResourceProviderClient("127.0.0.1:0", credentials.createInsecure());

  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
    private readonly engine: GrpcServer,
  ) {
    child.stdout.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.ended = once(child, "close").then(([code]) => code as number | null);
  }

  /** In a folder where nothing of this repository is near, and with no variable but those given. */
  static async start({ command: [file, ...args], env = {} }: StartOptions): Promise<StartedPlugin> {
    const engine = await serve([engineService(() => undefined)]);
    const child = spawn(file, [...args, engine.address], {
      cwd: tmpdir(),
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const plugin = new StartedPlugin(child, engine);
    while (!plugin.stdout.includes("\n")) {
      await Promise.race([once(child.stdout, "data"), plugin.ended]);
      if (child.exitCode !== null) {
        engine.close();
        assert.fail(`it ended with ${child.exitCode}: ${plugin.stdout}${plugin.stderr}`);
      }
    }
    plugin.client.close();
    plugin.client = new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure());
    return plugin;
  }

  get port(): number {
    return Number(this.stdout.split("\n", 1).join());
  }

  call<Response>(ask: (client: ResourceProviderClient, callback: Callback<Response>) => unknown) {
    return new Promise<Response>((resolve, reject) => {
      ask(this.client, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }

  /** As if the engine had been killed. */
  loseEngine(): void {
    this.engine.close();
  }

  async close(): Promise<void> {
    this.client.close();
    this.child.kill("SIGKILL");
    await this.ended;
    this.engine.close();
  }
}
