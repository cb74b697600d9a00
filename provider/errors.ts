/**
 * What a user sees when something goes wrong: one full sentence that says what failed, on which id, what came
 * back and what to do. It carries no stack, because the engine would print it.
 */
export class ProviderError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = "";
  }
}

/** The deadline of a step passed. */
export class DeadlinePassed extends ProviderError {}

/**
 * The import exists on Northflank but did not end well. The engine saves `id` and `properties` although the
 * step failed, shows `reasons`, and calls update on the next `up`: Pulumi's protocol for a partial failure.
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

/** Why something failed, fit to be shown. The message of an unexpected fault is not: it may quote what it stumbled over. */
export function causeOf(thrown: unknown): string {
  if (thrown instanceof ProviderError) return thrown.message;
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const [, where = "an unknown place"] = /\n\s+at .*?([\w.-]+:\d+):\d+/.exec(stack) ?? [];
  return `an unexpected error (${thrown instanceof Error ? thrown.name : typeof thrown} at ${where})`;
}

/** What was thrown, as an error that can be shown; a host that gets anything but an Error never answers. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof ProviderError) return thrown;
  return new ProviderError(
    `pulumi-northflank hit ${causeOf(thrown)}; no details of it were saved; please report it as a bug`,
  );
}
