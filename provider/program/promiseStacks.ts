/** Node's types say that there always is a formatter. */
const traces: { prepareStackTrace?: (error: Error, frames: NodeJS.CallSite[]) => unknown } = Error;

/**
 * The SDK stores a stack trace with each of about a hundred promises per resource, and formats it through source maps:
 * three quarters of the time that a program with many imports takes. Only a search for leaking promises
 * (PULUMI_DEBUG_PROMISE_LEAKS) shows them. Until the returned function is called, they are left empty. The trace by which
 * the SDK finds the program's line is the one without a limit; errors format theirs when they are shown.
 */
export function leavePromiseStacksEmpty(): () => void {
  const { prepareStackTrace } = traces;
  if (prepareStackTrace === undefined || process.env["PULUMI_DEBUG_PROMISE_LEAKS"] !== undefined)
    return () => undefined;
  traces.prepareStackTrace = (error, frames) =>
    Error.stackTraceLimit === Infinity ? prepareStackTrace(error, frames) : String(error);
  return () => {
    traces.prepareStackTrace = prepareStackTrace;
  };
}
