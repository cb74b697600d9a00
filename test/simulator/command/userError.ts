/** What the user can put right, said in one or two sentences; everything else keeps its stack. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2,
  ) {
    super(message);
  }
}

/** A mistake in the flags. */
export class UsageError extends UserError {
  constructor(message: string) {
    super(message, 2);
  }
}
