import { connect } from "node:net";

const probeTimeoutMs = 2_000;
const recheckMs = 250;
const idleCheckMs = 5_000;

/**
 * Watches the engine that started this process, at `host:port`. This process's parent is a shell, so the parent's id
 * says nothing; an engine that is gone refuses connections. One that was never reachable is not judged, because there is
 * nothing to compare with.
 */
export class EngineLiveness {
  private readonly wasReached: Promise<boolean>;

  constructor(
    private readonly address: string | undefined,
    private readonly stop: () => never,
  ) {
    this.wasReached = this.accepts();
  }

  /** Checks regularly, so that an idle process does not outlive its engine either. */
  watch(): void {
    setInterval(() => void this.assertAlive(), idleCheckMs).unref();
  }

  async assertAlive(): Promise<void> {
    if (!(await this.wasReached) || (await this.accepts())) return;
    await new Promise((resolve) => setTimeout(resolve, recheckMs));
    if (!(await this.accepts())) this.stop();
  }

  private accepts(): Promise<boolean> {
    const { host, port } = split(this.address);
    if (port === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const socket = connect({ host, port });
      const answer = (isThere: boolean): void => {
        socket.destroy();
        resolve(isThere);
      };
      // Only a refused connection is proof; a machine too busy to respond in time is not.
      socket.setTimeout(probeTimeoutMs, () => {
        answer(true);
      });
      socket.once("connect", () => {
        answer(true);
      });
      socket.once("error", (error: NodeJS.ErrnoException) => {
        answer(error.code !== "ECONNREFUSED");
      });
    });
  }
}

function split(address: string | undefined): { host: string; port: number | undefined } {
  const colon = address?.lastIndexOf(":") ?? -1;
  const port = Number(address?.slice(colon + 1));
  if (address === undefined || colon < 1 || !Number.isInteger(port) || port < 1 || port > 65535)
    return { host: "", port: undefined };
  return { host: address.slice(0, colon).replace(/^\[|\]$/g, ""), port };
}
