import type { Socket } from "node:net";
import type { Schedule } from "../faults/rules";
import type { Flaw } from "./certificates";

/** How a server breaks a handshake off that a client has begun, or leaves it hanging. */
type Interruption = "reset" | "end" | "alert" | "silence";

/** What happens to a connection before its handshake is complete. */
export type HandshakeFault = Flaw | Interruption | "plain HTTP";

/** They may be over by the next try; a certificate stays what it is. */
export const interruptions = ["reset", "end", "alert", "silence", "plain HTTP"] as const;

export interface HandshakeRule extends Schedule {
  readonly do: HandshakeFault;
}

/** A fatal alert, handshake_failure, which is in plain text where there are no keys yet. */
const handshakeFailure = Buffer.of(21, 3, 3, 0, 2, 2, 40);

/** Strikes once the client's first record is there. */
export function interrupt(how: Interruption, tcp: Socket): void {
  tcp.on("error", () => undefined);
  tcp.once("data", () => {
    switch (how) {
      case "reset":
        tcp.resetAndDestroy();
        return;
      case "end":
        tcp.end();
        return;
      case "alert":
        tcp.end(handshakeFailure);
        return;
      case "silence":
    }
  });
}
