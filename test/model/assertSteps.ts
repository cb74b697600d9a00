import assert from "node:assert/strict";
import type { OperationResult } from "@test/engine";
import type { Expected } from "./expectedStack";

function told(resource: string, op: string, reasons: readonly string[]): string {
  const isReplacing = op === "replace" || op === "create-replacement";
  return [op, resource, ...(isReplacing ? [`[${reasons.join()}]`] : [])].join(" ");
}

/** An operation did these steps, for these reasons, and ended so. */
export function assertSteps(verb: string, result: OperationResult, { steps, ok }: Expected): void {
  const actual = result.steps.map(({ name, op, replaceReasons }) => told(name, op, replaceReasons));
  const wanted = steps.map(({ resource, op, reasons }) => told(resource, op, reasons));
  assert.deepEqual(actual.sort(), wanted.sort(), `steps of ${verb}\n${result.output}`);
  assert.equal(result.ok, ok, `${verb}\n${result.output}`);
}

/** All that is there stays as it is. */
export function assertNothingToDo({ steps, ok, output }: OperationResult): void {
  const others = steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
  assert.deepEqual(others, [], "steps of a second preview");
  assert.ok(ok, output);
}
