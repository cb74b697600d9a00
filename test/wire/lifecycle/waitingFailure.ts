import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/errors";
import type { Bench } from "../bench/bench";

export const backupId = (bench: Bench, nth = 0): string => bench.imports[nth]?.backupId ?? "none";

/** How an up fails whose import is kept in the state. */
export async function failureOf(up: Promise<unknown>): Promise<PartialFailure> {
  const thrown = await up.then(
    () => assert.fail("the step failed"),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof PartialFailure, String(thrown));
  assert.deepEqual(thrown.reasons, [thrown.message]);
  assert.equal(thrown.stack, "");
  return thrown;
}
