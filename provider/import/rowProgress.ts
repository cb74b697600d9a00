import type { Clock, Engine } from "../process/ports";

/** What a message is about: a request that is sent again, or an import that is waited for. */
type Matter = "retry" | "wait";

const leastPauseMs = 60_000;

/**
 * What the resource's row shows while an operation goes on. A terminal replaces each message by the next one, but a CI
 * log prints a line for each: so one at the start of each matter, then one a minute at most, and one at the end.
 */
export class RowProgress {
  private last: { readonly matter: Matter; readonly at: number } | undefined;

  constructor(
    private readonly engine: Pick<Engine, "progress">,
    private readonly clock: Clock,
    private readonly urn: string | undefined,
  ) {}

  say(matter: Matter, message: string): void {
    const at = this.clock.now();
    if (this.last?.matter === matter && at - this.last.at < leastPauseMs) return;
    this.last = { matter, at };
    this.engine.progress(this.urn, message);
  }

  /** The row keeps its last message until the engine is done with all rows, so that must not be out of date. */
  end(message: string): void {
    if (this.last !== undefined) this.engine.progress(this.urn, message);
    this.last = undefined;
  }
}
