import { RunError } from "@pulumi/pulumi";
import assert from "node:assert/strict";

/** For `assert.throws`: the message holds these parts, not the word that stands for a secret, and is shown without a stack. */
export const saysWithoutSecret =
  (...parts: string[]) =>
  (error: Error): boolean => {
    assert.ok(RunError.isInstance(error), String(error));
    for (const part of parts) assert.ok(error.message.includes(part), `${error.message}\nlacks ${part}`);
    assert.ok(!error.message.includes("s3cret"), error.message);
    return true;
  };
