import { Cancelled } from "../errors";
import type { Clock, Ports } from "./ports";

/** The user's Ctrl-C, where the engine tells us of it. */
export class Cancellation {
  private readonly listeners = new Set<() => void>();
  private requested = false;

  get isRequested(): boolean {
    return this.requested;
  }

  request(): void {
    this.requested = true;
    for (const listener of this.listeners) listener();
  }

  /** Calls back once it is requested. Returns how to end that. */
  onRequest(listener: () => void): () => void {
    if (this.requested) listener();
    else this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

type Interruptible = Pick<Ports, "cancellation" | "clock">;

/** Ends with the work, or as cancelled `graceMs` after the user's request; the work then goes on without anybody. */
export async function unlessCancelled<Result>(
  { cancellation, clock }: Interruptible,
  work: Promise<Result>,
  graceMs = 0,
): Promise<Result> {
  let forget = (): unknown => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    forget = cancellation.onRequest(() => {
      const fail = (): void => {
        reject(new Cancelled());
      };
      if (graceMs === 0) fail();
      else clock.sleep(graceMs).then(fail, fail);
    });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    forget();
  }
}

/** The clock for pauses that need not be slept through. */
export const interruptible = (ports: Interruptible): Clock => ({
  now: () => ports.clock.now(),
  wallTime: () => ports.clock.wallTime(),
  sleep: (ms) => unlessCancelled(ports, ports.clock.sleep(ms)),
});

export function assertNotCancelled({ cancellation }: Pick<Ports, "cancellation">): void {
  if (cancellation.isRequested) throw new Cancelled();
}
