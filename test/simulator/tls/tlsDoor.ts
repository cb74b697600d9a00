import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { Rules } from "../faults/rules";
import { CaFile } from "./caFile";
import type { Certificates } from "./certificates";
import { type HandshakeRule, interrupt } from "./handshakeFaults";
import { Wire } from "./wire";

/** Makes TLS connections out of those that come in, as far as the faults in force let it. */
export class TlsDoor {
  readonly faults = new Rules<HandshakeRule, undefined>(1, () => true);
  readonly caFile: CaFile;
  private readonly wires = new WeakMap<Socket, Wire>();

  constructor(private readonly certificates: Certificates) {
    this.caFile = new CaFile(certificates.ca);
  }

  get ca(): string {
    return this.certificates.ca;
  }

  /** What carries this connection. */
  wireOf(connection: Socket): Wire | undefined {
    return this.wires.get(connection);
  }

  /** The connection that HTTP is to be spoken on, if it is to be spoken at all. */
  enter(tcp: Socket): Socket | undefined {
    const fault = this.faults.strike(undefined)?.do;
    switch (fault) {
      case "reset":
      case "end":
      case "alert":
      case "silence":
        interrupt(fault, tcp);
        return undefined;
      case "plain HTTP":
        return tcp;
      case undefined:
        return this.encrypt(tcp, this.certificates.trusted);
      default:
        return this.encrypt(tcp, this.certificates.flawed[fault]);
    }
  }

  private encrypt(tcp: Socket, secureContext: Certificates["trusted"]): TLSSocket {
    const wire = new Wire(tcp);
    const connection = new TLSSocket(wire, { isServer: true, secureContext });
    // A client that refuses the certificate, or a fault; nobody here has to know more than that it is over.
    connection.on("error", () => wire.destroy());
    this.wires.set(connection, wire);
    return connection;
  }
}
