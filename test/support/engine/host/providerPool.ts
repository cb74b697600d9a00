import type { ProviderClient } from "../core/provider/providerClient";
import { GrpcProviderClient } from "./grpcProviderClient";
import type { ProviderProcess } from "./providerProcess";

/** Starts provider processes, the first one ahead of its need: it loads while the program loads. */
export class ProviderPool {
  #prepared: Promise<ProviderProcess> | undefined;

  constructor(private readonly start: () => Promise<ProviderProcess>) {}

  prepare(): void {
    this.#prepared = this.start();
    this.#prepared.catch(() => undefined);
  }

  async take(): Promise<ProviderClient> {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    return new GrpcProviderClient(await (prepared ?? this.start()));
  }

  /** One that nobody has needed goes unused. */
  async close(): Promise<void> {
    const unused = await this.#prepared?.catch(() => undefined);
    await unused?.kill();
  }
}
