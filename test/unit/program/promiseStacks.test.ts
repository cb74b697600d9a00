import assert from "node:assert/strict";
import { leavePromiseStacksEmpty } from "../../../provider/program/promiseStacks";

describe("the stack traces that the SDK takes while it registers a resource", () => {
  const { stackTraceLimit } = Error;
  const traces: { prepareStackTrace?: unknown } = Error;
  const { prepareStackTrace } = traces;
  const leaks = process.env["PULUMI_DEBUG_PROMISE_LEAKS"];

  beforeEach(() => {
    // Node's default, which mocha changes.
    Error.stackTraceLimit = 10;
    delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
    Error.prepareStackTrace = (_error, frames) =>
      `formatted, ${frames.length === 0 ? "empty" : "with lines"}`;
  });
  afterEach(() => {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
    if (leaks !== undefined) process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = leaks;
    else delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  });

  const during = <Result>(work: () => Result): Result => {
    const restore = leavePromiseStacksEmpty();
    try {
      return work();
    } finally {
      restore();
    }
  };

  it("are not formatted", () => {
    assert.equal(
      during(() => new Error("a promise").stack),
      "Error: a promise",
    );
  });

  it("have their lines where the SDK looks for the program's line, which it does without a limit", () => {
    const stack = during(() => {
      Error.stackTraceLimit = Infinity;
      return new Error().stack;
    });
    assert.equal(stack, "formatted, with lines");
  });

  it("have their lines in an error that is thrown meanwhile and shown afterwards", () => {
    const thrown = during(() => new Error("a user's transformation failed"));
    assert.equal(thrown.stack, "formatted, with lines");
  });

  it("are as before afterwards", () => {
    during(() => undefined);
    assert.equal(new Error().stack, "formatted, with lines");
  });

  it("are formatted for whoever looks for leaking promises", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    assert.equal(
      during(() => new Error().stack),
      "formatted, with lines",
    );
  });

  it("stay Node's where nobody formats them otherwise", () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    assert.match(during(() => new Error("a promise").stack) ?? "", /\n +at /);
    assert.equal(traces.prepareStackTrace, undefined);
  });
});
