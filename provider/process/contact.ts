import * as plain from "node:http";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import * as secure from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/**
 * How far a request got. The connection tells, not the error code: ECONNRESET or EPROTO may come before there is a
 * connection, but also long after the request was handled.
 */
export class Contact {
  /** From here on the server may have received the request; over TLS that is after the handshake. */
  isEstablished = false;
  private isTls = false;
  private request: ClientRequest | undefined;
  private socket: Socket | undefined;

  /** Replaces Node's http and https modules in axios. */
  readonly transport = {
    request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest => {
      this.isTls = options.protocol === "https:";
      const request = (this.isTls ? secure : plain).request(options, onResponse);
      this.request = request;
      request.once("socket", (socket) => {
        this.watch(socket, request.reusedSocket);
      });
      return request;
    },
  };

  /** False if Node cannot build a request from its input, such as an invalid address. */
  get isFormed(): boolean {
    return this.request !== undefined;
  }

  /** This machine rejected the server's certificate. */
  get isUntrusted(): boolean {
    const { socket } = this;
    // Node sets the reason before it drops the connection. The types claim that there always is one.
    const reason = socket instanceof TLSSocket ? (socket.authorizationError as unknown) : null;
    return !this.isEstablished && reason !== null && reason !== undefined;
  }

  /** An unencrypted response to a TLS request: it is the proxy's, which refused the tunnel. */
  get isProxysRefusal(): boolean {
    return this.isTls && this.socket !== undefined && !(this.socket instanceof TLSSocket);
  }

  /** Whatever has not been sent by now never will be. */
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
    // Whether or not the certificate is trusted: once the handshake is complete, a request may be on its way.
    return this.isTls
      ? socket instanceof TLSSocket && socket.getFinished() !== undefined
      : !socket.connecting;
  }
}
