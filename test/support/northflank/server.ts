import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A listener on the loopback that can go away and come back, and knows its connections by number. */
export class LoopbackServer {
  private readonly server: Server;
  private readonly open = new Map<Socket, number>();
  private connections = 0;
  private address: AddressInfo | undefined;

  constructor(listener: RequestListener) {
    this.server = createServer({ keepAliveTimeout: 0 }, listener);
    this.server.on("connection", (socket) => {
      this.connections += 1;
      this.open.set(socket, this.connections);
      socket.on("close", () => this.open.delete(socket));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.address?.port ?? 0}`;
  }

  numberOf(socket: Socket): number {
    return this.open.get(socket) ?? 0;
  }

  async listen(port: number): Promise<void> {
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    this.address = this.server.address() as AddressInfo;
  }

  /** New connections are refused from here on; those that were open are gone. */
  async pause(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, "close");
    this.server.close();
    for (const socket of this.open.keys()) socket.destroy();
    await closed;
  }

  async resume(): Promise<void> {
    await this.listen(this.address?.port ?? 0);
  }
}
