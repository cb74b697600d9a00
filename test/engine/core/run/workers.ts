/** At most so many at a time, first come first served; nobody any more once the signal is given. */
export class Workers {
  #free: number;
  #waiting: (() => void)[] = [];

  constructor(
    size: number,
    private readonly stopped: AbortSignal,
  ) {
    this.#free = Math.max(1, size);
    stopped.addEventListener("abort", () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    });
  }

  /** Undefined when the signal came first. */
  async acquire(): Promise<(() => void) | undefined> {
    while (this.#free === 0 && !this.stopped.aborted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.stopped.aborted) return undefined;
    this.#free -= 1;
    return () => {
      this.#free += 1;
      this.#waiting.shift()?.();
    };
  }
}
