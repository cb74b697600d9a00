import * as plain from "node:http";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import * as secure from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/**
 * How far one request got. Its connection tells, not the code of its error: ECONNRESET or EPROTO may come before
 * there is a connection, and as well when the request has long been handled.
 */
export class Contact {
  /** From here on the server may have got the request: over TLS after the handshake, before which nothing is sent. */
  isEstablished = false;
  private isTls = false;
  private request: ClientRequest | undefined;
  private socket: Socket | undefined;

  /** What axios sends the request with, in place of Node's own two modules. */
  readonly transport = {
    request: (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
      this.isTls = options.protocol === "https:";
      const request = (this.isTls ? secure : plain).request(options, onAnswer);
      this.request = request;
      request.once("socket", (socket) => {
        this.watch(socket, request.reusedSocket);
      });
      return request;
    },
  };

  /** False where Node makes no request out of what it is given, such as an address that is none. */
  get isFormed(): boolean {
    return this.request !== undefined;
  }

  /** This machine has refused the certificate of the server. */
  get isUntrusted(): boolean {
    const { socket } = this;
    // Node writes down the reason before it breaks the connection off. The types say that there always is one.
    const reason = socket instanceof TLSSocket ? (socket.authorizationError as unknown) : null;
    return !this.isEstablished && reason !== null && reason !== undefined;
  }

  /** An answer to what was to go through TLS, and came without: the proxy's, which opens no tunnel. */
  get isProxysRefusal(): boolean {
    return this.isTls && this.socket !== undefined && !(this.socket instanceof TLSSocket);
  }

  /** What has not gone out by now never will. */
  end(): void {
    this.request?.destroy();
  }

  private watch(socket: Socket, isReused: boolean): void {
    this.socket = socket;
    const established = (): void => {
      this.isEstablished = true;
    };
    if (isReused || this.isOpen(socket)) established();
    else socket.once(this.isTls ? "secureConnect" : "connect", established);
  }

  private isOpen(socket: Socket): boolean {
    // Whether or not the certificate counts: what has sent its last word of the handshake may carry a request.
    return this.isTls
      ? socket instanceof TLSSocket && socket.getFinished() !== undefined
      : !socket.connecting;
  }
}
