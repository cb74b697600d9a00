import type { Clock } from "../clock";

interface Window {
  readonly endsAt: number;
  used: number;
}

export interface QuotaHeaders {
  "x-ratelimit-limit": string;
  "x-ratelimit-remaining": string;
  "x-ratelimit-reset": string;
}

const hour = 3_600_000;

/** Fixed windows of an hour, each of which begins with the first request after the last one has ended. */
export class Quota {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  /** Counts one request; false once the limit is spent. */
  take(spender: string, limit: number): boolean {
    const window = this.windowOf(spender);
    if (window.used >= limit) return false;
    window.used += 1;
    return true;
  }

  headers(spender: string, limit: number): QuotaHeaders {
    const window = this.windowOf(spender);
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(Math.max(0, limit - window.used)),
      "x-ratelimit-reset": String(Math.ceil((window.endsAt - this.clock.now()) / 1000)),
    };
  }

  private windowOf(spender: string): Window {
    const open = this.windows.get(spender);
    if (open !== undefined && open.endsAt > this.clock.now()) return open;
    const window = { endsAt: this.clock.now() + hour, used: 0 };
    this.windows.set(spender, window);
    return window;
  }
}
