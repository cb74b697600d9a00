import { type PropertyMap, secret } from "./core/property/value";
import type { ConfigValue } from "./engine";

/** A stack's configuration, by full key (`project:key`). */
export class StackConfig {
  readonly #values = new Map<string, ConfigValue>();

  constructor(
    private readonly project: string,
    initial: Record<string, ConfigValue>,
  ) {
    for (const [key, value] of Object.entries(initial)) this.set(key, value);
  }

  set(key: string, value: ConfigValue): void {
    this.#values.set(this.#fullKey(key), value);
  }

  remove(key: string): void {
    this.#values.delete(this.#fullKey(key));
  }

  all(): Record<string, ConfigValue> {
    return Object.fromEntries(this.#values);
  }

  /** For the program: plain text. */
  plain(): Record<string, string> {
    return Object.fromEntries([...this.#values].map(([key, value]) => [key, textOf(value)]));
  }

  secretKeys(): string[] {
    return [...this.#values].filter(([, value]) => typeof value !== "string").map(([key]) => key);
  }

  /** What a default provider is configured with: everything for dynamic ones, else its own namespace. */
  forProvider(pkg: string): PropertyMap {
    const entries = [...this.#values].map(([key, value]) => [key, asProperty(value)] as const);
    if (pkg === "pulumi-nodejs") return Object.fromEntries(entries);
    const own = entries.filter(([key]) => key.startsWith(`${pkg}:`));
    return Object.fromEntries(own.map(([key, value]) => [key.slice(pkg.length + 1), value]));
  }

  #fullKey(key: string): string {
    return key.includes(":") ? key : `${this.project}:${key}`;
  }
}

const textOf = (value: ConfigValue): string => (typeof value === "string" ? value : value.value);

const asProperty = (value: ConfigValue) => (typeof value === "string" ? value : secret(value.value));
