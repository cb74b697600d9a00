import type { ConfigValue } from "@test/engine";
import type { Setting } from "./chapters";
import { withoutPasswords } from "./settings";

const shown = (value: ConfigValue): string =>
  withoutPasswords(typeof value === "string" ? value : value.value);

/** What is configured at this point of the story, as it may be shown. */
export class Configuration {
  readonly #values: Map<string, string>;

  constructor(config: Readonly<Record<string, ConfigValue>>) {
    this.#values = new Map(Object.entries(config).map(([key, value]) => [key, shown(value)]));
  }

  lines(): string[] {
    return [...this.#values].sort().map(([key, value]) => `${key}: ${value}`);
  }

  /** The line as it was, if it was there, and as it is from now on. */
  change({ key, value }: Setting): string[] {
    const before = this.#values.get(key);
    this.#values.set(key, shown(value));
    return [...(before === undefined ? [] : [`- ${key}: ${before}`]), `+ ${key}: ${shown(value)}`];
  }
}
