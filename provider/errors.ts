/** Where messages link to. */
export const docs = "https://github.com/pulumi-northflank/pulumi-northflank/blob/main/docs";

/**
 * What a user sees when something goes wrong: one full sentence that says what failed, for which id, what came back
 * and what to do. It carries no stack trace, because the engine would print it.
 */
export class ProviderError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = "";
  }
}

/** A step's deadline passed. */
export class DeadlinePassed extends ProviderError {}

/** The user interrupted the engine, so whoever waits stops, and whoever has sent nothing sends nothing. */
export class Cancelled extends ProviderError {
  constructor() {
    super("the operation was cancelled, so nothing more was sent; run it again");
  }
}

/**
 * The import exists on Northflank but did not complete. The engine saves `id` and `properties` although the step
 * failed, shows `reasons`, and calls update on the next `up`: Pulumi's protocol for a partial failure.
 */
export class PartialFailure extends ProviderError {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: Record<string, unknown>,
    reason: string,
  ) {
    super(reason);
    this.reasons = [reason];
  }
}

/**
 * Why something failed, in words that are safe to show. An unexpected error's message is not: it may quote a secret.
 */
export function causeOf(thrown: unknown): string {
  if (thrown instanceof ProviderError) return thrown.message;
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const [, where = "an unknown place"] = /\n\s+at .*?([\w.-]+:\d+):\d+/.exec(stack) ?? [];
  return `an unexpected error (${thrown instanceof Error ? thrown.name : typeof thrown} at ${where})`;
}

/** The thrown value as an Error that is safe to show; the host never responds if anything but an Error is thrown. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof ProviderError) return thrown;
  return new ProviderError(
    `pulumi-northflank hit ${causeOf(thrown)}; no details of it were saved; please report it as a bug`,
  );
}
