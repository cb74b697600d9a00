import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type * as grpc from "@grpc/grpc-js";
import { setTimeout as sleep } from "node:timers/promises";

const flushMs = 2_000;

/** Made by the copy of gRPC that Pulumi's SDK uses: it rejects credentials that another copy created. */
export type InsecureChannel = () => grpc.ChannelCredentials;

/**
 * The engine's log, which shows a message on its resource's row. `pulumi.log` does not reach the engine from a
 * provider, so we call the service directly. A failing log must not fail an import.
 */
export class EngineLog {
  private client: EngineClient | undefined;
  /** Messages that stay, and that the engine has not answered yet. */
  private readonly pending = new Set<Promise<boolean>>();

  constructor(
    private readonly address: string | undefined,
    private readonly insecure: InsecureChannel,
  ) {}

  /** A message that stays. True if the engine accepted it. */
  warning(urn: string | undefined, message: string): Promise<boolean> {
    return this.keep(this.send(LogSeverity.WARNING, urn, message, false));
  }

  /** The same, at info level. */
  info(urn: string | undefined, message: string): Promise<boolean> {
    return this.keep(this.send(LogSeverity.INFO, urn, message, false));
  }

  /** A message that the next one replaces. */
  progress(urn: string | undefined, message: string): Promise<boolean> {
    return this.send(LogSeverity.INFO, urn, message, true);
  }

  /**
   * Returns once the engine has the messages that stay. It ends this process as soon as it has the last response, and
   * would never show what is still on its way. An engine that does not answer is not waited for.
   */
  async flush(): Promise<void> {
    if (this.pending.size === 0) return;
    await Promise.race([Promise.all(this.pending), sleep(flushMs, undefined, { ref: false })]);
  }

  private keep(sent: Promise<boolean>): Promise<boolean> {
    this.pending.add(sent);
    return sent.finally(() => this.pending.delete(sent));
  }

  private async send(
    severity: LogSeverity,
    urn: string | undefined,
    message: string,
    ephemeral: boolean,
  ): Promise<boolean> {
    if (this.address === undefined) return false;
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(message);
    request.setUrn(urn ?? "");
    request.setEphemeral(ephemeral);
    try {
      const client = (this.client ??= new EngineClient(this.address, this.insecure()));
      return await new Promise((resolve) => {
        client.log(request, (error: unknown) => {
          resolve(error === null);
        });
      });
    } catch {
      return false;
    }
  }
}
