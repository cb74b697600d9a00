import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from "node:net";
import type { TlsDoor } from "./tls/tlsDoor";

/** A listener on the loopback that can go away and come back, and knows its connections by number. */
export class LoopbackServer {
  private readonly http: Server;
  private readonly listener: TcpServer;
  private readonly open = new Set<Socket>();
  private readonly numbers = new WeakMap<Socket, number>();
  private count = 0;
  private address: AddressInfo | undefined;

  constructor(
    onRequest: RequestListener,
    /** Where there is one, TLS is spoken. */
    private readonly door?: TlsDoor,
  ) {
    this.http = createServer({ keepAliveTimeout: 0 }, onRequest);
    this.listener = door === undefined ? this.http : createTcpServer({ allowHalfOpen: true, noDelay: true });
    this.listener.on("connection", (socket: Socket) => {
      this.accept(socket);
    });
  }

  get url(): string {
    return `${this.door === undefined ? "http" : "https"}://127.0.0.1:${this.address?.port ?? 0}`;
  }

  /** How many connections were accepted since the beginning. */
  get connections(): number {
    return this.count;
  }

  numberOf(socket: Socket): number {
    return this.numbers.get(socket) ?? 0;
  }

  async listen(port: number): Promise<void> {
    this.listener.listen(port, "127.0.0.1");
    await once(this.listener, "listening");
    this.address = this.listener.address() as AddressInfo;
  }

  /** New connections are refused from here on; those that were open are gone. */
  async pause(): Promise<void> {
    if (!this.listener.listening) return;
    const closed = once(this.listener, "close");
    this.listener.close();
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  async resume(): Promise<void> {
    await this.listen(this.address?.port ?? 0);
  }

  private accept(socket: Socket): void {
    this.count += 1;
    this.open.add(socket);
    socket.on("close", () => this.open.delete(socket));
    const connection = this.door === undefined ? socket : this.door.enter(socket);
    if (connection === undefined) return;
    this.numbers.set(connection, this.count);
    if (this.door !== undefined) this.http.emit("connection", connection);
  }
}
