import type { ProviderClient } from "../core/provider/providerClient";

/** Starts providers, the first one ahead of its need: it loads while the program loads. */
export class ProviderPool {
  #prepared: Promise<ProviderClient> | undefined;

  constructor(private readonly start: () => Promise<ProviderClient>) {}

  prepare(): void {
    this.#prepared = this.start();
    this.#prepared.catch(() => undefined);
  }

  take(): Promise<ProviderClient> {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    return prepared ?? this.start();
  }

  /** One that nobody has needed goes unused. */
  async close(): Promise<void> {
    const unused = await this.#prepared?.catch(() => undefined);
    await unused?.close();
  }
}
