import type { Agent } from "node:http";
import type { Duplex } from "node:stream";

/** Servers keep an idle connection for five seconds and more. */
const surelyOpenMs = 1_000;

/**
 * An agent's idle connections. One may be half closed by the time it is used, and then nobody knows whether the request
 * arrived: no harm to a GET, but 20 s of doubt about an import. So an import reuses only what was in use just now.
 */
export class KeptConnections {
  private readonly idleSince = new WeakMap<Duplex, number>();

  constructor(
    readonly agent: Agent,
    private readonly now: () => number,
  ) {
    // Node's types leave out that it says whether to keep the connection.
    const kept: { keepSocketAlive: (socket: Duplex) => unknown } = agent;
    const keep = kept.keepSocketAlive.bind(agent);
    kept.keepSocketAlive = (socket) => {
      this.idleSince.set(socket, now());
      return keep(socket);
    };
  }

  /** Closes the connections that have been idle for long. */
  readonly closeIdle = (): void => {
    const now = this.now();
    for (const socket of Object.values(this.agent.freeSockets).flatMap((sockets) => sockets ?? []))
      if (now - (this.idleSince.get(socket) ?? -Infinity) > surelyOpenMs) socket.destroy();
  };
}
