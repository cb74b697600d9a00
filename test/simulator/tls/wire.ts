import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** The bytes beneath a TLS connection of the server's, where they can be meddled with in both directions. */
export class Wire extends Duplex {
  constructor(readonly tcp: Socket) {
    super();
    tcp.on("data", (chunk: Buffer) => {
      if (!this.push(chunk)) tcp.pause();
    });
    tcp.on("end", () => this.push(null));
    // An error is followed by the end of the connection, which is all that anybody here needs to know.
    tcp.on("error", () => undefined);
    tcp.on("close", () => this.destroy());
  }

  override _read(): void {
    this.tcp.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.tcp.write(chunk, () => {
      done();
    });
  }

  override _final(done: () => void): void {
    this.tcp.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.tcp.destroy();
    done(error);
  }
}
