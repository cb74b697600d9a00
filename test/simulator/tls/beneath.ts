import { randomBytes } from "node:crypto";
import type { Wire } from "./wire";

/** What happens to a connection beneath its TLS, after the handshake. */
export type Beneath = "undecryptable record" | "fatal alert" | "plain 502" | "reset" | "end";

/** Application data by its head, and noise by its body: no key in the world decrypts it. */
const undecryptable = (): Buffer => Buffer.concat([Buffer.of(23, 3, 3, 0, 64), randomBytes(64)]);

const plainPage = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

export function strikeBeneath(what: Beneath, wire: Wire): void {
  switch (what) {
    case "undecryptable record":
      wire.tcp.write(undecryptable());
      return;
    case "fatal alert":
      // Only the server's TLS can encrypt an alert that the client accepts; it sends one for what it cannot decrypt.
      wire.push(undecryptable());
      return;
    case "plain 502":
      wire.tcp.end(plainPage);
      return;
    case "reset":
      wire.tcp.resetAndDestroy();
      return;
    case "end":
      // Without the farewell that TLS would say first.
      wire.tcp.end();
  }
}
