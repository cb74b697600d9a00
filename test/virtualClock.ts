import type { Clock } from "../provider/process/ports";

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

/**
 * Time for tests of long waits. It stands still while anything is going on and jumps to the next waking as soon
 * as everybody is asleep, so that an hour takes as long as the requests that are made in it.
 */
export class VirtualClock implements Clock {
  private elapsed = 0;

  /** What the machine of the test takes for the time when it begins. */
  constructor(private readonly start = Date.parse("2026-01-15T09:00:00.000Z")) {}

  private underWay = 0;
  private jumpIsDue = false;
  private readonly sleepers: Sleeper[] = [];

  /** Milliseconds since the test began. */
  now(): number {
    return this.elapsed;
  }

  /** The machine of the tests has the right time. */
  wallTime(): number {
    return this.start + this.elapsed;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.sleepers.push({ dueAt: this.elapsed + Math.max(0, ms), wake });
      this.planJump();
    });
  }

  /** Time stands still until the work has ended. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.underWay += 1;
    try {
      return await work();
    } finally {
      this.underWay -= 1;
      this.planJump();
    }
  }

  /** Something that happens by itself, so many seconds after the beginning. */
  async at(seconds: number, event: () => void | Promise<void>): Promise<void> {
    await this.sleep(seconds * 1000 - this.elapsed);
    await this.during(async () => {
      await event();
    });
  }

  /** As soon as everything that runs has come to a sleep or to a request. */
  private planJump(): void {
    if (this.jumpIsDue) return;
    this.jumpIsDue = true;
    setImmediate(() => {
      this.jumpIsDue = false;
      this.jump();
    });
  }

  private jump(): void {
    if (this.underWay > 0 || this.sleepers.length === 0) return;
    this.elapsed = Math.min(...this.sleepers.map(({ dueAt }) => dueAt));
    const due = this.sleepers.filter(({ dueAt }) => dueAt <= this.elapsed);
    const others = this.sleepers.filter(({ dueAt }) => dueAt > this.elapsed);
    this.sleepers.splice(0, this.sleepers.length, ...others);
    for (const { wake } of due) wake();
    this.planJump();
  }
}
